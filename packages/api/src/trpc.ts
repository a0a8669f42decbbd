import type { DemoPeople, DemoSignInInput, DemoToken } from "@parley/contract/demo";
import { initTRPC } from "@trpc/server";
import type { Platform, Session } from "./domain/context.ts";
import { DomainError } from "./domain/errors.ts";
import { loadActor } from "./domain/users/load-actor.ts";
import { errorData, toTrpcError } from "./error-mapping.ts";

/** What a host provides in demo mode. */
export interface DemoDesk {
  people(): Promise<DemoPeople>;
  signIn(input: DemoSignInInput): Promise<DemoToken>;
}

/** What a host hands to every call. `session` is null where no valid token came with it. */
export interface RequestContext extends Platform {
  readonly requestId: string;
  readonly session: Session | null;
  /** Why there is no session, where that is known. */
  readonly signInProblem?: "not_signed_in" | "session_expired" | undefined;
  /** Bytes that wait in this caller's socket; 0 over HTTP and in process. */
  readonly bufferedBytes?: (() => number) | undefined;
  /** Present in demo mode only. */
  readonly demo?: DemoDesk | undefined;
  /** Tells operators of a fault that the caller must not see. */
  readonly onFault?:
    | ((fault: { requestId: string; path: string; cause: unknown }) => void)
    | undefined;
}

const t = initTRPC.context<RequestContext>().create({
  isDev: false,
  errorFormatter: ({ shape, error, path, ctx }) => {
    const data = errorData(error, { requestId: ctx?.requestId ?? "", path });
    return { ...shape, message: data.reason, data };
  },
});

/** Everything that a procedure throws leaves as a `TRPCError` that names a reason. */
const nameTheReason = t.middleware(async ({ ctx, path, next }) => {
  const result = await next();
  if (result.ok) return result;
  const error = toTrpcError(result.error);
  if (error.code === "INTERNAL_SERVER_ERROR") {
    ctx.onFault?.({ requestId: ctx.requestId, path, cause: error.cause ?? error });
  }
  throw error;
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;
export const publicProcedure = t.procedure.use(nameTheReason);

/** A procedure for bearers of a valid token, whose verb checks the account by itself. */
export const sessionProcedure = publicProcedure.use(({ ctx, next }) => {
  if (ctx.session === null) throw new DomainError(ctx.signInProblem ?? "not_signed_in");
  return next({ ctx: { session: ctx.session } });
});

/** A procedure for signed-in, active people. The database decides both, at every call. */
export const procedure = sessionProcedure.use(async ({ ctx, next }) => {
  const actor = await loadActor({ ctx, session: ctx.session });
  return next({ ctx: { actor } });
});
