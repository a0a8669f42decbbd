import { resolve } from "node:path";
import {
  _t as defaultPolicy,
  a as defaultLimits,
  i as StartupProblem,
  o as noLimits,
  r as OWN_ISSUER,
  t as explain,
} from "./explain-CGG191gk.js";
import {
  At as NEVER,
  Ft as schemaNameProblem,
  G as roleSchema,
  Nt as DEFAULT_SCHEMA,
  St as object,
  gt as array,
  ht as _enum,
  wt as string,
  yt as int,
} from "./events-BCa_Xukp.js";
import { isIP } from "node:net";

// apps/server/src/banner.ts
/** The text printed after a start. The first line ends with the address, for programs that parse it. */
function banner({ url, database, isDemo }) {
  return `${[
    `Parley is ready at ${url}`,
    `Database: ${[database.description, ...database.warnings].join(" ")}`,
    ...(isDemo
      ? [
          "Demo mode: everyone on this machine may sign in as any user. Set JWT_SECRET or JWT_JWKS_URL to leave it.",
        ]
      : []),
  ].join("\n")}\n`;
}

// packages/server/src/loopback.ts
/** Whether a host name or address can only be reached from this machine. */
function isLoopback(host) {
  return (
    host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host)
  );
}

// packages/server/src/option-forms.ts
const parseUrl = (text) => (URL.canParse(text) ? new URL(text) : void 0);
/** Whether user name and password have no percent encoding that cannot be decoded. */
function hasReadableCredentials({ username, password }) {
  try {
    decodeURIComponent(`${username}:${password}`);
    return true;
  } catch {
    return false;
  }
}
/** Whether a text is the address of a PostgreSQL database. */
const isPostgres = (text) => /^postgres(ql)?:$/.test(parseUrl(text)?.protocol ?? "");
/** Several servers of a cluster in one address, separated by commas. */
const isNats = (text) =>
  text.split(",").every((part, at) => {
    const url = parseUrl(part.includes("://") ? part : `nats://${part}`);
    return (
      url !== void 0 &&
      url.hostname !== "" &&
      hasReadableCredentials(url) &&
      (at > 0 || /^(nats|tls):$/.test(url.protocol))
    );
  });
/** Whether keys may be fetched from a URL: over TLS, or on this machine. `fetch` refuses credentials in a URL. */
function isKeyAddress(text) {
  const url = parseUrl(text);
  if (url === void 0 || url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
}
/**
 * A host as DNS allows it, or an IP address. The URL parser accepts more: in the Content-Security-Policy, `*` would
 * allow every site, and `;` would end the directive.
 */
const ORIGIN = /^https?:\/\/([a-z\d_.-]+|\[[\da-f:]+\])(:\d+)?$/;
/** Exactly as a browser writes it: `https://app.example.org`. */
const isOrigin = (text) => ORIGIN.test(text) && parseUrl(text)?.origin === text;

// packages/server/src/rate-limits/parse-limits.ts
const NUMBER = /^\d{1,7}(\.\d{1,3})?$/;
function toNumber(text) {
  const number = text !== void 0 && NUMBER.test(text) ? Number(text) : 0;
  return number > 0 ? number : void 0;
}
function toRate(text) {
  const [first, second, ...rest] = text.split("/");
  const burst = toNumber(first);
  const perSecond = toNumber(second);
  return burst !== void 0 && burst >= 1 && perSecond !== void 0 && rest.length === 0
    ? {
        burst,
        perSecond,
      }
    : void 0;
}
function toQuota(text) {
  const [hour, day, ...rest] = text.split("/");
  const perHour = toNumber(hour);
  const perDay = toNumber(day);
  return perHour !== void 0 &&
    perDay !== void 0 &&
    [perHour, perDay].every(Number.isInteger) &&
    rest.length === 0
    ? {
        perHour,
        perDay,
      }
    : void 0;
}
/** One setting: `sends=500/10`, `contactAdds=20/60`, `sockets=50`. Undefined if it is not valid. */
function toSetting(text) {
  const [name = "", value = "", ...rest] = text.trim().split("=");
  if (rest.length > 0) return void 0;
  switch (name) {
    case "calls":
    case "sends":
    case "typing":
    case "requests":
    case "frames": {
      const rate = toRate(value);
      return rate && { [name]: rate };
    }
    case "contactAdds":
    case "uploads": {
      const quota = toQuota(value);
      return quota && { [name]: quota };
    }
    case "sockets":
    case "addressSockets":
    case "addressConnections": {
      const count = toNumber(value);
      return count !== void 0 && Number.isInteger(count) ? { [name]: count } : void 0;
    }
    default:
      return;
  }
}
/** Parses `off`, or settings separated by commas. Undefined if one of them is not valid. */
function parseLimits(text) {
  if (text === "off") return noLimits;
  let limits = defaultLimits;
  for (const part of text.split(",")) {
    const setting = toSetting(part);
    if (setting === void 0) return void 0;
    limits = {
      ...limits,
      ...setting,
    };
  }
  return limits;
}

// apps/server/src/env/forms.ts
/** One of two values. */
const oneOf = (values) => _enum(values, { error: `must be ${values.join(" or ")}` });
/** A decimal number, within bounds. */
const wholeNumber = (min, max) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return string()
    .regex(/^\d{1,6}$/, { error })
    .transform(Number)
    .pipe(int().min(min, { error }).max(max, { error }));
};
/** Origins, separated by commas. */
const originList = string()
  .transform((text) =>
    text
      .split(",")
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ""),
  )
  .refine((origins) => origins.every(isOrigin), {
    error: "must be origins separated by commas, such as https://app.example.org",
  });
/** Limits for users and addresses: `off`, or those that differ from the defaults. */
const rateLimits = string().transform((text, context) => {
  const limits = parseLimits(text);
  if (limits !== void 0) return limits;
  context.addIssue("must be off, or settings such as sends=500/10,sockets=50");
  return NEVER;
});
/** An address, or a network such as 10.0.0.0/8. */
function isNetwork(text) {
  const [address = "", bits, ...rest] = text.split("/");
  const most = isIP(address) === 4 ? 32 : 128;
  const isRange = bits === void 0 || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= most);
  return isIP(address) !== 0 && !address.includes("%") && isRange && rest.length === 0;
}
/** Addresses and networks, separated by commas. */
const networkList = string()
  .transform((text) => text.split(",").map((network) => network.trim()))
  .refine((networks) => networks.every(isNetwork), {
    error: "must be addresses or networks separated by commas, such as 10.0.0.0/8",
  });
/** An address to which browsers are sent: over TLS, or on this machine. */
const webAddress = string({ error: "must be set" })
  .refine(isKeyAddress, { error: "must be an https address without user name and password" })
  .transform((text) => new URL(text));
/** The origin of this server, as browsers write it. */
const publicOrigin = string()
  .transform((text) => text.replace(/\/$/, ""))
  .refine((text) => isOrigin(text) && isKeyAddress(text), {
    error: "must be an https origin, such as https://chat.example.org; http only on loopback",
  })
  .transform((text) => new URL(text));
/** A name on a button. */
const shownName = string({ error: "must be set" })
  .trim()
  .min(1, { error: "must not be blank" })
  .max(60, { error: "must have 60 characters at most" });

// apps/server/src/env/parse.ts
/**
 * Reads the variables of a schema, whose names in the environment begin with `prefix`. Throws a `StartupProblem` with a
 * line for each that is wrong.
 */
function parse(schema, source, prefix = "") {
  const given = Object.entries(source)
    .filter(([name, value]) => name.startsWith(prefix) && value !== "")
    .map(([name, value]) => [name.slice(prefix.length), value]);
  const result = schema.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  const lines = result.error.issues.map(
    ({ path, message }) => `${prefix}${path.join(".")} ${message}.`,
  );
  throw new StartupProblem([...new Set(lines)].join("\n"));
}

// apps/server/src/env/oidc-providers.ts
const ID = /^[a-z][a-z\d]{0,19}$/;
/** Ids of providers, separated by commas: each is part of the names of its variables, and of addresses. */
const providerIds = string()
  .transform((text) => text.split(",").map((id) => id.trim()))
  .refine((ids) => ids.every((id) => ID.test(id)) && new Set(ids).size === ids.length, {
    error:
      "must be names separated by commas, such as google,school: small letters and digits, each once",
  })
  .refine((ids) => !ids.includes("platform"), {
    error: "cannot contain platform, which is the name of the hand-off",
  });
const RULE = /^(?<claim>[^=]+)=(?<value>.+):(?<role>[^:]+)$/;
const roleRules = string().transform((text, context) => {
  const rules = text.split(",").map((part) => RULE.exec(part.trim())?.groups ?? {});
  const parsed = array(
    object({
      claim: string(),
      value: string(),
      role: roleSchema,
    }),
  ).safeParse(rules);
  if (parsed.success) return parsed.data;
  context.addIssue(
    "must be rules separated by commas, such as groups=staff:ADMIN,hd=school.example:MENTEE",
  );
  return NEVER;
});
const nonEmpty = string({ error: "must be set" });
/** The variables of one provider, without their prefix. */
const variables$1 = object({
  NAME: shownName,
  ISSUER: webAddress,
  CLIENT_ID: nonEmpty,
  CLIENT_SECRET: string().optional(),
  SCOPE: string()
    .refine((scope) => scope.split(" ").includes("openid"), { error: "must contain openid" })
    .default("openid email profile"),
  VERIFIED_CLAIM: string().default("email_verified"),
  PROMPT: string()
    .regex(/^(login|consent|select_account)$/, {
      error: "must be login, consent or select_account",
    })
    .optional(),
  CREATE_USERS: oneOf(["on", "off"]).default("off"),
  ROLES: roleRules.default([]),
}).refine(({ CREATE_USERS: creates, ROLES: rules }) => creates === "off" || rules.length > 0, {
  path: ["CREATE_USERS"],
  error: "needs ROLES as well: which of them get which role",
});
/** Reads the provider of each id. */
const readProviders = (ids, source) =>
  ids.map((id) => {
    const read = parse(variables$1, source, `OIDC_${id.toUpperCase()}_`);
    return {
      id,
      name: read.NAME,
      issuer: read.ISSUER,
      clientId: read.CLIENT_ID,
      clientSecret: read.CLIENT_SECRET,
      scope: read.SCOPE,
      verifiedClaim: read.VERIFIED_CLAIM,
      prompt: read.PROMPT,
      createsUsers: read.CREATE_USERS === "on",
      roles: read.ROLES,
    };
  });

// apps/server/src/env.ts
const schemaName = string().superRefine((name, context) => {
  const message = schemaNameProblem(name);
  if (message !== void 0)
    context.addIssue({
      code: "custom",
      message,
    });
});
const postgresAddress = string().refine(isPostgres, {
  error: "must be an address such as postgres://user:password@host:5432/name",
});
/** Every variable, as it is read; its comment is its text in docs/reference/variables.md. */
const variables = object({
  /** The port of HTTP and WebSocket. */
  PORT: wholeNumber(0, 65535).default(3e3),
  /** The address to listen on: `0.0.0.0` if there is none, and `127.0.0.1` in the demo, which refuses others. */
  HOST: string().optional(),
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
  BUS_URL: string()
    .refine((text) => ["memory", "postgres"].includes(text) || isPostgres(text) || isNats(text), {
      error: "must be memory, postgres, or an address such as nats://host:4222",
    })
    .optional(),
  /** How long a server without a heartbeat counts as alive. */
  SERVER_LEASE_SECONDS: wholeNumber(1, 600).default(30),
  /** A shared secret for HS256. Either this or `JWT_JWKS_URL`; with neither the server is a demo. */
  JWT_SECRET: string()
    .refine((secret) => Buffer.byteLength(secret) >= 32, {
      error: "must be at least 32 bytes long",
    })
    .optional(),
  /** The address of your public keys, for RS, PS, ES and EdDSA. */
  JWT_JWKS_URL: string()
    .refine(isKeyAddress, { error: "must be an https address without user name and password" })
    .optional(),
  /** What `iss` of each token must say. Required with a key. */
  JWT_ISSUER: string().optional(),
  /** What `aud` of each token must say. Required with a key. */
  JWT_AUDIENCE: string().optional(),
  /** The longest life of a token, from `iat` to `exp`. */
  JWT_MAX_HOURS: wholeNumber(1, 168).default(24),
  /** Limits for users and addresses: those that differ from the defaults, or `off`. */
  RATE_LIMITS: rateLimits.default(defaultLimits),
  /** Addresses and networks of your proxies, whose `X-Forwarded-For` is believed. */
  TRUSTED_PROXIES: networkList.default([]),
  /** The port of the metrics for Prometheus. Without it nothing is measured. */
  METRICS_PORT: wholeNumber(0, 65535).optional(),
  /** The address on which the metrics are served. */
  METRICS_HOST: string().default("127.0.0.1"),
  /** The origin at which browsers open the web app. Required with its sign-in. */
  PUBLIC_URL: publicOrigin.optional(),
  /** The page of your platform that signs a user in for the web app, and returns a code. */
  SIGN_IN_URL: webAddress.optional(),
  /** Where a browser goes after it has signed out of the web app. */
  SIGN_OUT_URL: webAddress.optional(),
  /** What users call your platform, on the button that leads to `SIGN_IN_URL`. */
  SIGN_IN_NAME: shownName.optional(),
  /** Ids of OpenID providers that sign users in to the web app. Each has variables of its own: docs/sign-in.md. */
  OIDC_PROVIDERS: providerIds.default([]),
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
  EDIT_MINUTES: wholeNumber(0, 99999).default(defaultPolicy.editWindow / 6e4),
  /** Origins of pages that embed Parley. The server's own origin is always allowed. */
  ALLOWED_ORIGINS: originList.default([]),
  /** The folder of the database that Parley starts itself. */
  PARLEY_DATA: string().default(".parley"),
  /** The least severe entries that are logged. */
  LOG_LEVEL: _enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
    error: "must be one of fatal, error, warn, info, debug, trace, silent",
  }).default("warn"),
});
/** The name of every variable that is read. */
const variableNames = Object.keys(variables.shape);
const refuse = (name, why) => {
  throw new StartupProblem(`${name} ${why}.`);
};
function identityOf(read) {
  const {
    JWT_SECRET: secret,
    JWT_JWKS_URL: keys,
    JWT_ISSUER: issuer,
    JWT_AUDIENCE: audience,
    OIDC_PROVIDERS: providers,
  } = read;
  if (secret !== void 0 && keys !== void 0)
    return refuse("JWT_JWKS_URL", "cannot be combined with JWT_SECRET: set one of the two");
  if (secret === void 0 && keys === void 0) {
    if (issuer !== void 0) refuse("JWT_ISSUER", "needs JWT_SECRET or JWT_JWKS_URL as well");
    if (audience !== void 0) refuse("JWT_AUDIENCE", "needs JWT_SECRET or JWT_JWKS_URL as well");
    return { mode: providers.length > 0 ? "own-sign-in" : "demo" };
  }
  if (issuer === "parley-sign-in")
    refuse("JWT_ISSUER", "is the issuer of this server's own tokens");
  if (issuer === void 0) return refuse("JWT_ISSUER", "must be set: it is the iss of your tokens");
  if (audience === void 0)
    return refuse("JWT_AUDIENCE", "must be set: it is the aud of your tokens");
  const expected = {
    issuer,
    audience,
  };
  if (secret !== void 0)
    return {
      mode: "secret",
      secret,
      expected,
    };
  return {
    mode: "jwks",
    url: new URL(keys ?? ""),
    expected,
  };
}
function directUrlOf(read) {
  const { DATABASE_URL: database, DATABASE_DIRECT_URL: direct } = read;
  if (direct !== void 0 && database === void 0)
    refuse("DATABASE_DIRECT_URL", "needs DATABASE_URL as well: the address of a pooler");
  return direct;
}
function busOf(read) {
  const { BUS_URL: bus, DATABASE_URL: database } = read;
  if (bus === "memory" || (bus === void 0 && database === void 0)) return { kind: "memory" };
  if (database === void 0)
    return refuse("BUS_URL", "needs DATABASE_URL as well: an embedded database has one process");
  if (bus === void 0 || bus === "postgres")
    return {
      kind: "postgres",
      url: directUrlOf(read) ?? database,
    };
  return isPostgres(bus)
    ? {
        kind: "postgres",
        url: bus,
      }
    : {
        kind: "nats",
        url: bus,
      };
}
function hostOf({ HOST: host }, { mode }) {
  if (mode !== "demo") return host ?? "0.0.0.0";
  if (host !== void 0 && !isLoopback(host))
    refuse(
      "HOST",
      "must be a loopback address such as 127.0.0.1 in demo mode, where anybody may sign in as anybody; set JWT_SECRET or JWT_JWKS_URL to serve others",
    );
  return host ?? "127.0.0.1";
}
/** The web app's own sign-in, if the platform or a provider signs users in. */
function signInOf(read, { mode }, source) {
  const { SIGN_IN_URL: signInUrl, OIDC_PROVIDERS: providers, PUBLIC_URL: publicUrl } = read;
  if (signInUrl === void 0) {
    if (read.SIGN_IN_NAME !== void 0) refuse("SIGN_IN_NAME", "needs SIGN_IN_URL as well");
    if (providers.length === 0) {
      if (read.SIGN_OUT_URL !== void 0)
        refuse("SIGN_OUT_URL", "needs SIGN_IN_URL or OIDC_PROVIDERS as well");
      return;
    }
  } else if (mode === "demo" || mode === "own-sign-in")
    refuse("SIGN_IN_URL", "needs JWT_SECRET or JWT_JWKS_URL as well: the key of the platform");
  if (publicUrl === void 0)
    return refuse("PUBLIC_URL", "must be set: the address at which browsers open the web app");
  return {
    publicUrl,
    sessionLifetime: read.SESSION_DAYS * 86400,
    handOff: signInUrl && {
      signInUrl,
      name: read.SIGN_IN_NAME ?? null,
    },
    signOutUrl: read.SIGN_OUT_URL,
    providers: readProviders(providers, source),
  };
}
/** Reads every variable once. Errors are reported in a `StartupProblem`, one line each. */
function readEnv(source = process.env) {
  const read = parse(variables, source);
  const identity = identityOf(read);
  return {
    port: read.PORT,
    host: hostOf(read, identity),
    databaseUrl: read.DATABASE_URL,
    databaseDirectUrl: directUrlOf(read),
    databaseSchema: read.DATABASE_SCHEMA,
    bus: busOf(read),
    serverLease: read.SERVER_LEASE_SECONDS * 1e3,
    dataDir: resolve(read.PARLEY_DATA),
    identity,
    signIn: signInOf(read, identity, source),
    maxLifetime: read.JWT_MAX_HOURS * 3600,
    createsUsers: read.JIT_USERS === "on",
    metrics:
      read.METRICS_PORT === void 0
        ? void 0
        : {
            host: read.METRICS_HOST,
            port: read.METRICS_PORT,
          },
    limits: read.RATE_LIMITS,
    trustedProxies: read.TRUSTED_PROXIES,
    policy: {
      mentorsReach: read.MENTORS_REACH,
      customContacts: read.CUSTOM_CONTACTS,
      blockNotice: read.BLOCK_NOTICE,
      editWindow: read.EDIT_MINUTES * 6e4,
    },
    allowedOrigins: read.ALLOWED_ORIGINS,
    logLevel: read.LOG_LEVEL,
  };
}

// apps/server/src/run.ts
/**
 * Longer than any graceful drain, in milliseconds, and shorter than the 30 seconds after which service managers send
 * SIGKILL. What is still open then, such as a statement that waits for a lock, ends with the process.
 */
const LAST_RESORT = 2e4;
function fail(fault, env) {
  const unexpected = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
  process.stderr.write(`${explain(fault, env) ?? unexpected}\n`);
  process.exit(1);
}
/** The first signal drains, even during the start; the second ends the process at once. */
function stopOnSignal(starting) {
  let isStopping = false;
  const onSignal = async () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => process.exit(0), LAST_RESORT).unref();
    const server = await starting.catch(() => void 0);
    if (server === void 0) return;
    try {
      await server.stop();
    } catch (fault) {
      process.stderr.write(`${explain(fault, void 0) ?? String(fault)}\n`);
    }
    process.exit(0);
  };
  process.on("SIGTERM", () => void onSignal());
  process.on("SIGINT", () => void onSignal());
}
function readOrFail() {
  try {
    return readEnv();
  } catch (fault) {
    return fail(fault);
  }
}
/** The life cycle of the process: configure, start, report, serve, drain. */
async function run() {
  const env = readOrFail();
  const starting = import("./start-KKBLWEGU.js").then(({ startServer }) => startServer(env));
  stopOnSignal(starting);
  try {
    process.stdout.write(banner(await starting));
  } catch (fault) {
    fail(fault, env);
  }
}

export { run };
