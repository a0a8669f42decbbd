import { resolve } from "node:path";
import { defaultNotificationPolicy, defaultPolicy } from "@parley/api/platform";
import { expect, test } from "vitest";
import { defaultLimits } from "@parley/server/rate-limits/limits";
import { readDatabaseEnv, readEnv } from "./env.ts";
import { pushContactOf } from "./env/mail.ts";
import { StartupProblem } from "./startup-problem.ts";

const secret = "0123456789abcdef0123456789abcdef";
const key = { JWT_SECRET: secret, JWT_ISSUER: "https://host.example", JWT_AUDIENCE: "parley" };

function problemOf(source: Record<string, string>): string {
  try {
    readEnv(source);
  } catch (fault) {
    if (fault instanceof StartupProblem) return fault.message;
    throw fault;
  }
  throw new Error("nothing was refused");
}

test("without any variable the server is a demo on loopback", () => {
  expect(readEnv({})).toEqual({
    port: 3_000,
    host: "127.0.0.1",
    databaseSchema: "parley",
    databaseUrl: undefined,
    dataDir: resolve(".parley"),
    files: {
      places: [{ kind: "disk", dir: resolve(".parley/files") }],
      bytesMax: 25 * 1024 ** 2,
      userBytesMax: 2_048 * 1024 ** 2,
      totalBytesMax: 51_200 * 1024 ** 2,
    },
    identity: { mode: "demo" },
    maxLifetime: 86_400,
    createsUsers: false,
    policy: defaultPolicy,
    notifications: { policy: defaultNotificationPolicy, webhook: undefined },
    publicUrl: undefined,
    allowedOrigins: [],
    bus: { kind: "memory" },
    serverLease: 30_000,
    metrics: undefined,
    limits: defaultLimits,
    trustedProxies: [],
    mail: {
      programmeName: "Parley",
      language: "en",
      from: { name: "Parley", address: "no-reply@parley.localhost" },
      transport: { folder: resolve(".parley/mail") },
      inbound: { domain: "reply.parley.localhost" },
    },
    logLevel: "warn",
  });
});

const mail = {
  JWT_SECRET: "a secret of at least thirty-two bytes",
  JWT_ISSUER: "platform",
  JWT_AUDIENCE: "parley",
  PUBLIC_URL: "https://chat.example.org",
  SMTP_URL: "smtps://user:password@smtp.example.org:465",
  MAIL_FROM: "Bright Futures <no-reply@example.org>",
};
const { SMTP_URL: _smtp, ...withoutSmtp } = mail;
const { MAIL_FROM: _from, ...withoutFrom } = mail;
const { PUBLIC_URL: _url, ...withoutUrl } = mail;

test("MAIL-33: a server sends mail if it has SMTP_URL, and takes mail for INBOUND_DOMAIN", () => {
  expect(readEnv(withoutSmtp).mail).toBeUndefined();
  const inbound = { INBOUND_DOMAIN: "Reply.Example.org", INBOUND_SMTP_PORT: "2525" };
  expect(readEnv({ ...mail, ...inbound, PROGRAMME_NAME: "Bright Futures" }).mail).toEqual({
    programmeName: "Bright Futures",
    language: "en",
    from: { name: "Bright Futures", address: "no-reply@example.org" },
    transport: { smtp: mail.SMTP_URL },
    inbound: {
      domain: "reply.example.org",
      secret: undefined,
      listen: { host: "0.0.0.0", port: 2_525 },
    },
  });
  const { mail: bare } = readEnv({ ...mail, MAIL_FROM: "no-reply@example.org" });
  expect(bare?.from).toEqual({ name: "", address: "no-reply@example.org" });
});

const bucket = {
  FILES_S3_ENDPOINT: "http://minio:9000",
  FILES_S3_BUCKET: "files",
  FILES_S3_ACCESS_KEY_ID: "key",
  FILES_S3_SECRET_ACCESS_KEY: "secret",
};
const s3 = {
  kind: "s3",
  endpoint: "http://minio:9000",
  bucket: "files",
  region: "us-east-1",
  accessKeyId: "key",
  secretAccessKey: "secret",
};
const disk = { kind: "disk", dir: resolve("/srv/files") };

test.each([
  [{}, [{ kind: "disk", dir: resolve(".parley/files") }]],
  [{ FILES_DIR: "off" }, undefined],
  [bucket, [s3]],
  [{ ...bucket, FILES_DIR: "off" }, [s3]],
  [{ ...bucket, FILES_DIR: "/srv/files" }, [s3, disk]],
  [{ ...bucket, FILES_DIR: "/srv/files", FILES_STORE: "disk" }, [disk, s3]],
])("FILE-19, FILE-21: where files are: %j", (source, places) => {
  expect(readEnv(source).files?.places).toEqual(places);
});

test.each([
  [{ ...bucket, FILES_S3_ENDPOINT: "minio:9000" }, "FILES_S3_ENDPOINT must be an http or https"],
  [{ ...bucket, FILES_S3_BUCKET: "My Files" }, "FILES_S3_BUCKET must be the name of a bucket"],
  [
    { FILES_ORIGIN: "https://chat.example.org/", PUBLIC_URL: "https://chat.example.org" },
    "FILES_ORIGIN must be another origin than PUBLIC_URL.",
  ],
  [{ FILES_ORIGIN: "files.example.org" }, "FILES_ORIGIN must be an https origin"],
  [{ FILES_SCAN_URL: "clamav:3310" }, "FILES_SCAN_URL must be tcp:// with host and port for clamd"],
  [{ FILES_SCAN_URL: "tcp://clamav" }, "FILES_SCAN_URL must be tcp:// with host and port"],
  [{ FILES_SCAN_SECRET: "hush" }, "FILES_SCAN_SECRET needs FILES_SCAN_URL as well."],
  [
    { FILES_S3_BUCKET: "files" },
    "FILES_S3_ENDPOINT must be set, as the other variables of the bucket are.",
  ],
  [
    { ...bucket, FILES_S3_SECRET_ACCESS_KEY: "" },
    "FILES_S3_SECRET_ACCESS_KEY must be set, as the other variables of the bucket are.",
  ],
])(
  "FILE-20, FILE-24, FILE-26: an incomplete configuration of files is refused: %#",
  (source, why) => {
    expect(problemOf(source)).toContain(why);
  },
);

test.each([
  [{ ...mail, SMTP_URL: "smtp.example.org" }, "SMTP_URL must be an address such as"],
  [{ ...mail, MAIL_FROM: "Bright Futures" }, "MAIL_FROM must be an address such as"],
  [withoutFrom, "MAIL_FROM must be set: it is who sends mails."],
  [withoutUrl, "PUBLIC_URL must be set: it is where the links of mails lead."],
  [{ ...mail, INBOUND_DOMAIN: "a b" }, "INBOUND_DOMAIN must be a domain"],
  [{ ...mail, INBOUND_DOMAIN: "reply.example.org" }, "INBOUND_DOMAIN needs INBOUND_SECRET or"],
  [{ ...mail, INBOUND_SMTP_PORT: "25" }, "INBOUND_SMTP_PORT needs INBOUND_DOMAIN as well"],
  [{ ...mail, INBOUND_SECRET: "short" }, "INBOUND_SECRET must be at least 32 bytes long"],
  [
    { ...withoutSmtp, INBOUND_DOMAIN: "reply.example.org", INBOUND_SMTP_PORT: "25" },
    "INBOUND_DOMAIN needs SMTP_URL as well",
  ],
])("MAIL-33: an incomplete configuration of mail is refused: %#", (source, why) => {
  expect(problemOf(source)).toContain(why);
});

test("PUSH-6: push services reach the operator at the address that sends mails, or at PUBLIC_URL", () => {
  const contactOf = (source: Record<string, string>) => pushContactOf(readEnv(source));
  expect(contactOf(mail)).toBe("mailto:no-reply@example.org");
  expect(contactOf(withoutSmtp)).toBe("https://chat.example.org");
  expect(contactOf({ PUBLIC_URL: "https://chat.example.org" })).toBe("https://chat.example.org");
  expect(contactOf({})).toBe("mailto:demo@example.org");
  expect(contactOf({ MAIL_FROM: "no-reply@example.org" })).toBe("mailto:demo@example.org");
  expect(contactOf(key)).toBeUndefined();
});

test("NTF-18: a webhook needs PUBLIC_URL, to which its links lead, except in the demo", () => {
  const webhook = {
    NOTIFICATION_WEBHOOK_URL: "https://platform.example/notifications",
    NOTIFICATION_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
  };
  expect(problemOf({ ...key, ...webhook })).toBe(
    "PUBLIC_URL must be set: it is where the links of notifications lead.",
  );
  const publicUrl = { PUBLIC_URL: "https://chat.example.org" };
  for (const settings of [{ ...key, ...publicUrl }, {}])
    expect(readEnv({ ...settings, ...webhook }).notifications.webhook).toEqual({
      url: webhook.NOTIFICATION_WEBHOOK_URL,
      secret: webhook.NOTIFICATION_WEBHOOK_SECRET,
    });
});

test("an empty variable counts as absent", () => {
  expect(readEnv({ PORT: "", HOST: "", BUS_URL: "", JWT_SECRET: "" })).toEqual(readEnv({}));
});

test("DBP-1: behind a pooler, the bus and all programs that only work on the data use the server itself", () => {
  const pooled = {
    DATABASE_URL: "postgres://parley@pooler.example:6432/parley",
    DATABASE_DIRECT_URL: "postgres://parley@db.example/parley",
  };
  const { databaseUrl, databaseDirectUrl, bus } = readEnv(pooled);
  expect({ databaseUrl, databaseDirectUrl }).toEqual({
    databaseUrl: pooled.DATABASE_URL,
    databaseDirectUrl: pooled.DATABASE_DIRECT_URL,
  });
  expect(bus).toEqual({ kind: "postgres", url: pooled.DATABASE_DIRECT_URL });
  expect(readDatabaseEnv(pooled)).toMatchObject({
    databaseUrl: pooled.DATABASE_DIRECT_URL,
    databaseDirectUrl: undefined,
  });
  expect(problemOf({ DATABASE_DIRECT_URL: pooled.DATABASE_DIRECT_URL })).toBe(
    "DATABASE_DIRECT_URL needs DATABASE_URL as well: the address of a pooler.",
  );
  expect(problemOf({ ...pooled, DATABASE_DIRECT_URL: "db.example" })).toMatch(
    /^DATABASE_DIRECT_URL must be an address/,
  );
});

test("BUS-10: the bus is memory without a database, and PostgreSQL with one, unless it is set", () => {
  const url = "postgres://parley@db.example/parley";
  const busOf = (bus?: string) => readEnv({ DATABASE_URL: url, BUS_URL: bus }).bus;
  expect(readEnv({}).bus).toEqual({ kind: "memory" });
  expect(busOf()).toEqual({ kind: "postgres", url });
  expect(busOf("postgres")).toEqual({ kind: "postgres", url });
  expect(busOf("memory")).toEqual({ kind: "memory" });
  const direct = "postgres://parley@db.example:5433/parley";
  expect(busOf(direct)).toEqual({ kind: "postgres", url: direct });
  for (const nats of [
    "nats://n.example:4222",
    "tls://me:pw@n.example/parley",
    "nats://a,b:4223/x",
  ]) {
    expect(busOf(nats)).toEqual({ kind: "nats", url: nats });
  }
});

test("a shared secret makes the server listen on all addresses, with issuer and audience pinned", () => {
  const { host, identity } = readEnv(key);
  expect(host).toBe("0.0.0.0");
  expect(identity).toEqual({
    mode: "secret",
    secret,
    expected: { issuer: "https://host.example", audience: "parley" },
  });
});

test("a key URL is an alternative, and may be plain http on this machine only", () => {
  const { JWT_SECRET: _, ...rest } = key;
  const { identity } = readEnv({ ...rest, JWT_JWKS_URL: "http://127.0.0.1:9/keys" });
  expect(identity).toMatchObject({ mode: "jwks", url: new URL("http://127.0.0.1:9/keys") });
  expect(problemOf({ ...rest, JWT_JWKS_URL: "http://host.example/keys" })).toBe(
    "JWT_JWKS_URL must be an https address without user name and password.",
  );
});

test("each part of the contact policy has a variable, and an invalid one is named", () => {
  const { policy } = readEnv({
    MENTORS_REACH: "own-groups",
    CUSTOM_CONTACTS: "off",
    BLOCK_NOTICE: "immediate",
    EDIT_MINUTES: "5",
  });
  expect(policy).toEqual({
    mentorsReach: "own-groups",
    customContacts: "off",
    blockNotice: "immediate",
    editWindow: 300_000,
  });
  expect(problemOf({ MENTORS_REACH: "everybody", EDIT_MINUTES: "-1" })).toBe(
    "MENTORS_REACH must be all-mentees or own-groups.\nEDIT_MINUTES must be a whole number from 0 to 99999.",
  );
});

test("allowed origins are a list with commas", () => {
  const { allowedOrigins } = readEnv({
    ALLOWED_ORIGINS: "https://a.example, http://localhost:5173",
  });
  expect(allowedOrigins).toEqual(["https://a.example", "http://localhost:5173"]);
});

test.for<[Record<string, string>, RegExp]>([
  [{ PORT: "http" }, /^PORT must be a whole number from 0 to 65535\.$/],
  [{ PORT: "65536" }, /^PORT must be a whole number/],
  [{ PORT: "-1" }, /^PORT must be a whole number/],
  [{ PORT: "80.5" }, /^PORT must be a whole number/],
  [{ HOST: "0.0.0.0" }, /^HOST must be a loopback address such as 127\.0\.0\.1 in demo mode/],
  [{ HOST: "192.168.1.4" }, /^HOST must be a loopback address/],
  [{ HOST: "127.0.0.1.evil.example" }, /^HOST must be a loopback address/],
  [
    { DATABASE_URL: "mysql://root@localhost/x" },
    /^DATABASE_URL must be an address such as postgres:/,
  ],
  [{ DATABASE_URL: "somewhere" }, /^DATABASE_URL must be an address/],
  [{ BUS_URL: "nats://localhost" }, /^BUS_URL needs DATABASE_URL as well/],
  [{ BUS_URL: "postgres" }, /^BUS_URL needs DATABASE_URL as well/],
  [{ BUS_URL: "redis://localhost" }, /^BUS_URL must be memory, postgres, or an address/],
  [{ BUS_URL: "nats://" }, /^BUS_URL must be memory, postgres, or an address/],
  [{ RATE_LIMITS: "none" }, /^RATE_LIMITS must be off, or settings such as/],
  [{ TRUSTED_PROXIES: "10.0.0.0/33" }, /^TRUSTED_PROXIES must be addresses or networks/],
  [{ TRUSTED_PROXIES: "proxy.example" }, /^TRUSTED_PROXIES must be addresses or networks/],
  [{ SERVER_LEASE_SECONDS: "0" }, /^SERVER_LEASE_SECONDS must be a whole number from 1 to 600/],
  [{ JWT_SECRET: "short" }, /^JWT_SECRET must be at least 32 bytes long\.$/],
  [
    { ...key, JWT_JWKS_URL: "https://host.example/keys" },
    /^JWT_JWKS_URL cannot be combined with JWT_SECRET/,
  ],
  [{ JWT_SECRET: secret, JWT_AUDIENCE: "parley" }, /^JWT_ISSUER must be set/],
  [{ JWT_SECRET: secret, JWT_ISSUER: "https://host.example" }, /^JWT_AUDIENCE must be set/],
  [{ JWT_ISSUER: "https://host.example" }, /^JWT_ISSUER needs JWT_SECRET or JWT_JWKS_URL/],
  [{ JWT_AUDIENCE: "parley" }, /^JWT_AUDIENCE needs JWT_SECRET or JWT_JWKS_URL/],
  [{ JIT_USERS: "yes" }, /^JIT_USERS must be on or off\.$/],
  [{ ALLOWED_ORIGINS: "*" }, /^ALLOWED_ORIGINS must be origins/],
  [{ ALLOWED_ORIGINS: "https://a.example/" }, /^ALLOWED_ORIGINS must be origins/],
  [{ ALLOWED_ORIGINS: "null" }, /^ALLOWED_ORIGINS must be origins/],
  [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL must be one of/],
])("an invalid variable is named in one line: %j", ([source, line]) => {
  const problem = problemOf(source);
  expect(problem).toMatch(line);
  expect(problem).not.toContain("\n");
});

test("no line repeats a secret or a password", () => {
  expect(problemOf({ JWT_SECRET: "hunter2" })).not.toContain("hunter2");
  expect(problemOf({ DATABASE_URL: "mysql://root:hunter2@localhost/x" })).not.toContain("hunter2");
});

const handOff = {
  ...key,
  SIGN_IN_URL: "https://platform.example/login",
  PUBLIC_URL: "https://chat.example",
};
const oidc = {
  PUBLIC_URL: "https://chat.example",
  OIDC_PROVIDERS: "google",
  OIDC_GOOGLE_NAME: "Google",
  OIDC_GOOGLE_ISSUER: "https://accounts.google.com",
  OIDC_GOOGLE_CLIENT_ID: "parley",
};

test("without its variables there is no sign-in", () => {
  expect(readEnv(key).signIn).toBeUndefined();
});

test("a hand-off needs the address of the platform's page and that of this server", () => {
  expect(
    readEnv({ ...handOff, SIGN_IN_NAME: " Mentors United ", SESSION_DAYS: "1" }).signIn,
  ).toEqual({
    publicUrl: new URL("https://chat.example"),
    sessionLifetime: 86_400,
    handOff: { signInUrl: new URL("https://platform.example/login"), name: "Mentors United" },
    signOutUrl: undefined,
    providers: [],
  });
});

test("providers have variables of their own, and need no key of a platform", () => {
  const env = readEnv({
    ...oidc,
    OIDC_PROVIDERS: "google, school",
    OIDC_GOOGLE_PROMPT: "select_account",
    OIDC_SCHOOL_NAME: "School",
    OIDC_SCHOOL_SIGN_OUT: "off",
    OIDC_SCHOOL_ISSUER: "http://127.0.0.1:9000",
    OIDC_SCHOOL_CLIENT_ID: "parley",
    OIDC_SCHOOL_CLIENT_SECRET: "secret",
    OIDC_SCHOOL_CREATE_USERS: "on",
    OIDC_SCHOOL_ROLES: "groups=urn:staff=1:ADMIN, https://school.example/kind=pupil:MENTEE",
  });
  expect(env.identity).toEqual({ mode: "own-sign-in" });
  expect(env.host).toBe("0.0.0.0");
  const scope = "openid email profile";
  expect(env.signIn?.providers).toEqual([
    {
      id: "google",
      name: "Google",
      issuer: new URL("https://accounts.google.com"),
      clientId: "parley",
      clientSecret: undefined,
      scope,
      verifiedClaim: "email_verified",
      prompt: "select_account",
      signsOut: true,
      createsUsers: false,
      roles: [],
    },
    {
      id: "school",
      name: "School",
      issuer: new URL("http://127.0.0.1:9000"),
      clientId: "parley",
      clientSecret: "secret",
      scope,
      verifiedClaim: "email_verified",
      prompt: undefined,
      signsOut: false,
      createsUsers: true,
      roles: [
        { claim: "groups", value: "urn:staff=1", role: "ADMIN" },
        { claim: "https://school.example/kind", value: "pupil", role: "MENTEE" },
      ],
    },
  ]);
});

test.each<[Record<string, string>, string]>([
  [
    { ...handOff, PUBLIC_URL: "" },
    "PUBLIC_URL must be set: the address at which browsers open the web app.",
  ],
  [
    { ...handOff, PUBLIC_URL: "http://chat.example" },
    "PUBLIC_URL must be an https origin, such as https://chat.example.org; http only on loopback.",
  ],
  [
    { ...handOff, PUBLIC_URL: "https://chat.example/messages" },
    "PUBLIC_URL must be an https origin, such as https://chat.example.org; http only on loopback.",
  ],
  [
    { ...handOff, SIGN_IN_URL: "http://platform.example" },
    "SIGN_IN_URL must be an https address without user name and password.",
  ],
  [
    { ...handOff, SIGN_OUT_URL: "javascript:alert(1)" },
    "SIGN_OUT_URL must be an https address without user name and password.",
  ],
  [
    { ...handOff, JWT_ISSUER: "parley-sign-in" },
    "JWT_ISSUER is the issuer of this server's own tokens.",
  ],
  [{ ...handOff, SESSION_DAYS: "0" }, "SESSION_DAYS must be a whole number from 1 to 365."],
  [{ ...handOff, SIGN_IN_NAME: " " }, "SIGN_IN_NAME must not be blank."],
  [{ ...key, SIGN_IN_NAME: "Mentors" }, "SIGN_IN_NAME needs SIGN_IN_URL as well."],
  [
    { ...key, SIGN_OUT_URL: "https://a.example" },
    "SIGN_OUT_URL needs SIGN_IN_URL or OIDC_PROVIDERS as well.",
  ],
  [
    { SIGN_IN_URL: "https://platform.example/login" },
    "SIGN_IN_URL needs JWT_SECRET or JWT_JWKS_URL as well: the key of the platform.",
  ],
  [
    { ...oidc, SIGN_IN_URL: "https://platform.example/login" },
    "SIGN_IN_URL needs JWT_SECRET or JWT_JWKS_URL as well: the key of the platform.",
  ],
  [
    { ...oidc, OIDC_PROVIDERS: "Google" },
    "OIDC_PROVIDERS must be names separated by commas, such as google,school: small letters and digits, each once.",
  ],
  [
    { ...oidc, OIDC_PROVIDERS: "google,google" },
    "OIDC_PROVIDERS must be names separated by commas, such as google,school: small letters and digits, each once.",
  ],
  [
    { ...oidc, OIDC_PROVIDERS: "platform" },
    "OIDC_PROVIDERS cannot contain platform, which is the name of the hand-off.",
  ],
  [{ ...oidc, OIDC_GOOGLE_CLIENT_ID: "" }, "OIDC_GOOGLE_CLIENT_ID must be set."],
  [{ ...oidc, OIDC_GOOGLE_ISSUER: "" }, "OIDC_GOOGLE_ISSUER must be set."],
  [
    { ...oidc, OIDC_GOOGLE_ISSUER: "accounts.google.com" },
    "OIDC_GOOGLE_ISSUER must be an https address without user name and password.",
  ],
  [{ ...oidc, OIDC_GOOGLE_SCOPE: "email" }, "OIDC_GOOGLE_SCOPE must contain openid."],
  [
    { ...oidc, OIDC_GOOGLE_PROMPT: "none" },
    "OIDC_GOOGLE_PROMPT must be login, consent or select_account.",
  ],
  [
    { ...oidc, OIDC_GOOGLE_CREATE_USERS: "on" },
    "OIDC_GOOGLE_CREATE_USERS needs ROLES as well: which of them get which role.",
  ],
  [
    { ...oidc, OIDC_GOOGLE_ROLES: "staff" },
    "OIDC_GOOGLE_ROLES must be rules separated by commas, such as groups=staff:ADMIN,hd=school.example:MENTEE.",
  ],
  [
    { ...oidc, OIDC_GOOGLE_ROLES: "groups=staff:OWNER" },
    "OIDC_GOOGLE_ROLES must be rules separated by commas, such as groups=staff:ADMIN,hd=school.example:MENTEE.",
  ],
])("DEP-4: sign-in with %j ends in a line that names the variable", (source, line) => {
  expect(problemOf(source)).toBe(line);
});
