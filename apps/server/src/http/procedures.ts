import cors from "@fastify/cors";
import { limits } from "@parley/contract/limits";
import { type AnyTRPCRouter, TRPCError } from "@trpc/server";
import { fastifyRequestHandler } from "@trpc/server/adapters/fastify";
import type { FastifyInstance } from "fastify";
import type { Authenticate } from "../auth.ts";
import { bearerToken } from "../auth/bearer.ts";
import { type ContextParts, createRequestContext } from "../context.ts";
import { reportUnseen } from "../logs/report-unseen.ts";

export interface ProcedureOptions {
  readonly router: AnyTRPCRouter;
  readonly parts: ContextParts;
  readonly authenticate: Authenticate;
  readonly allowedOrigins: readonly string[];
}

/** Subscriptions run over sockets only: there alone are deadlines, expiry and back pressure. */
function refuseSubscriptions({ _def: { procedures } }: AnyTRPCRouter, paths: readonly string[]): void {
  const isSubscription = (path: string) =>
    Object.hasOwn(procedures, path) && procedures[path]._def.type === "subscription";
  if (paths.some(isSubscription)) throw new TRPCError({ code: "METHOD_NOT_SUPPORTED" });
}

function allowOrigins(app: FastifyInstance, origins: readonly string[]) {
  return app.register(cors, {
    origin: [...origins],
    methods: ["GET", "POST"],
    allowedHeaders: ["authorization", "content-type", "trpc-accept", "x-request-id"],
    exposedHeaders: ["x-request-id"],
    maxAge: 600,
  });
}

/** The procedures over HTTP, at `/trpc/<path>`. */
export async function serveProcedures(app: FastifyInstance, options: ProcedureOptions): Promise<void> {
  const { router, parts, authenticate, allowedOrigins } = options;
  await app.register(
    async (scope) => {
      if (allowedOrigins.length > 0) await allowOrigins(scope, allowedOrigins);
      // tRPC reads the JSON itself, and answers in its own form when it cannot.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser("application/json", { parseAs: "string" }, (_, body, done) => done(null, body));
      scope.route<{ Params: { path: string } }>({
        method: ["GET", "POST"],
        url: "/:path",
        async handler(request, reply) {
          const { path } = request.params;
          refuseSubscriptions(router, path.split(","));
          const signIn = await authenticate(bearerToken(request.headers.authorization));
          await fastifyRequestHandler({
            router,
            path,
            req: request,
            res: reply,
            maxBatchSize: limits.batchMax,
            createContext: () => createRequestContext(parts, { requestId: request.id, signIn }),
            onError: reportUnseen(parts.report, request.id),
          });
          return reply;
        },
      });
    },
    { prefix: "/trpc" },
  );
}
