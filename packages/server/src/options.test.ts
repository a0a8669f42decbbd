import pg from "pg";
import { expect, test } from "vitest";
import { readOptions } from "./options.ts";

const url = "postgres://u:p@host/db";
const good = { databaseUrl: url, authenticate: () => "ada" };
const jwt = { secret: "x".repeat(32), issuer: "https://host.example", audience: "parley" };

const links = {
  conversation: (id: string) => `https://a.example/${id}`,
  messages: "https://a.example/messages",
  settings: "https://a.example/settings",
};
const mail = {
  smtpUrl: "smtp://localhost:25",
  from: "Bright Futures <no-reply@a.example>",
  programmeName: "Bright Futures",
  url: "https://a.example/parley",
};

const wrong: [Record<string, unknown>, string][] = [
  [{ ...good, databaseUrl: undefined }, "databaseUrl or dataDir must be set"],
  [{ ...good, pool: new pg.Pool() }, "pool cannot be combined with databaseUrl"],
  [{ ...good, databaseUrl: undefined, pool: {} }, "pool must be a Pool of node-postgres"],
  [{ ...good, databaseUrl: undefined, pool: new pg.Pool() }, "pool must have a host, a user"],
  [
    { ...good, databaseUrl: undefined, pool: new pg.Pool({ connectionString: url, max: 2 }) },
    "pool has a max of 2, and Parley needs 6 connections of its own",
  ],
  [{ ...good, databaseUrl: "mysql://host/db" }, "databaseUrl must be an address such as postgres:"],
  [{ ...good, dataDir: ".parley" }, "dataDir cannot be combined with databaseUrl"],
  [
    { dataDir: ".parley", authenticate: good.authenticate, bus: "postgres" },
    "bus needs databaseUrl",
  ],
  [{ databaseUrl: url }, "authenticate or jwt must be set"],
  [{ ...good, authenticate: "ada" }, "authenticate must be a function"],
  [{ ...good, jwt: { ...jwt, secret: "short" } }, "jwt.secret must be at least 32 bytes long"],
  [{ ...good, jwt: { ...jwt, secret: undefined } }, "jwt.secret or jwt.jwksUrl must be set"],
  [{ ...good, jwt: { ...jwt, jwksUrl: "https://a.example" } }, "jwt.jwksUrl cannot be combined"],
  [
    { ...good, jwt: { ...jwt, jwksUrl: "http://a.example" } },
    "jwt.jwksUrl must be an https address",
  ],
  [{ ...good, jwt: { ...jwt, issuer: "" } }, "jwt.issuer must be set"],
  [{ ...good, jwt: { ...jwt, audience: undefined } }, "jwt.audience must be set"],
  [{ ...good, jwt: { ...jwt, maxHours: 0 } }, "jwt.maxHours must be a whole number from 1 to 168"],
  [{ ...good, jwt: "secret" }, "jwt must be an object"],
  [{ ...good, prefix: "parley" }, "prefix must be a path such as /parley"],
  [{ ...good, prefix: "/parley/" }, "prefix must be a path such as /parley"],
  [{ ...good, schema: "public" }, "schema must not be public"],
  [{ ...good, schema: "My Schema" }, "schema must be lower-case letters"],
  [
    { ...good, policy: { mentorsReach: "all" } },
    "policy.mentorsReach must be all-mentees or own-groups",
  ],
  [{ ...good, policy: { mentorReach: "all" } }, "policy.mentorReach is not an option"],
  [{ ...good, bus: "redis://host" }, "bus must be memory, postgres, or an address"],
  [{ ...good, allowedOrigins: "https://a.example" }, "allowedOrigins must be a list of origins"],
  [{ ...good, allowedOrigins: ["https://a.example/"] }, "allowedOrigins.0 must be an origin"],
  [
    { ...good, rateLimits: { send: 1 } },
    'rateLimits must be "off", or an object with some of calls',
  ],
  [{ ...good, metrics: {} }, "metrics must be a Registry of prom-client"],
  [{ ...good, migrate: "no" }, "migrate must be true or false"],
  [{ ...good, mail }, "notificationLinks must be set: it is where the links of mails lead"],
  [
    { ...good, mail, notificationLinks: { ...links, messages: "/messages" } },
    "notificationLinks.messages must be a web address, such as https://platform.example/messages",
  ],
  [
    { ...good, mail, notificationLinks: { ...links, settings: "javascript:open()" } },
    "notificationLinks.settings must be a web address",
  ],
  [
    { ...good, mail, notificationLinks: { ...links, conversation: (id: string) => `/c/${id}` } },
    "notificationLinks.conversation must return a web address",
  ],
  [
    { ...good, mail, notificationLinks: { ...links, conversation: () => undefined } },
    "notificationLinks.conversation must return a web address",
  ],
  [{ ...good, mail: { ...mail, smtpUrl: "a.example" } }, "mail.smtpUrl must be an address such as"],
  [{ ...good, mail: { ...mail, from: "Ben" } }, "mail.from must be an address such as"],
  [{ ...good, mail: { ...mail, url: "/parley" } }, "mail.url must be an https address"],
  [
    { ...good, mail: { ...mail, inbound: { domain: "r.example" } } },
    "mail.inbound needs secret or smtp",
  ],
  [{ ...good, mail: { ...mail, subject: "Hi" } }, "mail.subject is not an option"],
  [{ ...good, databaseURL: url }, "databaseURL is not an option"],
];

test.each(wrong)("EMB-7: a wrong option ends in one line that names it: %j", (options, line) => {
  const read = () => readOptions(options);
  expect(read).toThrow(`Parley: ${line}`);
  expect(read).toThrow(/^[^\n]+\.$/);
});

test("MAIL-33: a host sets e-mail by options, and its links lead below the prefix", () => {
  const inbound = { domain: "Reply.A.example", smtp: { port: 2_525 } };
  const read = readOptions({ ...good, notificationLinks: links, mail: { ...mail, inbound } });
  const { mail: settings } = read.notifications;
  expect(settings?.publicUrl().href).toBe("https://a.example/parley/");
  expect(settings).toMatchObject({
    from: { name: "Bright Futures", address: "no-reply@a.example" },
    language: "en",
    transport: { smtp: mail.smtpUrl },
    inbound: { domain: "reply.a.example", listen: { host: "0.0.0.0", port: 2_525 } },
  });
});

test("EMB-7: options have the defaults of the server", () => {
  expect(readOptions(good)).toMatchObject({
    target: { engine: "postgres", url },
    schema: "parley",
    prefix: "/parley",
    bus: { kind: "postgres", url },
    allowedOrigins: [],
    migrates: true,
  });
  const policy = { mentorsReach: "own-groups" } as const;
  expect(readOptions({ ...good, policy }).policy).toMatchObject({
    ...policy,
    customContacts: "open",
  });
});

test.each([
  [6, 6],
  [50, 10],
  [undefined, 10],
])("EMB-11: a pool of at most %j connections allows Parley %j of its own", (max, connections) => {
  const pool = new pg.Pool({ connectionString: url, max });
  const { target } = readOptions({ authenticate: good.authenticate, pool });
  expect(target).toMatchObject({ connections });
});

test.each([
  [{ connectionString: url }, url],
  [
    { host: "db.example", user: "p@rley", password: "a/b", database: "host" },
    "postgres://p%40rley:a%2Fb@db.example:5432/host",
  ],
  [
    { host: "db.example", port: 6000, user: "u", ssl: true },
    "postgres://u:@db.example:6000/u?sslmode=verify-full",
  ],
])("EMB-7: the address of a pool is that of its database: %j", (options, address) => {
  const { target } = readOptions({ authenticate: good.authenticate, pool: new pg.Pool(options) });
  expect(target).toMatchObject({ engine: "postgres", url: address });
});
