import cors from "@fastify/cors";
import { limits } from "@parley/contract/limits";
import { CONTRACT_HEADER } from "@parley/contract/version";
import { type AnyTRPCRouter, TRPCError } from "@trpc/server";
import { fastifyRequestHandler } from "@trpc/server/adapters/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Authenticator } from "../auth.ts";
import { bearerToken } from "../auth/bearer.ts";
import { type ContextParts, createRequestContext } from "../context.ts";
import { retryAfterSeconds } from "./problem.ts";
import { reportUnseen } from "../logs/report-unseen.ts";

export interface ProcedureOptions {
  readonly router: AnyTRPCRouter;
  readonly parts: ContextParts;
  readonly authenticator: Authenticator;
  readonly allowedOrigins: readonly string[];
}

function isSubscription(procedure: unknown): boolean {
  if (typeof procedure !== "function" || !("_def" in procedure)) return false;
  const { _def: definition } = procedure;
  if (typeof definition !== "object" || definition === null) return false;
  return "type" in definition && definition.type === "subscription";
}

function subscriptionsOf({ _def: { procedures } }: AnyTRPCRouter): ReadonlySet<string> {
  const all: unknown = procedures;
  const entries = typeof all === "object" && all !== null ? Object.entries(all) : [];
  return new Set(
    entries.filter(([, procedure]) => isSubscription(procedure)).map(([path]) => path),
  );
}

function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : undefined;
}

/** The longest wait of a batch: its calls are made again together. */
function retryHeaders(errors: readonly TRPCError[]): Record<string, string> {
  const seconds = errors.flatMap((error) => Number(retryAfterSeconds(error) ?? []));
  return seconds.length === 0 ? {} : { "retry-after": String(Math.max(...seconds)) };
}

/** Lets pages of these origins call what is registered on `app`. */
export function allowOrigins(app: FastifyInstance, origins: readonly string[]) {
  return app.register(cors, {
    origin: [...origins],
    methods: ["GET", "POST"],
    allowedHeaders: [
      "authorization",
      "content-type",
      CONTRACT_HEADER,
      "traceparent",
      "trpc-accept",
      "x-request-id",
    ],
    exposedHeaders: ["x-request-id", "retry-after"],
    maxAge: 600,
  });
}

/** The procedures over HTTP, at `/trpc/<path>`. */
export async function serveProcedures(
  app: FastifyInstance,
  options: ProcedureOptions,
): Promise<void> {
  const { router, parts, authenticator, allowedOrigins } = options;
  const subscriptions = subscriptionsOf(router);
  await app.register(
    async (scope) => {
      if (allowedOrigins.length > 0) await allowOrigins(scope, allowedOrigins);
      // tRPC reads the JSON itself, and answers in its own form when it cannot.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser("application/json", { parseAs: "string" }, (_, body, done) =>
        done(null, body),
      );
      scope.route<{ Params: { path: string } }>({
        method: ["GET", "POST"],
        url: "/:path",
        async handler(request, reply) {
          const { path } = request.params;
          // Sockets alone have deadlines, expiry and back pressure.
          if (path.split(",").some((name) => subscriptions.has(name))) {
            throw new TRPCError({ code: "METHOD_NOT_SUPPORTED" });
          }
          const signIn = await authenticator.authenticate(
            bearerToken(request.headers.authorization),
          );
          await fastifyRequestHandler({
            router,
            path,
            req: request,
            res: reply,
            maxBatchSize: limits.batchMax,
            createContext: () =>
              createRequestContext(parts, {
                requestId: request.id,
                address: request.ip,
                signIn,
                contract: headerOf(request, CONTRACT_HEADER),
                traceparent: headerOf(request, "traceparent"),
              }),
            responseMeta: ({ errors }) => ({ headers: retryHeaders(errors) }),
            onError: reportUnseen(parts.report, request.id),
          });
          return reply;
        },
      });
    },
    { prefix: "/trpc" },
  );
}
