import type { IncomingHttpHeaders } from "node:http";

/**
 * Whether a page may open a socket. Browsers always say from which origin a page comes; other programs need not,
 * and are known by their token alone. Looked at as a whole, so that no look-alike gets through.
 */
export function isOriginAllowed(headers: IncomingHttpHeaders, allowed: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (allowed.includes(origin)) return true;
  if (!URL.canParse(origin) || host === undefined) return false;
  const url = new URL(origin);
  return /^https?:$/.test(url.protocol) && url.origin === origin && url.host === host.toLowerCase();
}
