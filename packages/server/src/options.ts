import type { NotificationLinks, NotificationPolicy, Policy } from "@parley/api/host-types";
import { CONNECTIONS_MIN, defaultNotificationPolicy, defaultPolicy } from "@parley/api/platform";
import {
  digestSchema,
  notificationContentSchema,
  notificationDelaySchema,
  quietHoursSchema,
} from "@parley/contract/notifications";
import type { DatabaseTarget } from "@parley/db/connect";
import { DEFAULT_SCHEMA } from "@parley/db/database-schema";
import type { Registry } from "prom-client";
import * as z from "zod";
import type { AuthenticateRequest } from "./auth/host-session.ts";
import {
  createHostCallback,
  createWebhook,
  type NotificationWebhook,
  type OnNotification,
  webhookSecret,
} from "./notifications/host-channel.ts";
import {
  DEFAULT_REGION,
  defaultMegabytes,
  type FileSettings,
  fileSettingsOf,
  placesOf,
} from "./files/file-settings.ts";
import { type MailOptions, mailSchema, mailSettingsOf } from "./notifications/mail-options.ts";
import { OptionsError } from "./options-error.ts";
import {
  bucketName,
  busAddress,
  choice,
  chooseBus,
  isOrigin,
  keyAddress,
  oneOf,
  postgresAddress,
  schemaName,
  scannerAddress,
  sharedSecret,
  storeAddress,
} from "./option-forms.ts";
import type { BusChoice } from "./open-transport.ts";
import type { NotificationOptions } from "./runtime.ts";
import { defaultLimits, noLimits, type RateLimitConfig } from "./rate-limits/limits.ts";

/** Whose tokens are accepted: `secret` for HS256, or `jwksUrl` for published keys. */
export interface JwtOptions {
  /** At least 32 bytes. */
  readonly secret?: string | undefined;
  readonly jwksUrl?: string | undefined;
  /** Required `iss`. */
  readonly issuer: string;
  /** Required `aud`. */
  readonly audience: string;
  /** Maximum hours between `iat` and `exp`; 24 by default. */
  readonly maxHours?: number | undefined;
  /** Whether the claims `name`, `email` and `role` of a user's first token create them; false by default. */
  readonly createsUsers?: boolean | undefined;
}

/** A bucket of Amazon S3, or of a server that speaks its protocol. */
export interface FileBucketOptions {
  /** Such as `https://s3.eu-central-1.amazonaws.com`. */
  readonly endpoint: string;
  readonly bucket: string;
  /** `us-east-1` by default, which servers without regions accept. */
  readonly region?: string | undefined;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Where the files of messages are, and what is accepted of them. At least one of `dir` and `s3`. */
export interface FileStorageOptions {
  /** The folder; it is created. Every process has to have the same. */
  readonly dir?: string | undefined;
  readonly s3?: FileBucketOptions | undefined;
  /** Which of the two new files are written to, if there are both; `s3` by default. Those in the other are found too. */
  readonly store?: "disk" | "s3" | undefined;
  /**
   * Another origin at which this server is reached too, such as `https://files.example.org`: links to files lead there,
   * below the same prefix.
   */
  readonly origin?: string | undefined;
  /** Who looks for harmful content before a file can be fetched. Files are not scanned if absent. */
  readonly scan?:
    | {
        /** `tcp://host:3310` for clamd, or an https address that is sent the content. */
        readonly url: string;
        /** What the address needs as a bearer token. */
        readonly secret?: string | undefined;
        /** What becomes of a file that could not be scanned; `withhold` by default. */
        readonly whenFailed?: "withhold" | "deliver" | undefined;
      }
    | undefined;
  /** Megabytes of one file, 25 by default and 100 at most. */
  readonly fileMegabytes?: number | undefined;
  /** Megabytes of all files of one user; 2,048 by default. */
  readonly userMegabytes?: number | undefined;
  /** Megabytes of all files; 51,200 by default. */
  readonly totalMegabytes?: number | undefined;
}

/** A pool of node-postgres. */
export interface HostPool {
  readonly options: {
    readonly connectionString?: string | undefined;
    readonly host?: string | undefined;
    readonly port?: number | undefined;
    readonly user?: string | undefined;
    readonly database?: string | undefined;
    readonly password?: unknown;
    readonly ssl?: unknown;
    readonly max?: number | undefined;
  };
}

/** How Parley is mounted. One of `databaseUrl`, `pool` and `dataDir`, and at least one of `authenticate` and `jwt`. */
export interface ParleyOptions<Request> {
  /** PostgreSQL 15 or newer, such as `postgres://user:password@host:5432/name`. */
  readonly databaseUrl?: string | undefined;
  /**
   * A pool of node-postgres in the place of `databaseUrl`: its address, its credentials and its `max` are used. Parley
   * opens connections of its own, at most `max` and ten, since its sessions need other settings than the host's.
   */
  readonly pool?: HostPool | undefined;
  /** The server itself, if `databaseUrl` is a pooler such as PgBouncer. */
  readonly directUrl?: string | undefined;
  /** The folder of a PostgreSQL that Parley starts itself: for development. */
  readonly dataDir?: string | undefined;
  /** The PostgreSQL schema with the tables; `parley` by default. */
  readonly schema?: string | undefined;
  /** The path below which Parley is served; `/parley` by default. */
  // As Fastify declares it.
  readonly prefix?: string;
  /**
   * Returns the id of the user who is signed in by the host's own session, or null. Called for each HTTP call, for each
   * socket when it opens, and every five minutes while it is open.
   */
  readonly authenticate?: AuthenticateRequest<Request> | undefined;
  readonly jwt?: JwtOptions | undefined;
  /** Who may write to whom, and for how long a message can be edited. */
  readonly policy?: Partial<Policy> | undefined;
  /** When users who are away are notified of unread messages, and with how much content. Users may change most of it. */
  readonly notifications?: Partial<NotificationPolicy> | undefined;
  /**
   * Called for each notification that is due. If it returns `{ handled: true }`, Parley sends nothing itself: the host
   * notifies the user, for example by SMS or in its own app.
   */
  readonly onNotification?: OnNotification | undefined;
  /** The same over HTTP, as a webhook that is signed as Standard Webhooks describe. */
  readonly notificationWebhook?: NotificationWebhook | undefined;
  /** The pages of the host that notifications link to. */
  readonly notificationLinks?: NotificationLinks | undefined;
  /** E-mail to users who are away. Needs `notificationLinks`. */
  readonly mail?: MailOptions | undefined;
  /** Files of messages. Without it messages have none. */
  readonly files?: FileStorageOptions | undefined;
  /** How several processes notify each other: `postgres` with a `databaseUrl` by default, `memory`, or `nats://…`. */
  readonly bus?: string | undefined;
  /** Origins of other sites whose pages may call Parley, such as `https://app.example.org`. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Limits that differ from the defaults, or `off`. */
  readonly rateLimits?: Partial<RateLimitConfig> | "off" | undefined;
  /** A registry of prom-client, to which the metrics of Parley are added. */
  readonly metrics?: Registry | undefined;
  /** False: the schema has to be current, for an account that may not change it. True by default. */
  readonly migrate?: boolean | undefined;
}

/** More connections send no more messages. */
const CONNECTIONS_MAX = 10;

/** Options as they are used. */
export interface Settings<Request> {
  readonly target: DatabaseTarget;
  readonly schema: string;
  readonly prefix: string;
  readonly authenticate: AuthenticateRequest<Request> | undefined;
  readonly jwt: z.output<typeof jwtSchema> | undefined;
  readonly policy: Policy;
  readonly notifications: NotificationOptions;
  readonly files: FileSettings | undefined;
  readonly bus: BusChoice;
  readonly allowedOrigins: readonly string[];
  readonly limits: RateLimitConfig;
  readonly metrics: Registry | undefined;
  readonly migrates: boolean;
}

const text = (what: string) => z.string({ error: what }).min(1, { error: what });
const bool = z.boolean({ error: "must be true or false" });
const hours = "must be a whole number from 1 to 168";

const jwtSchema = z.strictObject(
  {
    secret: sharedSecret.optional(),
    jwksUrl: keyAddress.optional(),
    issuer: text("must be set: it is the iss of your tokens"),
    audience: text("must be set: it is the aud of your tokens"),
    maxHours: z
      .int({ error: hours })
      .min(1, { error: hours })
      .max(168, { error: hours })
      .default(24),
    createsUsers: bool.default(false),
  },
  { error: (issue) => (issue.code === "invalid_type" ? "must be an object" : undefined) },
);

const policySchema = z.strictObject({
  mentorsReach: oneOf(["all-mentees", "own-groups"]),
  customContacts: oneOf(["open", "off"]),
  blockNotice: oneOf(["on-attempt", "immediate"]),
  editWindow: z.number({ error: "must be milliseconds" }).min(0, { error: "must be milliseconds" }),
});

const notificationsSchema = z.strictObject({
  email: bool,
  push: bool,
  direct: choice(notificationDelaySchema),
  group: choice(notificationDelaySchema),
  mention: choice(notificationDelaySchema),
  digest: choice(digestSchema),
  quietHours: quietHoursSchema,
  content: choice(notificationContentSchema),
  sharesSchedule: bool,
});

const megabytes = (max: number) => {
  const error = `must be a whole number from 1 to ${max.toLocaleString("en")}`;
  return z.int({ error }).min(1, { error }).max(max, { error });
};
const bucketSchema = z.strictObject({
  endpoint: storeAddress,
  bucket: bucketName,
  region: text("must be a region such as eu-central-1").default(DEFAULT_REGION),
  accessKeyId: text("must be the id of an access key"),
  secretAccessKey: text("must be the secret of an access key"),
});

const filesSchema = z
  .strictObject(
    {
      dir: text("must be the path of a folder").optional(),
      s3: bucketSchema.optional(),
      store: oneOf(["disk", "s3"]).default("s3"),
      origin: z
        .string()
        .refine(isOrigin, { error: "must be an origin such as https://files.example.org" })
        .optional(),
      scan: z
        .strictObject({
          url: scannerAddress,
          secret: text("must be a secret").optional(),
          whenFailed: oneOf(["withhold", "deliver"]).default("withhold"),
        })
        .optional(),
      fileMegabytes: megabytes(100).default(defaultMegabytes.file),
      userMegabytes: megabytes(1_000_000).default(defaultMegabytes.user),
      totalMegabytes: megabytes(100_000_000).default(defaultMegabytes.total),
    },
    { error: (issue) => (issue.code === "invalid_type" ? "must be an object" : undefined) },
  )
  .transform(
    (
      { fileMegabytes: file, userMegabytes: user, totalMegabytes: total, scan, origin, ...at },
      ctx,
    ) => {
      const places = placesOf(at);
      if (places !== undefined)
        return { ...fileSettingsOf(places, { file, user, total }), scan, address: origin };
      ctx.addIssue({ code: "custom", message: "needs dir or s3" });
      return z.NEVER;
    },
  );

const webhookSchema = z.strictObject({ url: keyAddress, secret: webhookSecret });

const isFunction = (value: unknown) => typeof value === "function";
const isLinks = (value: unknown) =>
  typeof value === "object" &&
  value !== null &&
  "conversation" in value &&
  isFunction(value.conversation) &&
  "messages" in value &&
  typeof value.messages === "string" &&
  "settings" in value &&
  typeof value.settings === "string";

/** Its members are checked by the compiler only. */
const limitNames = Object.keys(defaultLimits);
const limitsSchema = z.custom<Partial<RateLimitConfig>>(
  (value) =>
    typeof value === "object" &&
    value !== null &&
    Object.keys(value).every((name) => limitNames.includes(name)),
  { error: `must be "off", or an object with some of ${limitNames.join(", ")}` },
);

const isRegistry = (value: unknown) =>
  typeof value === "object" && value !== null && "registerMetric" in value;

const isPool = (value: unknown) =>
  typeof value === "object" && value !== null && "options" in value && "totalCount" in value;

const optionsSchema = z.strictObject({
  databaseUrl: postgresAddress.optional(),
  pool: z.custom<HostPool>(isPool, { error: "must be a Pool of node-postgres" }).optional(),
  directUrl: postgresAddress.optional(),
  dataDir: z.string({ error: "must be the path of a folder" }).optional(),
  schema: schemaName.default(DEFAULT_SCHEMA),
  prefix: z
    .string({ error: "must be a path such as /parley" })
    .regex(/^(\/[\w.~-]+)*$/, { error: "must be a path such as /parley" })
    .default("/parley"),
  authenticate: z
    .custom<AuthenticateRequest<never>>(isFunction, {
      error: "must be a function that returns the id of the signed-in user, or null",
    })
    .optional(),
  jwt: jwtSchema.optional(),
  policy: policySchema.partial().optional(),
  notifications: notificationsSchema.partial().optional(),
  onNotification: z.custom<OnNotification>(isFunction, { error: "must be a function" }).optional(),
  notificationWebhook: webhookSchema.optional(),
  notificationLinks: z
    .custom<NotificationLinks>(isLinks, {
      error: "must have a function conversation, and the addresses messages and settings",
    })
    .optional(),
  mail: mailSchema.optional(),
  files: filesSchema.optional(),
  bus: busAddress.optional(),
  allowedOrigins: z
    .array(
      z.string().refine(isOrigin, { error: "must be an origin such as https://app.example.org" }),
      { error: "must be a list of origins such as https://app.example.org" },
    )
    .default([]),
  rateLimits: z.union([z.literal("off"), limitsSchema]).optional(),
  metrics: z
    .custom<Registry>(isRegistry, { error: "must be a Registry of prom-client" })
    .optional(),
  migrate: bool.default(true),
});
type Read = z.output<typeof optionsSchema>;

/** The members that are not undefined. */
const defined = (members: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

const refuse = (option: string, why: string): never => {
  throw new OptionsError(`Parley: ${option} ${why}.`);
};

function describe({ path, code, message, ...issue }: z.core.$ZodIssue): string {
  const name = path.join(".");
  if (code === "unrecognized_keys" && "keys" in issue) {
    const [key = ""] = issue.keys;
    return `${[...path, key].join(".")} is not an option`;
  }
  // The error of the branch that says what the value has to be.
  if (code === "invalid_union")
    return `${name} must be "off", or an object with some of ${limitNames.join(", ")}`;
  return `${name} ${message}`;
}

/** The address of a pool's database. */
function urlOf({ options }: HostPool): string {
  const {
    connectionString,
    host,
    port = 5432,
    user,
    database,
    password = "",
    ssl = false,
  } = options;
  if (connectionString !== undefined) return connectionString;
  if (host === undefined || user === undefined || typeof password !== "string")
    return refuse(
      "pool",
      "must have a host, a user and a password that is a text: or set databaseUrl",
    );
  if (ssl !== false && ssl !== true)
    return refuse(
      "pool",
      "has its own TLS settings: set databaseUrl, with sslmode and sslrootcert",
    );
  const [name, secret] = [encodeURIComponent(user), encodeURIComponent(password)];
  const path = encodeURIComponent(database ?? user);
  return `postgres://${name}:${secret}@${host}:${port}/${path}${ssl ? "?sslmode=verify-full" : ""}`;
}

/** A pool counts as the address of its database, and as a limit of the connections to it. */
function withAddress(read: Read): Read & { readonly connections?: number | undefined } {
  const { pool, databaseUrl } = read;
  if (pool === undefined) return read;
  if (databaseUrl !== undefined)
    refuse("pool", "cannot be combined with databaseUrl: set one of the two");
  const { max = CONNECTIONS_MAX } = pool.options;
  if (max < CONNECTIONS_MIN)
    refuse(
      "pool",
      `has a max of ${max}, and Parley needs ${CONNECTIONS_MIN} connections of its own: raise max, or set databaseUrl`,
    );
  return { ...read, databaseUrl: urlOf(pool), connections: Math.min(max, CONNECTIONS_MAX) };
}

function targetOf({
  databaseUrl,
  directUrl,
  dataDir,
  connections,
}: ReturnType<typeof withAddress>): DatabaseTarget {
  if (databaseUrl !== undefined && dataDir !== undefined)
    refuse("dataDir", "cannot be combined with databaseUrl: set one of the two");
  if (databaseUrl !== undefined)
    return { engine: "postgres", url: databaseUrl, directUrl, connections };
  if (directUrl !== undefined)
    refuse("directUrl", "needs databaseUrl as well: the address of a pooler");
  return dataDir === undefined
    ? refuse(
        "databaseUrl",
        "or dataDir must be set: the address of your PostgreSQL, or a folder for an embedded one",
      )
    : { engine: "embedded", dataDir };
}

function checkIdentity({ authenticate, jwt }: Read): void {
  if (authenticate === undefined && jwt === undefined)
    refuse("authenticate", "or jwt must be set: it is how Parley knows who calls");
  if (jwt === undefined) return;
  if (jwt.secret !== undefined && jwt.jwksUrl !== undefined)
    refuse("jwt.jwksUrl", "cannot be combined with jwt.secret: set one of the two");
  if (jwt.secret === undefined && jwt.jwksUrl === undefined)
    refuse("jwt.secret", "or jwt.jwksUrl must be set: it verifies your tokens");
}

const limitsOf = ({ rateLimits }: Read): RateLimitConfig =>
  rateLimits === "off" ? noLimits : { ...defaultLimits, ...rateLimits };

const policyOf = ({ policy = {} }: Read): Policy => ({ ...defaultPolicy, ...defined(policy) });

const SAMPLE_ID = "019b76da-a800-7000-8000-000000000000";
const isWebAddress = (value: unknown) =>
  typeof value === "string" && /^https?:$/.test(URL.parse(value)?.protocol ?? "");

/** A link that leads nowhere is noticed at the start, and not in a mail. */
function checkLinks({
  conversation,
  messages,
  settings,
  reports = messages,
}: NotificationLinks): void {
  const what = "a web address, such as https://platform.example/messages";
  const attempt = () => {
    try {
      return conversation(SAMPLE_ID);
    } catch {
      return undefined;
    }
  };
  if (!isWebAddress(attempt()))
    refuse("notificationLinks.conversation", `must return ${what}, for the id of a conversation`);
  if (!isWebAddress(messages)) refuse("notificationLinks.messages", `must be ${what}`);
  if (!isWebAddress(settings)) refuse("notificationLinks.settings", `must be ${what}`);
  if (!isWebAddress(reports)) refuse("notificationLinks.reports", `must be ${what}`);
}

function notificationsOf({
  notifications = {},
  onNotification,
  notificationWebhook,
  notificationLinks,
  mail,
}: Read): NotificationOptions {
  if (onNotification !== undefined && notificationWebhook !== undefined)
    refuse("notificationWebhook", "cannot be combined with onNotification: set one of the two");
  const host =
    onNotification === undefined
      ? notificationWebhook && createWebhook(notificationWebhook)
      : createHostCallback(onNotification);
  if (mail !== undefined)
    checkLinks(
      notificationLinks ??
        refuse("notificationLinks", "must be set: it is where the links of mails lead"),
    );
  return {
    policy: { ...defaultNotificationPolicy, ...defined(notifications) },
    channels: { host },
    links: notificationLinks,
    mail: mail && mailSettingsOf(mail),
  };
}

/** Checks options, and fills in the defaults. Throws an `OptionsError` for the first that is wrong. */
export function readOptions<Request>(options: ParleyOptions<Request>): Settings<Request> {
  const result = optionsSchema.safeParse(defined(options));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new OptionsError(
      `Parley: ${issue === undefined ? "the options cannot be read" : describe(issue)}.`,
    );
  }
  const read = withAddress(result.data);
  const target = targetOf(read);
  checkIdentity(read);
  return {
    target,
    schema: read.schema,
    prefix: read.prefix,
    // The same function, whose parameter the schema does not know.
    authenticate: options.authenticate,
    jwt: read.jwt,
    policy: policyOf(read),
    notifications: notificationsOf(read),
    files: read.files && {
      ...read.files,
      address: read.files.address && read.files.address + read.prefix,
    },
    bus:
      chooseBus(read) ??
      refuse("bus", "needs databaseUrl as well: an embedded database has one process"),
    allowedOrigins: read.allowedOrigins,
    limits: limitsOf(read),
    metrics: read.metrics,
    migrates: read.migrate,
  };
}
