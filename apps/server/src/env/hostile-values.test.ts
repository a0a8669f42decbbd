import fastify from "fastify";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readEnv, variableNames } from "../env.ts";
import { explainListen } from "../explain.ts";
import { limitConnections } from "@parley/server/http/limit-connections";
import { createRateLimits } from "@parley/server/rate-limits/rate-limits";
import { noLimits } from "@parley/server/rate-limits/limits";
import { StartupProblem } from "../startup-problem.ts";

const hostile = [
  "0.0.0.0/0",
  "::/0",
  "10.0.0.0/00",
  "10.0.0.0/33",
  "fe80::1%eth0",
  "::ffff:10.0.0.1/120",
  "127.0.0.1,",
  ",",
  " ",
  "*",
  "-1",
  "1e9",
  "0x10",
  "NaN",
  "Infinity",
  "99999999999999999999",
  "true",
  "null",
  "{}",
  "https://",
  "http://user:secret@host",
  "https://host.example/path",
  "postgres://",
  "postgres:///",
  "nats://",
  "\u0000",
  "\ud800",
  "off,",
  "frames=0/0",
  "frames=1/1/1",
  "x".repeat(10_000),
];

/** Every accepted value has to work where it is used; nothing but lines for the operator may be thrown. */
function check(source: Record<string, string>): void {
  try {
    const env = readEnv(source);
    const app = fastify({ trustProxy: env.trustedProxies.length > 0 && [...env.trustedProxies] });
    const rateLimits = createRateLimits(noLimits);
    limitConnections(app.server, { rateLimits, trustedProxies: env.trustedProxies });
  } catch (fault) {
    expect(fault).toBeInstanceOf(StartupProblem);
    expect(String(Object(fault).message).split("\n").length).toBeLessThanOrEqual(2);
    expect(String(Object(fault).message)).not.toContain("secret");
  }
}

test.each(variableNames)(
  "DEP-4: every value of %s either works or ends in a plain line",
  (name) => {
    for (const value of hostile) check({ [name]: value });
    fc.assert(fc.property(fc.string({ unit: "binary" }), (value) => check({ [name]: value })));
  },
);

test.each([
  ["ALLOWED_ORIGINS", "https://*"],
  ["ALLOWED_ORIGINS", "https://*.example.org"],
  ["ALLOWED_ORIGINS", "http://*:8080"],
  ["ALLOWED_ORIGINS", "https://a;script-src"],
  ["ALLOWED_ORIGINS", "https://a.example,https://b'c"],
  ["ALLOWED_ORIGINS", 'https://a"b'],
  ["JWT_JWKS_URL", "https://user:secret@keys.example/jwks"],
  ["JWT_JWKS_URL", "https://user@keys.example/jwks"],
  ["BUS_URL", "nats://user:%zz@127.0.0.1:4222"],
  ["BUS_URL", "nats://a:4222,nats://%E0%A4%A@b:4222"],
  ["DATABASE_SCHEMA", "public"],
  ["DATABASE_SCHEMA", "pg_parley"],
  ["DATABASE_SCHEMA", "information_schema"],
  ["DATABASE_SCHEMA", 'a"b'],
  ["DATABASE_SCHEMA", "x".repeat(51)],
  ["RATE_LIMITS", "sockets=0.5"],
  ["RATE_LIMITS", "addressConnections=0.001"],
])("DEP-4, DBS-5: %s=%s is refused in one line", (name, value) => {
  const settings = {
    JWT_ISSUER: "host",
    JWT_AUDIENCE: "parley",
    DATABASE_URL: "postgres://db/parley",
  };
  const read = () => readEnv({ ...settings, [name]: value });
  expect(read).toThrow(StartupProblem);
  expect(read).toThrow(new RegExp(`^${name} [^\n]+$`));
});

test("DEP-4: an address on which the server cannot listen is named with its own variables", () => {
  for (const [code, syscall] of [
    ["EADDRINUSE", "listen"],
    ["EACCES", "listen"],
    ["EADDRNOTAVAIL", "listen"],
    ["EINVAL", "listen"],
    ["ENOTFOUND", "getaddrinfo"],
  ]) {
    const fault = Object.assign(new Error("no"), { code, syscall });
    const of = (prefix?: "METRICS_") =>
      explainListen(fault, { port: 80, host: "h", ...(prefix && { prefix }) });
    expect(of()).toMatch(/(^| )(PORT|HOST) /);
    expect(of("METRICS_")).toMatch(/(^| )METRICS_(PORT|HOST) /);
  }
});

test.each(["0.0.0.0/0", "::/0", "10.0.0.0/0", "fe80::1%eth0", "10.0.0.1/"])(
  "DEP-4: TRUSTED_PROXIES=%s is refused in one line",
  (value) => {
    expect(() => readEnv({ TRUSTED_PROXIES: value })).toThrow(/^TRUSTED_PROXIES must be addresses/);
  },
);
