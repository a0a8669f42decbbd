import { isLoopback } from "./loopback.ts";
import type { BusChoice } from "./open-transport.ts";

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

interface BusSettings {
  readonly bus?: string | undefined;
  readonly databaseUrl?: string | undefined;
  readonly directUrl?: string | undefined;
}

/** How servers notify each other; undefined if that needs the address of a database. */
export function chooseBus({ bus, databaseUrl, directUrl }: BusSettings): BusChoice | undefined {
  if (bus === "memory" || (bus === undefined && databaseUrl === undefined))
    return { kind: "memory" };
  if (databaseUrl === undefined) return undefined;
  if (bus === undefined || bus === "postgres")
    return { kind: "postgres", url: directUrl ?? databaseUrl };
  return isPostgres(bus) ? { kind: "postgres", url: bus } : { kind: "nats", url: bus };
}

/** Whether a text may sign tokens with HS256. */
export const isSecret = (text: string) => Buffer.byteLength(text) >= 32;

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
