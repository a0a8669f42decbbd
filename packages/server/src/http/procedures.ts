import { Socket } from "node:net";
import { isUtf8 } from "node:buffer";
import { loadActor } from "@parley/api/platform";
import { limits } from "@parley/contract/limits";
import { CONTRACT_HEADER } from "@parley/contract/version";
import { type AnyTRPCRouter, TRPCError } from "@trpc/server";
import { resolveResponse } from "@trpc/server/http";
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import type { Authenticator } from "../auth.ts";
import { bearerToken } from "../auth/bearer.ts";
import { type ContextParts, createRequestContext } from "../context.ts";
import { compressAnswers } from "./encodings.ts";
import { ROUTED } from "./methods.ts";
import { isOfUnknownPage } from "./origins.ts";
import { refusal, RequestRefusal, retryAfterSeconds } from "./problem.ts";
import { reportUnseen } from "../logs/report-unseen.ts";

export interface ProcedureOptions {
  readonly router: AnyTRPCRouter;
  readonly parts: ContextParts;
  readonly authenticator: Authenticator;
}

/** A batch of 20 calls, each with the longest name of a procedure. */
const BATCH_PATH_MAX = 1_000;

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

/** With the longest wait of a batch: its calls are repeated together. */
function headersOf(errors: readonly TRPCError[], { method }: FastifyRequest) {
  const headers: Record<string, string> = {};
  const seconds = errors.flatMap((error) => Number(retryAfterSeconds(error) ?? []));
  if (seconds.length > 0) headers["retry-after"] = String(Math.max(...seconds));
  // The other method is the right one.
  if (errors.some(({ code }) => code === "METHOD_NOT_SUPPORTED")) {
    headers["allow"] = method === "POST" ? "GET, HEAD, OPTIONS" : "POST, OPTIONS";
  }
  return headers;
}

/** The procedure whose input may be long: the whole state of the host platform. */
const SYNC = "platform.sync";

/** The procedures that a request names, as one path. */
const pathOf = ({ params }: FastifyRequest): string => {
  const hasPath = typeof params === "object" && params !== null && "*" in params;
  const path = hasPath ? params["*"] : undefined;
  return typeof path === "string" ? path : SYNC;
};

const namesOf = (request: FastifyRequest): readonly string[] => pathOf(request).split(",");

const notUtf8 = (path: string) => ({ path, message: "has to be UTF-8" });

/** Whether every percent encoding of a query is valid UTF-8; tRPC would read others as U+FFFD. */
function isReadable(query: string): boolean {
  try {
    decodeURIComponent(query);
    return true;
  } catch {
    return false;
  }
}

const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-?8"?\s*)?;?\s*$/i;

/** Refuses a request that is not in the form that procedures accept, before its body is read. */
function checkForm({ method, url, headers }: FastifyRequest): void {
  const [, ...query] = url.split("?");
  if (!isReadable(query.join("?"))) {
    throw new RequestRefusal("BAD_REQUEST", { issues: [notUtf8("input")] });
  }
  if (method !== "POST") return;
  if (!JSON_TYPE.test(headers["content-type"] ?? "")) {
    throw new RequestRefusal("UNSUPPORTED_MEDIA_TYPE", {
      headers: { accept: "application/json" },
      issues: [{ path: "content-type", message: "has to be application/json" }],
    });
  }
  if ((headers["content-encoding"] ?? "identity").toLowerCase() !== "identity") {
    throw new RequestRefusal("UNSUPPORTED_MEDIA_TYPE", {
      headers: { "accept-encoding": "identity" },
      issues: [{ path: "content-encoding", message: "has to be identity" }],
    });
  }
}

/**
 * What tRPC reads of a request: `HEAD` is a `GET` whose body is not sent. A `Request` of the platform, with its headers, its
 * body as a stream and its signal, takes 20 µs of a send (docs/performance.md).
 */
function toWebRequest(request: FastifyRequest, reply: FastifyReply): Request {
  const { method, body, headers, url } = request;
  const [, ...query] = url.split("?");
  const abort = new AbortController();
  reply.raw.once("close", () => reply.raw.writableEnded || abort.abort());
  const read = {
    method: method === "HEAD" ? "GET" : method,
    // Of which it reads the query.
    url: `http://localhost/?${query.join("?")}`,
    headers: {
      get: (name: string) => String(headers[name.toLowerCase()] ?? "") || null,
      has: (name: string) => headers[name.toLowerCase()] !== undefined,
    },
    signal: abort.signal,
    text: async () => (typeof body === "string" ? body : ""),
  };
  // tRPC reads nothing else of JSON, and `checkForm` lets nothing else pass.
  return read as unknown as Request;
}

/** Refuses a caller other than the host platform before a body is read that is longer than any other caller's. */
async function requireService(
  request: FastifyRequest,
  { authenticator, parts }: ProcedureOptions,
): Promise<void> {
  const signIn = await authenticator.authenticate(bearerToken(request.headers.authorization));
  if (signIn.status === "signed-in") {
    const { session } = signIn;
    if (session.kind === "service") return;
    await loadActor({ ctx: parts.platform, session });
    throw refusal("forbidden");
  }
  throw refusal(signIn.status === "refused" ? signIn.reason : "not_signed_in");
}

/** Serves the procedures over HTTP, at `/trpc/<path>`, and nothing at other paths below `/trpc`. */
export async function serveProcedures(
  app: FastifyInstance,
  options: ProcedureOptions,
): Promise<void> {
  const { router, parts, authenticator } = options;
  const subscriptions = subscriptionsOf(router);
  await app.register(
    async (scope) => {
      // tRPC parses the JSON itself, and answers in its own form if it cannot.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser("application/json", { parseAs: "buffer" }, (_, body, done) => {
        // `parseAs: "buffer"` makes it one. Read as text, invalid UTF-8 would be replaced silently.
        const bytes = body as Buffer;
        if (isUtf8(bytes)) done(null, bytes.toString());
        else done(new RequestRefusal("BAD_REQUEST", { issues: [notUtf8("")] }));
      });
      scope.addHook("onRequest", async (request) => checkForm(request));
      const isSecret = (request: FastifyRequest) =>
        authenticator.recheckEvery !== undefined && isOfUnknownPage(request);
      compressAnswers(scope, { namesOf, isSecret });
      const call: RouteHandlerMethod = async (request, reply) => {
        const path = pathOf(request);
        if (path.length > BATCH_PATH_MAX) throw new TRPCError({ code: "PAYLOAD_TOO_LARGE" });
        if (path === "" || path.includes("/")) throw new TRPCError({ code: "NOT_FOUND" });
        // Only sockets have deadlines, expiry and backpressure.
        if (namesOf(request).some((name) => subscriptions.has(name))) {
          throw new RequestRefusal("METHOD_NOT_SUPPORTED", { headers: { allow: "OPTIONS" } });
        }
        const signIn = await authenticator.authenticate(
          bearerToken(request.headers.authorization),
          request,
        );
        const response = await resolveResponse({
          router,
          path,
          req: toWebRequest(request, reply),
          error: null,
          maxBatchSize: limits.batchMax,
          createContext: async () =>
            createRequestContext(parts, {
              requestId: request.id,
              address: request.ip,
              signIn,
              contract: headerOf(request, CONTRACT_HEADER),
              traceparent: headerOf(request, "traceparent"),
            }),
          responseMeta: ({ errors }) => ({ headers: headersOf(errors, request) }),
          onError: reportUnseen(parts.report, request.id),
        });
        reply.code(response.status).headers(Object.fromEntries(response.headers));
        // As text, whose length is known, and which `HEAD` omits.
        reply.send(await response.text());
        return reply;
      };
      // A wildcard, since a host may limit the length of parameters: a batch has up to a thousand characters.
      scope.route({
        method: [...ROUTED],
        url: "/*",
        bodyLimit: limits.frameBytesMax,
        handler: call,
      });
      scope.route({
        method: "POST",
        url: `/${SYNC}`,
        bodyLimit: limits.syncBytesMax,
        onRequest: async (request) => requireService(request, options),
        // Nothing is sent while it runs. Node sets the timeout of the connection again for the next request.
        preHandler: async ({ raw: { socket } }) => {
          // `inject` has no connection.
          if (socket instanceof Socket) socket.setTimeout(0);
        },
        handler: call,
      });
    },
    { prefix: "/trpc" },
  );
}
