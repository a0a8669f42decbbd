import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { createTestApi } from "@parley/api/testing/internals";
import { generateKeyPair } from "jose";
import { afterAll, expect, test } from "vitest";
import { createPublishedKeys, createSharedKey, importSecret } from "@parley/server/auth/token-key";
import {
  createSigner,
  testExpected,
  testSecret,
  type TokenSpec,
} from "@parley/server/testing/tokens";
import { diagnose } from "./diagnose.ts";

const api = await createTestApi();
await api.addPeople({ ada: "MENTOR", rosa: "ADMIN", dora: "MENTEE" });
await api.as("rosa").users.deactivate({ userId: "dora" });
afterAll(() => api.close());

const { clock, platform } = api;
const sign = createSigner(clock);
const key = createSharedKey(await importSecret(testSecret));
const rules = { key, expected: testExpected, clock, maxLifetime: 86_400, createsUsers: false };

const diagnosisOf = async (sub: string, spec?: TokenSpec) =>
  diagnose({
    token: await sign(sub, spec),
    rules,
    findAccount: async (userId) => ({
      status: "asked",
      account: await platform.accounts.load(userId),
    }),
  });

test("ID-13: the doctor prints each check of a valid token", async () => {
  const { report, isGood } = await diagnosisOf("ada");
  expect(isGood).toBe(true);
  expect(report.split("\n").map((line) => line.slice(0, 21).trim())).toEqual([
    "ok       form",
    "ok       algorithm",
    "ok       key",
    "ok       signature",
    "ok       type",
    "ok       issuer",
    "ok       audience",
    "ok       subject",
    "ok       issued at",
    "ok       expiry",
    "ok       lifetime",
    "ok       not before",
    "ok       scope",
    "skipped  user claims",
    "ok       account",
    "",
  ]);
  expect(report).toContain('sub has the form of an id: "ada"');
  expect(report).toContain("the user is active, with role MENTOR");
});

test.for<[string, string, TokenSpec, string]>([
  [
    "another audience",
    "ada",
    { claims: { aud: "x" } },
    'failed   audience      aud is "x", wanted "parley"',
  ],
  ["nobody's id", "nobody", {}, "failed   account       sub is the id of no user"],
  ["a closed account", "dora", {}, "failed   account       the user is deactivated"],
  [
    "a service",
    "dora",
    { claims: { scope: "parley:service" } },
    "ok       account       a service token has no account",
  ],
])("ID-13: the doctor reports what is wrong: %s", async ([, sub, spec, line]) => {
  const { report, isGood } = await diagnosisOf(sub, spec);
  expect(report).toContain(line);
  expect(isGood).toBe(line.startsWith("ok"));
});

test("ID-13: the doctor reports which keys cannot be fetched, and why", async () => {
  const { privateKey } = await generateKeyPair("ES256");
  // Nothing listens on port 1.
  const published = createPublishedKeys(new URL("http://127.0.0.1:1/keys"));
  const { report, isGood } = await diagnose({
    token: await sign("ada", { key: privateKey, header: { alg: "ES256" } }),
    rules: { ...rules, key: published },
    findAccount: async () => ({ status: "not asked", why: "" }),
  });
  published.close();
  expect(isGood).toBe(false);
  expect(report).toMatch(
    /^failed {3}key {11}the keys at JWT_JWKS_URL cannot be fetched: .*(ECONNREFUSED|bad port)/,
  );
});

async function runDoctor(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input = "",
) {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const child = spawn(process.execPath, ["--conditions=source", main, ...args], { env });
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, output, errors };
}

const env = {
  JWT_SECRET: testSecret,
  JWT_ISSUER: testExpected.issuer,
  JWT_AUDIENCE: testExpected.audience,
};
const signNow = createSigner({ now: () => new Date() });

test("ID-13: the doctor needs only the server's variables, and no server", async () => {
  const token = await signNow("ada");
  const good = await runDoctor([token], env);
  expect(good).toMatchObject({ code: 0, errors: "" });
  expect(good.output).toContain("skipped  account       there is no DATABASE_URL");
  expect(good.output).toMatch(/The token is valid\.\n$/);
  const other = await runDoctor(["-"], { ...env, JWT_AUDIENCE: "another" }, `Bearer ${token}\n`);
  expect(other.code).toBe(1);
  expect(other.output).toContain('failed   audience      aud is "parley", wanted "another"');
  expect(other.output + good.output).not.toContain(testSecret);
});

test("ID-13: an unavailable database does not prevent the other checks", async () => {
  const away = { ...env, DATABASE_URL: "postgres://parley:hidden@127.0.0.1:1/parley" };
  const { code, output, errors } = await runDoctor([await signNow("ada")], away);
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
  expect(output).toMatch(/skipped {2}account {7}The database at 127\.0\.0\.1:1 cannot be reached/);
  expect(output).not.toContain("hidden");
});

test.for<{ args: string[] }>([{ args: [] }, { args: ["one", "two"] }])(
  "the doctor prints its usage: %j",
  async ({ args }) => {
    const { code, errors } = await runDoctor(args, env);
    expect(code).toBe(1);
    expect(errors).toMatch(/^Usage: npm run doctor -- TOKEN\n/);
  },
);
