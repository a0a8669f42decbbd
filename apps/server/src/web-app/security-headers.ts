import { type IncomingMessage, ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import helmet from "helmet";

const HOST = /^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i;

/** Browsers differ on whether 'self' covers sockets, so the own host is listed as well. */
const ownSockets = ({ headers: { host } }: IncomingMessage) =>
  host !== undefined && HOST.test(host) ? `ws://${host} wss://${host}` : "'self'";

interface OtherOrigins {
  /** Of pages that may show the app in a frame. */
  readonly allowedOrigins: readonly string[];
  /** Where files are fetched, if that is not the own origin. */
  readonly filesOrigin?: string | undefined;
}

function createHelmet({ allowedOrigins, filesOrigin }: OtherOrigins) {
  const files = filesOrigin === undefined ? [] : [filesOrigin];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'self'"],
        // A PDF that this page has sent itself is read from it.
        connectSrc: ["'self'", "blob:", ownSockets, ...files],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'", ...allowedOrigins],
        imgSrc: ["'self'", "data:", "blob:", ...files],
        mediaSrc: ["'self'", "blob:", ...files],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'"],
        workerSrc: ["'self'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    // A host platform may open the app in a frame; frame-ancestors above lists which.
    xFrameOptions: false,
    strictTransportSecurity: false,
    referrerPolicy: { policy: "no-referrer" },
  });
}

/**
 * Headers with which a browser runs only the built web app. TLS and its headers are the proxy's. They depend on the `Host` of a
 * request alone, so they are computed once for the last one: otherwise 7 % of a send over HTTP.
 */
export async function addSecurityHeaders(
  app: FastifyInstance,
  origins: OtherOrigins,
): Promise<void> {
  const setHeaders = createHelmet(origins);
  let host: string | undefined;
  let headers: Record<string, string> | undefined;
  app.addHook("onRequest", async ({ raw }, reply) => {
    if (headers === undefined || host !== raw.headers.host) {
      ({ host } = raw.headers);
      const response = new ServerResponse(raw);
      setHeaders(raw, response, () => undefined);
      headers = Object.fromEntries(
        Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]),
      );
    }
    reply.headers(headers);
  });
}
