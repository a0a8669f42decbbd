import type { IncomingHttpHeaders } from "node:http";

/**
 * Whether a page may open a socket. Browsers always send the page's origin; other programs need not, and are
 * authenticated only by their token. Compared as a whole, so that no look-alike passes.
 */
export function isOriginAllowed(headers: IncomingHttpHeaders, allowed: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  if (!URL.canParse(origin) || host === undefined) return false;
  const url = new URL(origin);
  return /^https?:$/.test(url.protocol) && url.origin === origin && url.host === host.toLowerCase();
}
