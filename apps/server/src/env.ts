import { join, resolve } from "node:path";
import type { NotificationPolicy } from "@parley/api/host-types";
import { defaultNotificationPolicy, defaultPolicy, type Policy } from "@parley/api/platform";
import {
  digestSchema,
  notificationContentSchema,
  notificationDelaySchema,
} from "@parley/contract/notifications";
import { DEFAULT_SCHEMA } from "@parley/db/database-schema";
import type { Expected } from "@parley/server/auth/check-token";
import {
  DEFAULT_REGION,
  defaultMegabytes,
  type FileSettings,
  fileSettingsOf,
  placesOf,
  type S3Settings,
  type ScanSettings,
} from "@parley/server/files/file-settings";
import type { LogLevel } from "@parley/server/logs/logger";
import {
  bucketName,
  busAddress,
  choice,
  chooseBus,
  keyAddress,
  oneOf,
  postgresAddress,
  schemaName,
  scannerAddress,
  sharedSecret,
  storeAddress,
} from "@parley/server/option-forms";
import {
  domainName,
  mailbox,
  mailLanguage,
  smtpAddress,
} from "@parley/server/notifications/mail-options";
import { type NotificationWebhook, webhookSecret } from "@parley/server/notifications/host-channel";
import type { BusChoice } from "@parley/server/open-transport";
import * as z from "zod";
import { type RateLimitConfig, defaultLimits } from "@parley/server/rate-limits/limits";
import {
  networkList,
  originList,
  rateLimits,
  shownName,
  webAddress,
  wholeNumber,
  publicOrigin,
} from "./env/forms.ts";
import { readMail, type MailEnv } from "./env/mail.ts";
import { providerIds, readProviders } from "./env/oidc-providers.ts";
import { parse, type Source } from "./env/parse.ts";
import { isLoopback } from "@parley/server/loopback";
import type { MetricsAddress } from "@parley/server/metrics/serve-metrics";
import { OWN_ISSUER, type SignInSettings } from "./sign-in/settings.ts";
import { StartupProblem } from "./startup-problem.ts";

/** Whose tokens the server accepts. Without a key there is only demo mode. */
export type Identity =
  | { readonly mode: "demo" }
  /** Users sign in here, and no other tokens are accepted. */
  | { readonly mode: "own-sign-in" }
  | { readonly mode: "secret"; readonly secret: string; readonly expected: Expected }
  | { readonly mode: "jwks"; readonly url: URL; readonly expected: Expected };

/** All settings from the environment. */
export interface Env {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | undefined;
  /** The server itself, if `databaseUrl` is a pooler. */
  readonly databaseDirectUrl: string | undefined;
  /** The PostgreSQL schema with the tables. */
  readonly databaseSchema: string;
  readonly bus: BusChoice;
  /** Milliseconds without a heartbeat after which a server counts as dead. */
  readonly serverLease: number;
  readonly dataDir: string;
  /** Where the files of messages are, and what is accepted of them; undefined if messages cannot have files. */
  readonly files: FileSettings | undefined;
  readonly identity: Identity;
  /** The web app's own sign-in, if it has one. */
  readonly signIn: SignInSettings | undefined;
  /** E-mail, if it is sent. */
  readonly mail: MailEnv | undefined;
  /** Maximum time between `iat` and `exp` of a token, in seconds. */
  readonly maxLifetime: number;
  readonly createsUsers: boolean;
  /** The contact policy. */
  readonly policy: Policy;
  /** When and how users who are away are notified. */
  readonly notifications: {
    readonly policy: NotificationPolicy;
    readonly webhook: NotificationWebhook | undefined;
  };
  /** The origin at which browsers open the web app, if it is set. */
  readonly publicUrl: URL | undefined;
  readonly allowedOrigins: readonly string[];
  readonly limits: RateLimitConfig;
  /** Addresses and networks whose X-Forwarded-For is trusted. */
  readonly trustedProxies: readonly string[];
  /** Where the metrics for Prometheus are served, if they are. */
  readonly metrics: MetricsAddress | undefined;
  readonly logLevel: LogLevel;
}

/** Every variable, as it is read; its comment is its text in docs/reference/variables.md. */
export const variables = z.object({
  /** The port of HTTP and WebSocket. */
  PORT: wholeNumber(0, 65_535).default(3_000),
  /** The address to listen on: `0.0.0.0` if there is none, and `127.0.0.1` in the demo, which refuses others. */
  HOST: z.string().optional(),
  /** Your PostgreSQL, 15 or newer. Without it Parley starts its own. */
  DATABASE_URL: postgresAddress.optional(),
  /** The database itself if `DATABASE_URL` is the address of a pooler: for migrations and notifications. */
  DATABASE_DIRECT_URL: postgresAddress.optional(),
  /**
   * The PostgreSQL schema that contains everything of Parley. Another name for a second, separate Parley in the same
   * database.
   */
  DATABASE_SCHEMA: schemaName.default(DEFAULT_SCHEMA),
  /** How several servers notify each other; `memory` is for one server. Without it `postgres` with a `DATABASE_URL`, else `memory`. */
  BUS_URL: busAddress.optional(),
  /** How long a server without a heartbeat counts as alive. */
  SERVER_LEASE_SECONDS: wholeNumber(1, 600).default(30),
  /** A shared secret for HS256. Either this or `JWT_JWKS_URL`; with neither the server is a demo. */
  JWT_SECRET: sharedSecret.optional(),
  /** The address of your public keys, for RS, PS, ES and EdDSA. */
  JWT_JWKS_URL: keyAddress.optional(),
  /** What `iss` of each token must say. Required with a key. */
  JWT_ISSUER: z.string().optional(),
  /** What `aud` of each token must say. Required with a key. */
  JWT_AUDIENCE: z.string().optional(),
  /** The longest life of a token, from `iat` to `exp`. */
  JWT_MAX_HOURS: wholeNumber(1, 168).default(24),
  /** Limits for users and addresses: those that differ from the defaults, or `off`. */
  RATE_LIMITS: rateLimits.default(defaultLimits),
  /** Addresses and networks of your proxies, whose `X-Forwarded-For` is believed. */
  TRUSTED_PROXIES: networkList.default([]),
  /** The port of the metrics for Prometheus. Without it nothing is measured. */
  METRICS_PORT: wholeNumber(0, 65_535).optional(),
  /** The address on which the metrics are served. */
  METRICS_HOST: z.string().default("127.0.0.1"),
  /** The origin at which browsers open the web app. Required with its sign-in, with mail, and with a webhook. */
  PUBLIC_URL: publicOrigin.optional(),
  /** The page of your platform that signs a user in for the web app, and returns a code. */
  SIGN_IN_URL: webAddress.optional(),
  /** Where a browser goes after it has signed out of the web app. */
  SIGN_OUT_URL: webAddress.optional(),
  /** What users call your platform, on the button that leads to `SIGN_IN_URL`. */
  SIGN_IN_NAME: shownName.optional(),
  /** Ids of OpenID providers that sign users in to the web app. Each has variables of its own: docs/sign-in.md. */
  OIDC_PROVIDERS: providerIds.default([]),
  /** Your mail server, such as `smtps://user:password@smtp.example.org:465`. Without it no mail is sent; the demo shows its mails at `/demo/mail`. */
  SMTP_URL: smtpAddress.optional(),
  /** Who sends mails, such as `Bright Futures <no-reply@example.org>`. Required with `SMTP_URL`. */
  MAIL_FROM: mailbox.optional(),
  /** What users call your programme, in mails. */
  PROGRAMME_NAME: shownName.default("Parley"),
  /** The language of answers to mails, and of pages whose browser prefers none that is known. */
  MAIL_LANGUAGE: mailLanguage.default("en"),
  /** The domain at which replies and bounces arrive. Without it mails cannot be answered. */
  INBOUND_DOMAIN: domainName.optional(),
  /** What a mail service has to know that posts to `/mail/inbound` and `/mail/events/…`: at least 32 bytes. */
  INBOUND_SECRET: sharedSecret.optional(),
  /** The port at which Parley itself listens for mail, by SMTP. */
  INBOUND_SMTP_PORT: wholeNumber(0, 65_535).optional(),
  /** The address at which it listens. */
  INBOUND_SMTP_HOST: z.string().default("0.0.0.0"),
  /** Days after its last use at which a session of the web app expires. */
  SESSION_DAYS: wholeNumber(1, 365).default(30),
  /** Whether the first token of a user creates them from its claims. */
  JIT_USERS: oneOf(["on", "off"]).default("off"),
  /** Whether a mentor and a mentee without a common group may write to each other, in either direction. */
  MENTORS_REACH: oneOf(["all-mentees", "own-groups"]).default(defaultPolicy.mentorsReach),
  /** Whether a contact added by hand may be written to. */
  CUSTOM_CONTACTS: oneOf(["open", "off"]).default(defaultPolicy.customContacts),
  /** When a blocked user learns of it: when they try to write, or at once. */
  BLOCK_NOTICE: oneOf(["on-attempt", "immediate"]).default(defaultPolicy.blockNotice),
  /** How long an author may edit a message. */
  EDIT_MINUTES: wholeNumber(0, 99_999).default(defaultPolicy.editWindow / 60_000),
  /** How long a direct message stays unread before its reader is notified: `2m`, `10m`, `30m`, `2h`, `digest` or `off`. */
  NOTIFICATION_DIRECT: choice(notificationDelaySchema).default(defaultNotificationPolicy.direct),
  /** The same for a message of a group. */
  NOTIFICATION_GROUP: choice(notificationDelaySchema).default(defaultNotificationPolicy.group),
  /** The same for a message that mentions its reader. */
  NOTIFICATION_MENTION: choice(notificationDelaySchema).default(defaultNotificationPolicy.mention),
  /** When users get a digest of unread messages: `off`, `daily`, or `weekly` on Mondays. */
  NOTIFICATION_DIGEST: choice(digestSchema).default(defaultNotificationPolicy.digest),
  /** The most that a notification contains: `full`, `name-only`, or `none`. Users may choose less. */
  NOTIFICATION_CONTENT: choice(notificationContentSchema).default(
    defaultNotificationPolicy.content,
  ),
  /** Where your platform is told of due notifications, which it may handle itself: docs/notifications.md. */
  NOTIFICATION_WEBHOOK_URL: keyAddress.optional(),
  /** The secret that signs them: `whsec_` and the base64 of 24 to 64 bytes. */
  NOTIFICATION_WEBHOOK_SECRET: webhookSecret.optional(),
  /** Origins of pages that embed Parley. The server's own origin is always allowed. */
  ALLOWED_ORIGINS: originList.default([]),
  /** The folder of the database that Parley starts itself. */
  PARLEY_DATA: z.string().default(".parley"),
  /** The folder of files that users send, the same for every server; `off` if there are none. Without it `files` in `PARLEY_DATA`, or none with a `DATABASE_URL`. */
  FILES_DIR: z.string().min(1).optional(),
  /** The address of an S3-compatible store of files, such as `https://s3.eu-central-1.amazonaws.com`. */
  FILES_S3_ENDPOINT: storeAddress.optional(),
  /** Its bucket, which has to exist. */
  FILES_S3_BUCKET: bucketName.optional(),
  /** Its region. */
  FILES_S3_REGION: z.string().min(1).default(DEFAULT_REGION),
  /** The id of a key that may list, read, write and delete objects of the bucket. */
  FILES_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  /** The secret of the key. */
  FILES_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  /** With both `FILES_S3_BUCKET` and `FILES_DIR`: which of the two new files are written to. Those in the other are found too. */
  FILES_STORE: oneOf(["disk", "s3"]).default("s3"),
  /** Who looks for harmful content before a file can be fetched: `tcp://host:3310` for clamd, or an address that is sent the content. Files are not scanned without it. */
  FILES_SCAN_URL: scannerAddress.optional(),
  /** What that address needs as a bearer token. */
  FILES_SCAN_SECRET: z.string().min(1).optional(),
  /** What becomes of a file that could not be scanned. */
  FILES_SCAN_FAILED: oneOf(["withhold", "deliver"]).default("withhold"),
  /** Another origin at which the server is reached, and at which files are fetched: docs/files.md. */
  FILES_ORIGIN: publicOrigin.optional(),
  /** Megabytes of one file. */
  FILE_MB: wholeNumber(1, 100).default(defaultMegabytes.file),
  /** Megabytes of all files of one user. */
  FILES_USER_MB: wholeNumber(1, 999_999).default(defaultMegabytes.user),
  /** Megabytes of all files. */
  FILES_TOTAL_MB: wholeNumber(1, 999_999).default(defaultMegabytes.total),
  /** The least severe entries that are logged. */
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
      error: "must be one of fatal, error, warn, info, debug, trace, silent",
    })
    .default("warn"),
});
/** The variables once they are read. */
export type Variables = z.output<typeof variables>;

/** The name of every variable that is read. */
export const variableNames: readonly string[] = Object.keys(variables.shape);

const refuse = (name: keyof Variables, why: string): never => {
  throw new StartupProblem(`${name} ${why}.`);
};

function identityOf(read: Variables): Identity {
  const {
    JWT_SECRET: secret,
    JWT_JWKS_URL: keys,
    JWT_ISSUER: issuer,
    JWT_AUDIENCE: audience,
    OIDC_PROVIDERS: providers,
  } = read;
  if (secret !== undefined && keys !== undefined) {
    return refuse("JWT_JWKS_URL", "cannot be combined with JWT_SECRET: set one of the two");
  }
  if (secret === undefined && keys === undefined) {
    // An incomplete configuration must not result in a server without authentication.
    if (issuer !== undefined) refuse("JWT_ISSUER", "needs JWT_SECRET or JWT_JWKS_URL as well");
    if (audience !== undefined) refuse("JWT_AUDIENCE", "needs JWT_SECRET or JWT_JWKS_URL as well");
    return { mode: providers.length > 0 ? "own-sign-in" : "demo" };
  }
  if (issuer === OWN_ISSUER) refuse("JWT_ISSUER", "is the issuer of this server's own tokens");
  if (issuer === undefined)
    return refuse("JWT_ISSUER", "must be set: it is the iss of your tokens");
  if (audience === undefined)
    return refuse("JWT_AUDIENCE", "must be set: it is the aud of your tokens");
  const expected = { issuer, audience };
  if (secret !== undefined) return { mode: "secret", secret, expected };
  return { mode: "jwks", url: new URL(keys ?? ""), expected };
}

function directUrlOf(read: Pick<Variables, "DATABASE_URL" | "DATABASE_DIRECT_URL">) {
  const { DATABASE_URL: database, DATABASE_DIRECT_URL: direct } = read;
  if (direct !== undefined && database === undefined) {
    refuse("DATABASE_DIRECT_URL", "needs DATABASE_URL as well: the address of a pooler");
  }
  return direct;
}

function busOf(read: Variables): BusChoice {
  const { BUS_URL: bus, DATABASE_URL: databaseUrl, DATABASE_DIRECT_URL: directUrl } = read;
  const chosen = chooseBus({ bus, databaseUrl, directUrl });
  return (
    chosen ?? refuse("BUS_URL", "needs DATABASE_URL as well: an embedded database has one process")
  );
}

function hostOf({ HOST: host }: Variables, { mode }: Identity): string {
  if (mode !== "demo") return host ?? "0.0.0.0";
  if (host !== undefined && !isLoopback(host)) {
    refuse(
      "HOST",
      "must be a loopback address such as 127.0.0.1 in demo mode, where anybody may sign in as anybody; set JWT_SECRET or JWT_JWKS_URL to serve others",
    );
  }
  return host ?? "127.0.0.1";
}

/** The web app's own sign-in, if the platform or a provider signs users in. */
function signInOf(read: Variables, { mode }: Identity, source: Source): SignInSettings | undefined {
  const { SIGN_IN_URL: signInUrl, OIDC_PROVIDERS: providers, PUBLIC_URL: publicUrl } = read;
  if (signInUrl === undefined) {
    if (read.SIGN_IN_NAME !== undefined) refuse("SIGN_IN_NAME", "needs SIGN_IN_URL as well");
    if (providers.length === 0) {
      if (read.SIGN_OUT_URL !== undefined)
        refuse("SIGN_OUT_URL", "needs SIGN_IN_URL or OIDC_PROVIDERS as well");
      return undefined;
    }
  } else if (mode === "demo" || mode === "own-sign-in") {
    refuse("SIGN_IN_URL", "needs JWT_SECRET or JWT_JWKS_URL as well: the key of the platform");
  }
  if (publicUrl === undefined)
    return refuse("PUBLIC_URL", "must be set: the address at which browsers open the web app");
  return {
    publicUrl,
    sessionLifetime: read.SESSION_DAYS * 86_400,
    handOff: signInUrl && { signInUrl, name: read.SIGN_IN_NAME ?? null },
    signOutUrl: read.SIGN_OUT_URL,
    providers: readProviders(providers, source),
  };
}

function webhookOf(read: Variables, { mode }: Identity): NotificationWebhook | undefined {
  const { NOTIFICATION_WEBHOOK_URL: url, NOTIFICATION_WEBHOOK_SECRET: secret } = read;
  if (url === undefined) {
    if (secret !== undefined)
      refuse("NOTIFICATION_WEBHOOK_SECRET", "needs NOTIFICATION_WEBHOOK_URL as well");
    return undefined;
  }
  if (read.PUBLIC_URL === undefined && mode !== "demo")
    refuse("PUBLIC_URL", "must be set: it is where the links of notifications lead");
  return secret === undefined
    ? refuse("NOTIFICATION_WEBHOOK_SECRET", "must be set: it signs what is sent to your platform")
    : { url, secret };
}

type FilesVariables = Pick<
  Variables,
  Extract<keyof Variables, `FILE${string}`> | "DATABASE_URL" | "PARLEY_DATA" | "PUBLIC_URL"
>;

function bucketOf(read: FilesVariables): S3Settings | undefined {
  const { FILES_S3_BUCKET: bucket, FILES_S3_ENDPOINT: endpoint, FILES_S3_REGION: region } = read;
  const { FILES_S3_ACCESS_KEY_ID: accessKeyId, FILES_S3_SECRET_ACCESS_KEY: secretAccessKey } = read;
  const all = { FILES_S3_BUCKET: bucket, FILES_S3_ENDPOINT: endpoint };
  const named = Object.entries({
    ...all,
    FILES_S3_ACCESS_KEY_ID: accessKeyId,
    FILES_S3_SECRET_ACCESS_KEY: secretAccessKey,
  });
  if (named.every(([, value]) => value === undefined)) return undefined;
  if (!bucket || !endpoint || !accessKeyId || !secretAccessKey) {
    const [first] = named.filter(([, value]) => value === undefined).map(([name]) => name);
    // One of them is absent.
    return refuse(
      first as keyof Variables,
      "must be set, as the other variables of the bucket are",
    );
  }
  return { endpoint, bucket, region, accessKeyId, secretAccessKey };
}

function scanOf(read: FilesVariables): ScanSettings | undefined {
  const { FILES_SCAN_URL: url, FILES_SCAN_SECRET: secret, FILES_SCAN_FAILED: whenFailed } = read;
  if (url === undefined && secret !== undefined)
    refuse("FILES_SCAN_SECRET", "needs FILES_SCAN_URL as well");
  return url === undefined ? undefined : { url, secret, whenFailed };
}

function originOf({ FILES_ORIGIN: files, PUBLIC_URL: app }: FilesVariables): string | undefined {
  if (files !== undefined && files.origin === app?.origin)
    refuse("FILES_ORIGIN", "must be another origin than PUBLIC_URL");
  return files?.origin;
}

function filesOf(read: FilesVariables): FileSettings | undefined {
  const { FILES_DIR, DATABASE_URL: databaseUrl, PARLEY_DATA: data, FILES_STORE: store } = read;
  const s3 = bucketOf(read);
  const byDefault = s3 === undefined && databaseUrl === undefined ? join(data, "files") : undefined;
  const dir = FILES_DIR === "off" ? undefined : (FILES_DIR ?? byDefault);
  const places = placesOf({ dir: dir && resolve(dir), s3, store });
  const megabytes = { file: read.FILE_MB, user: read.FILES_USER_MB, total: read.FILES_TOTAL_MB };
  return (
    places && { ...fileSettingsOf(places, megabytes), scan: scanOf(read), address: originOf(read) }
  );
}

/** Reads the location of the data, for programs that only work on them: without a pooler. */
export function readDatabaseEnv(
  source: Source = process.env,
): Pick<Env, "databaseUrl" | "databaseDirectUrl" | "databaseSchema" | "dataDir"> {
  const names = {
    DATABASE_URL: true,
    DATABASE_DIRECT_URL: true,
    DATABASE_SCHEMA: true,
    PARLEY_DATA: true,
  } as const;
  const read = parse(variables.pick(names), source);
  return {
    databaseUrl: directUrlOf(read) ?? read.DATABASE_URL,
    databaseDirectUrl: undefined,
    databaseSchema: read.DATABASE_SCHEMA,
    dataDir: resolve(read.PARLEY_DATA),
  };
}

/** Reads where files are and what is accepted of them, for programs that only work on them; undefined if there are none. */
export function readFilesEnv(source: Source = process.env): FileSettings | undefined {
  const names = {
    DATABASE_URL: true,
    PARLEY_DATA: true,
    PUBLIC_URL: true,
    FILES_DIR: true,
    FILES_S3_ENDPOINT: true,
    FILES_S3_BUCKET: true,
    FILES_S3_REGION: true,
    FILES_S3_ACCESS_KEY_ID: true,
    FILES_S3_SECRET_ACCESS_KEY: true,
    FILES_STORE: true,
    FILES_SCAN_URL: true,
    FILES_SCAN_SECRET: true,
    FILES_SCAN_FAILED: true,
    FILES_ORIGIN: true,
    FILE_MB: true,
    FILES_USER_MB: true,
    FILES_TOTAL_MB: true,
  } as const;
  return filesOf(parse(variables.pick(names), source));
}

/** Reads every variable once. Errors are reported in a `StartupProblem`, one line each. */
export function readEnv(source: Source = process.env): Env {
  const read = parse(variables, source);
  const identity = identityOf(read);
  return {
    port: read.PORT,
    host: hostOf(read, identity),
    databaseUrl: read.DATABASE_URL,
    databaseDirectUrl: directUrlOf(read),
    databaseSchema: read.DATABASE_SCHEMA,
    bus: busOf(read),
    serverLease: read.SERVER_LEASE_SECONDS * 1_000,
    dataDir: resolve(read.PARLEY_DATA),
    files: filesOf(read),
    identity,
    signIn: signInOf(read, identity, source),
    mail: readMail(read, { isDemo: identity.mode === "demo", dataDir: resolve(read.PARLEY_DATA) }),
    maxLifetime: read.JWT_MAX_HOURS * 3_600,
    createsUsers: read.JIT_USERS === "on",
    metrics:
      read.METRICS_PORT === undefined
        ? undefined
        : { host: read.METRICS_HOST, port: read.METRICS_PORT },
    limits: read.RATE_LIMITS,
    trustedProxies: read.TRUSTED_PROXIES,
    policy: {
      mentorsReach: read.MENTORS_REACH,
      customContacts: read.CUSTOM_CONTACTS,
      blockNotice: read.BLOCK_NOTICE,
      editWindow: read.EDIT_MINUTES * 60_000,
    },
    notifications: {
      policy: {
        ...defaultNotificationPolicy,
        direct: read.NOTIFICATION_DIRECT,
        group: read.NOTIFICATION_GROUP,
        mention: read.NOTIFICATION_MENTION,
        digest: read.NOTIFICATION_DIGEST,
        content: read.NOTIFICATION_CONTENT,
      },
      webhook: webhookOf(read, identity),
    },
    publicUrl: read.PUBLIC_URL,
    allowedOrigins: read.ALLOWED_ORIGINS,
    logLevel: read.LOG_LEVEL,
  };
}
