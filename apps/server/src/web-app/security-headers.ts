import type { IncomingMessage } from "node:http";
import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";

const HOST = /^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i;

/** Browsers differ on whether 'self' covers sockets, so the own host is listed as well. */
const ownSockets = ({ headers: { host } }: IncomingMessage) =>
  host !== undefined && HOST.test(host) ? `ws://${host} wss://${host}` : "'self'";

/** Headers with which a browser runs only the built web app. TLS and its headers are the proxy's. */
export async function addSecurityHeaders(
  app: FastifyInstance,
  allowedOrigins: readonly string[],
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'self'"],
        connectSrc: ["'self'", ownSockets],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'", ...allowedOrigins],
        imgSrc: ["'self'", "data:", "blob:"],
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
