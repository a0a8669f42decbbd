import type { DemoPeople, DemoSignInInput, DemoToken } from "@parley/contract/demo";
import { describeRefusal } from "@parley/contract/errors";
import { getTRPCErrorFromUnknown, initTRPC, TRPCError } from "@trpc/server";
import type { Actor, Platform, ServiceActor, Session, UserSession } from "./domain/context.ts";
import { DomainError, type TokenProblem } from "./domain/errors.ts";
import { isOpenToService } from "./domain/policy/service-access.ts";
import { loadActor, statementProblem } from "./domain/users/load-actor.ts";
import { errorData, toTrpcError } from "./error-mapping.ts";

/** Sign-in as a demo user, provided by a host in demo mode. */
export interface DemoSignIn {
  people(): Promise<DemoPeople>;
  signIn(input: DemoSignInInput): Promise<DemoToken>;
}

/** The rate limits of one caller. */
export interface CallerLimits {
  /** Milliseconds until a call is allowed; 0 if it is allowed now, and then it is counted. */
  call(path: string): number;
  /** Whether another typing signal is allowed. */
  typing(): boolean;
}

/** What a host passes to every call. `session` is null if there is no valid token. */
export interface RequestContext extends Platform {
  readonly requestId: string;
  readonly session: Session | null;
  /** The caller's own trace, as the W3C header of that name. */
  readonly traceparent?: string | undefined;
  /** Why there is no session, if known. */
  readonly signInProblem?: "not_signed_in" | "session_expired" | undefined;
  /** Why no call of this caller is served at all. */
  readonly refusal?: DomainError | undefined;
  /** Bytes buffered in this caller's socket; 0 over HTTP and in process. */
  readonly bufferedBytes?: (() => number) | undefined;
  /** Absent if nothing is limited. */
  readonly callerLimits?: CallerLimits | undefined;
  /** Tells operators why a token was refused, which the caller must not see. */
  readonly onTokenRefused?: ((problem: TokenProblem) => void) | undefined;
  /** Present in demo mode only. */
  readonly demo?: DemoSignIn | undefined;
  /** Tells operators of a fault that the caller must not see. */
  readonly onFault?:
    | ((fault: { requestId: string; path: string; cause: unknown }) => void)
    | undefined;
}

const t = initTRPC.context<RequestContext>().create({
  isDev: false,
  errorFormatter: ({ shape, error, path, ctx }) => {
    const data = errorData(error, { requestId: ctx?.requestId ?? "", path });
    return { ...shape, message: describeRefusal(data.reason, data.issues), data };
  },
});

/** Counts a call before any work is done for it, and refuses it above the rate limit. */
function enforceRateLimit({ callerLimits }: RequestContext, path: string): void {
  const retryAfterMs = callerLimits?.call(path) ?? 0;
  if (retryAfterMs === 0) return;
  const cause = new DomainError("too_many_requests", { retryAfterMs });
  throw toTrpcError(new TRPCError({ code: "TOO_MANY_REQUESTS", cause }));
}

function refuseCaller({ refusal }: RequestContext): void {
  if (refusal === undefined) return;
  throw toTrpcError(new TRPCError({ code: "PRECONDITION_FAILED", cause: refusal }));
}

/** Limits concurrent reads, so that sends and streams always find a database connection. */
async function limitReads<Result>({ reads }: RequestContext, read: () => Promise<Result>) {
  try {
    return await reads.run(read);
  } catch (cause) {
    throw toTrpcError(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause }));
  }
}

/** Runs a call in a span of its own, if a tracer is set. */
const traced = <Result>(
  { tracer, traceparent }: RequestContext,
  path: string,
  call: () => Promise<Result>,
): Promise<Result> =>
  tracer === undefined ? call() : tracer.span(path, { kind: "server", parent: traceparent }, call);

/** Reports why a valid token, or a user whom the host signs in, was refused. Invalid tokens are reported where they are verified. */
function reportRefusedToken({ session, onTokenRefused }: RequestContext, cause: unknown): void {
  if (session?.kind !== "user" || !(cause instanceof DomainError)) return;
  const { reason, tokenProblem } = cause;
  if (reason === "not_signed_in" || reason === "session_expired")
    onTokenRefused?.(tokenProblem ?? statementProblem(session, reason));
}

/**
 * A procedure whose callers `authorize` admits: it returns what the verb receives in its context besides what the host
 * passes. One middleware does everything that all procedures share, since tRPC copies the context and its own options
 * for each: rate limit, read limit, tracing, authorization, and mapping everything that is thrown to a `TRPCError` with a reason.
 */
function procedureFor<Extra extends object>(
  authorize: (ctx: RequestContext, path: string) => Extra | Promise<Extra>,
) {
  return t.procedure.use(async ({ ctx, path, type, next }) => {
    enforceRateLimit(ctx, path);
    refuseCaller(ctx);
    const call = async () => {
      try {
        const extra = authorize(ctx, path);
        return await next({ ctx: extra instanceof Promise ? await extra : extra });
      } catch (cause) {
        return { ok: false, error: getTRPCErrorFromUnknown(cause) } as const;
      }
    };
    const result = await traced(ctx, path, type === "query" ? () => limitReads(ctx, call) : call);
    if (result.ok) return result;
    const error = toTrpcError(result.error);
    reportRefusedToken(ctx, error.cause);
    if (error.code === "INTERNAL_SERVER_ERROR") {
      ctx.onFault?.({ requestId: ctx.requestId, path, cause: error.cause ?? error });
    }
    throw error;
  });
}

/** The session of the caller. Refuses a service token unless `serviceAccess` allows the procedure. */
function sessionOf(ctx: RequestContext, path: string): Session {
  const { session } = ctx;
  if (session === null) throw new DomainError(ctx.signInProblem ?? "not_signed_in");
  if (session.kind === "service" && !isOpenToService(path)) throw new DomainError("forbidden");
  return session;
}

function userSessionOf(ctx: RequestContext, path: string): UserSession {
  const session = sessionOf(ctx, path);
  if (session.kind === "service") throw new DomainError("forbidden");
  return session;
}

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** A procedure for every caller. */
export const publicProcedure = procedureFor(() => ({}));

/** A procedure for users with a valid token, whose verb checks the account itself. */
export const sessionProcedure = procedureFor((ctx, path) => {
  const session = userSessionOf(ctx, path);
  return { session, loadActor: () => loadActor({ ctx, session }) };
});

/** A procedure for signed-in, active users. The database decides both, at every call. */
export const procedure = procedureFor(async (ctx, path) => {
  const session = userSessionOf(ctx, path);
  return { session, actor: await loadActor({ ctx, session }) };
});

/** A procedure for the host platform too, if `serviceAccess` allows it. */
export const staffProcedure = procedureFor(async (ctx, path) => {
  const session = sessionOf(ctx, path);
  const actor: Actor | ServiceActor =
    session.kind === "service" ? { kind: "service" } : await loadActor({ ctx, session });
  return { session, actor };
});

/** A procedure for the host platform alone, if `serviceAccess` allows it. */
export const serviceProcedure = procedureFor(async (ctx, path) => {
  const session = sessionOf(ctx, path);
  if (session.kind === "service") return { session };
  // A caller without an account gets the answer of every other procedure.
  await loadActor({ ctx, session });
  throw new DomainError("forbidden");
});
