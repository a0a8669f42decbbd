import { TRPCError } from "@trpc/server";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { refusal, RequestRefusal } from "./problem.ts";

/** The methods of an address. */
export type Methods = readonly string[];
export const READ: Methods = ["GET", "HEAD", "OPTIONS"];
export const CALL: Methods = ["GET", "HEAD", "POST", "OPTIONS"];
export const POST: Methods = ["POST", "OPTIONS"];
/** For an address that a browser visits once: programs that look at links use `HEAD`. */
export const VISIT: Methods = ["GET", "OPTIONS"];

/** For an upload that is resumed (tus 1.0). */
const UPLOAD: Methods = ["HEAD", "PATCH", "OPTIONS"];

/** The methods for which a route is declared: a hook refuses those that its address does not have. */
export const ROUTED = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** The path of a request, below a prefix. */
export const pathOf = ({ url }: FastifyRequest, prefix = ""): string =>
  (url.split("?")[0] ?? "").slice(prefix.length);

export const isProcedure = (path: string): boolean => path === "/trpc" || path.startsWith("/trpc/");

const isProbe = (path: string) => path === "/healthz" || path === "/readyz";

/** The refusal of an address without a resource. */
export const nothingAt = (path: string): TRPCError =>
  isProcedure(path) ? new TRPCError({ code: "NOT_FOUND" }) : refusal("not_found");

interface Addresses {
  readonly hasPages: boolean;
  /** The path below which they are. */
  readonly prefix?: string;
  /** Those of a further path, if there is something. */
  readonly methodsAt?: ((path: string) => Methods | undefined) | undefined;
}

function methodsOf(path: string, { hasPages, methodsAt }: Addresses): Methods | undefined {
  if (/^\/trpc\/[^/]+$/.test(path)) return CALL;
  if (isProcedure(path)) return undefined;
  if (path === "/avatars") return POST;
  if (/^\/avatars\/[^/]+$/.test(path)) return READ;
  if (/^\/files\/[^/]+$/.test(path)) return UPLOAD;
  if (/^\/files\/[^/]+\/[^/]+$/.test(path)) return READ;
  if (path === "/mail/unsubscribe") return CALL;
  if (path === "/mail/inbound" || /^\/mail\/events\/[^/]+$/.test(path)) return POST;
  return methodsAt?.(path) ?? (isProbe(path) || hasPages ? READ : undefined);
}

/**
 * Answers every method as RFC 9110 defines it, before a body is read: 405 with `Allow` if the address has other
 * methods, and `OPTIONS` with the same list, next to the headers of CORS.
 */
export function answerMethods(app: FastifyInstance, addresses: Addresses): void {
  const { prefix = "" } = addresses;
  app.addHook("onRequest", async (request, reply) => {
    const { method } = request;
    const path = pathOf(request, prefix);
    // `OPTIONS *` is about the server as a whole.
    const methods = path === "*" ? CALL : methodsOf(path, addresses);
    if (methods === undefined) {
      if (method === "GET" || method === "HEAD") return undefined;
      throw nothingAt(path);
    }
    const allow = methods.join(", ");
    if (!methods.includes(method)) {
      throw new RequestRefusal("METHOD_NOT_SUPPORTED", { headers: { allow } });
    }
    if (method !== "OPTIONS") return undefined;
    return reply.header("allow", allow).code(204).send();
  });
}
