import type { IncomingHttpHeaders } from "node:http";
import type { FastifyRequest } from "fastify";

/**
 * Whether a page may open a socket. Browsers always send the page's origin; other programs need not, and are
 * authenticated only by their token. Compared as a whole, so that no look-alike passes.
 */
export function isOriginAllowed(
  headers: Pick<IncomingHttpHeaders, "origin" | "host">,
  allowed: readonly string[],
): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  if (!URL.canParse(origin) || host === undefined) return false;
  const url = new URL(origin);
  return /^https?:$/.test(url.protocol) && url.origin === origin && url.host === host.toLowerCase();
}

/** `host` is what a trusted proxy forwards. */
export const originOf = ({
  headers: { origin },
  host,
}: Pick<FastifyRequest, "headers" | "host">) => ({
  origin,
  host,
});

/** Whether a browser tells that a request is of a page of the same site, or tells nothing, as other programs do. */
export function isFromAllowedPage(
  request: Pick<FastifyRequest, "headers" | "host">,
  allowed: readonly string[],
): boolean {
  const { headers } = request;
  if (headers.origin !== undefined) return isOriginAllowed(originOf(request), allowed);
  // Without an origin: a GET of the same origin, or one that a page of another site makes for a picture or a script.
  const site = headers["sec-fetch-site"];
  return site === undefined || site === "same-origin" || site === "none";
}

/** Whether a request with cookies may be of a page of another site, as far as its browser tells. */
export const isOfUnknownPage = ({ headers }: Pick<FastifyRequest, "headers">): boolean =>
  headers.cookie !== undefined &&
  headers.origin === undefined &&
  headers["sec-fetch-site"] === undefined;
