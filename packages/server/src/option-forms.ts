import { isLoopback } from "./loopback.ts";

const parseUrl = (text: string) => (URL.canParse(text) ? new URL(text) : undefined);

/** Whether user name and password have no percent encoding that cannot be decoded. */
function hasReadableCredentials({ username, password }: URL): boolean {
  try {
    decodeURIComponent(`${username}:${password}`);
    return true;
  } catch {
    return false;
  }
}

/** Whether a text is the address of a PostgreSQL database. */
export const isPostgres = (text: string) => /^postgres(ql)?:$/.test(parseUrl(text)?.protocol ?? "");

/** Several servers of a cluster in one address, separated by commas. */
export const isNats = (text: string) =>
  text.split(",").every((part, at) => {
    const url = parseUrl(part.includes("://") ? part : `nats://${part}`);
    return (
      url !== undefined &&
      url.hostname !== "" &&
      hasReadableCredentials(url) &&
      (at > 0 || /^(nats|tls):$/.test(url.protocol))
    );
  });

/** Whether keys may be fetched from a URL: over TLS, or on this machine. `fetch` refuses credentials in a URL. */
export function isKeyAddress(text: string): boolean {
  const url = parseUrl(text);
  if (url === undefined || url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
}

/**
 * A host as DNS allows it, or an IP address. The URL parser accepts more: in the Content-Security-Policy, `*` would
 * allow every site, and `;` would end the directive.
 */
const ORIGIN = /^https?:\/\/([a-z\d_.-]+|\[[\da-f:]+\])(:\d+)?$/;

/** Exactly as a browser writes it: `https://app.example.org`. */
export const isOrigin = (text: string) => ORIGIN.test(text) && parseUrl(text)?.origin === text;
