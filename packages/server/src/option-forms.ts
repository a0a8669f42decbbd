import { schemaNameProblem } from "@parley/db/database-schema";
import * as z from "zod";
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
const isPostgres = (text: string) => /^postgres(ql)?:$/.test(parseUrl(text)?.protocol ?? "");

/** Several servers of a cluster in one address, separated by commas. */
const isNats = (text: string) =>
  text.split(",").every((part, at) => {
    const url = parseUrl(part.includes("://") ? part : `nats://${part}`);
    return (
      url !== undefined &&
      url.hostname !== "" &&
      hasReadableCredentials(url) &&
      (at > 0 || /^(nats|tls):$/.test(url.protocol))
    );
  });

/** One of these values. */
export const oneOf = <const Values extends readonly [string, string]>(values: Values) =>
  z.enum(values, { error: `must be ${values.join(" or ")}` });

/** One of the options of a schema of the contract. */
export const choice = <Options extends Record<string, string>>({
  enum: options,
}: z.ZodEnum<Options>) =>
  z.enum(options, { error: `must be ${Object.values(options).join(" or ")}` });

/** The name of a PostgreSQL schema for Parley alone. */
export const schemaName = z
  .string({ error: "must be the name of a schema" })
  .superRefine((name, context) => {
    const message = schemaNameProblem(name);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });

/** The address of a PostgreSQL database. */
export const postgresAddress = z.string().refine(isPostgres, {
  error: "must be an address such as postgres://user:password@host:5432/name",
});

const busForm = "must be memory, postgres, or an address such as nats://host:4222";

/** How servers notify each other. */
export const busAddress = z
  .string({ error: busForm })
  .refine((text) => ["memory", "postgres"].includes(text) || isPostgres(text) || isNats(text), {
    error: busForm,
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

/** A shared secret, such as one that signs tokens with HS256. */
export const sharedSecret = z
  .string({ error: "must be a string" })
  .refine((text) => Buffer.byteLength(text) >= 32, { error: "must be at least 32 bytes long" });

/** Whether keys may be fetched from a URL: over TLS, or on this machine. `fetch` refuses credentials in a URL. */
export function isKeyAddress(text: string): boolean {
  const url = parseUrl(text);
  if (url === undefined || url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
}

const addressForm = "must be an https address without user name and password";

/** An address from which keys may be fetched, and to which notifications may be sent. */
export const keyAddress = z
  .string({ error: addressForm })
  .refine(isKeyAddress, { error: addressForm });

/**
 * A host as DNS allows it, or an IP address. The URL parser accepts more: in the Content-Security-Policy, `*` would
 * allow every site, and `;` would end the directive.
 */
const ORIGIN = /^https?:\/\/([a-z\d_.-]+|\[[\da-f:]+\])(:\d+)?$/;

/** Exactly as a browser writes it: `https://app.example.org`. */
export const isOrigin = (text: string) => ORIGIN.test(text) && parseUrl(text)?.origin === text;

const storeForm = "must be an http or https address without user name, password and query";

/** The address of an S3-compatible store. In a network of one's own it may have no TLS. */
export const storeAddress = z.string({ error: storeForm }).refine(
  (text) => {
    const url = parseUrl(text);
    return (
      url !== undefined &&
      /^https?:$/.test(url.protocol) &&
      `${url.username}${url.password}${url.search}${url.hash}` === ""
    );
  },
  { error: storeForm },
);

const scannerForm =
  "must be tcp:// with host and port for clamd, or an http or https address without user name and password";

/** The address of a scanner of files. */
export const scannerAddress = z.string({ error: scannerForm }).refine(
  (text) => {
    const url = parseUrl(text);
    return (
      url !== undefined &&
      `${url.username}${url.password}` === "" &&
      (/^https?:$/.test(url.protocol) || (url.protocol === "tcp:" && url.port !== ""))
    );
  },
  { error: scannerForm },
);

const bucketForm = "must be the name of a bucket: 3 to 63 small letters, digits, dots and hyphens";

/** The name of a bucket, as Amazon S3 allows it. */
export const bucketName = z
  .string({ error: bucketForm })
  .regex(/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/, { error: bucketForm });
