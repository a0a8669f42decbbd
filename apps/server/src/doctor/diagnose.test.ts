import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { createTestApi } from "@parley/api/testing/internals";
import { startOpenIdProvider } from "@parley/server/testing/openid-provider";
import { generateKeyPair } from "jose";
import { afterAll, expect, test } from "vitest";
import { createPublishedKeys, createSharedKey, importSecret } from "@parley/server/auth/token-key";
import {
  createSigner,
  testExpected,
  testSecret,
  type TokenSpec,
} from "@parley/server/testing/tokens";
import { diagnose, diagnoseFiles, diagnoseQueue } from "./diagnose.ts";

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

test.for<[string, Parameters<typeof diagnoseQueue>[0], string, boolean]>([
  [
    "current",
    { status: "asked", queue: { tables: "current", failed: 0 } },
    "ok       queue         its tables are of this version\nok       failed jobs   none\n",
    true,
  ],
  [
    "failed",
    { status: "asked", queue: { tables: "current", failed: 2, lastError: "email: 421 busy" } },
    "ok       queue         its tables are of this version\nfailed   failed jobs   2, which an ADMIN can run again; the last: email: 421 busy\n",
    false,
  ],
  [
    "older",
    { status: "asked", queue: { tables: "older", failed: 0 } },
    "failed   queue         its tables are of an earlier version: start a server of this version\nok       failed jobs   none\n",
    false,
  ],
  [
    "absent",
    { status: "asked", queue: { tables: "absent", failed: 0 } },
    "failed   queue         has no tables: start a server once\n",
    false,
  ],
  ["away", { status: "not asked", why: "why" }, "skipped  queue         why\n", true],
])("JOB-7: the doctor reports the queue of background work: %s", ([, found, report, isGood]) => {
  expect(diagnoseQueue(found)).toEqual({ report, isGood });
});

test.for<[string, Parameters<typeof diagnoseFiles>[0], string, boolean]>([
  [
    "none is wrong",
    { status: "asked", files: { complete: 3, withoutBytes: [], withoutRow: [] } },
    "ok       files          3 are complete\nok       without bytes  none\nok       without row    none\n",
    true,
  ],
  [
    "some are",
    {
      status: "asked",
      files: { complete: 9, withoutBytes: ["a"], withoutRow: ["b", "c", "d", "e", "f", "g"] },
    },
    "ok       files          9 are complete\nfailed   without bytes  1: a\nfailed   without row    6: b, c, d, e, f, …\n",
    false,
  ],
  ["away", { status: "not asked", why: "why" }, "skipped  files         why\n", true],
])("FILE-23: the doctor reports files without bytes, and bytes without a file: %s", (given) => {
  const [, found, report, isGood] = given;
  expect(diagnoseFiles(found)).toEqual({ report, isGood });
});

test("ID-13: an unavailable database does not prevent the other checks", async () => {
  const away = { ...env, DATABASE_URL: "postgres://parley:hidden@127.0.0.1:1/parley" };
  const { code, output, errors } = await runDoctor([await signNow("ada")], away);
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
  expect(output).toMatch(/skipped {2}account {7}The database at 127\.0\.0\.1:1 cannot be reached/);
  expect(output).toMatch(/\nskipped {2}queue {9}The database at 127\.0\.0\.1:1 cannot be reached/);
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

const publicUrl = "https://chat.invalid";
const ownSignIn = { PUBLIC_URL: publicUrl };

test("SES-12: the doctor checks a sign-in by OpenID providers without a token", async () => {
  await using provider = await startOpenIdProvider();
  const { issuer, client } = provider;
  provider.signsOut = true;
  const variables = (secret: string) => ({
    ...ownSignIn,
    OIDC_PROVIDERS: "school",
    OIDC_SCHOOL_NAME: "School",
    OIDC_SCHOOL_ISSUER: issuer,
    OIDC_SCHOOL_CLIENT_ID: client.id,
    OIDC_SCHOOL_CLIENT_SECRET: secret,
  });
  const good = await runDoctor([], variables(client.secret));
  expect(good).toMatchObject({ code: 0, errors: "" });
  expect(good.output.split("\n")).toEqual([
    "skipped  PUBLIC_URL       nothing answers at https://chat.invalid yet",
    `ok       school           its configuration is at ${issuer}/`,
    `ok       school keys      1 at ${issuer}/keys`,
    "ok       school redirect  the provider answers with 302 to https://chat.invalid/sign-in/return/school",
    "ok       school secret    the provider accepts CLIENT_ID and CLIENT_SECRET",
    `ok       school sign-out  at ${issuer}/end-session`,
    "",
    "The sign-in is ready.",
    "",
  ]);
  const wrong = await runDoctor([], variables("wrong"));
  expect(wrong.code).toBe(1);
  expect(wrong.output).toContain("failed   school secret    the provider refuses CLIENT_ID and");
  provider.faults.error = "unauthorized_client";
  expect((await runDoctor([], variables(client.secret))).output).toContain(
    "failed   school redirect  the provider refuses it (error unauthorized_client): are https://chat.invalid/sign-in/return/school and CLIENT_ID registered there?",
  );
  provider.faults.away.add("/.well-known/openid-configuration");
  const away = await runDoctor([], variables(client.secret));
  expect(away.code).toBe(1);
  expect(away.output).toContain(`failed   school        no configuration at ${issuer}/: `);
  expect(good.output + wrong.output + away.output).not.toContain(client.secret);
  expect((await runDoctor(["a.b.c"], variables(client.secret))).errors).toMatch(
    /^No platform signs tokens for this server/,
  );
});

test("SES-12: the doctor checks a hand-off without a token", async () => {
  await using host = await startOpenIdProvider();
  const at = (path: string) => ({ ...env, ...ownSignIn, SIGN_IN_URL: `${host.issuer}${path}` });
  const good = await runDoctor([], at("/keys"));
  expect(good).toMatchObject({ code: 0, errors: "" });
  expect(good.output).toContain(
    "ok       SIGN_IN_URL   answers with 200; it has to return to https://chat.invalid/sign-in/return/platform\nok       code key      JWT_SECRET is set",
  );
  const missing = await runDoctor([], at("/nowhere"));
  expect(missing.code).toBe(1);
  expect(missing.output).toContain(
    `failed   SIGN_IN_URL   answers with 404: ${host.issuer}/nowhere`,
  );
  const { JWT_SECRET: _, ...published } = at("/keys");
  const keys = (path: string) =>
    runDoctor([], { ...published, JWT_JWKS_URL: `${host.issuer}${path}` });
  expect((await keys("/keys")).output).toContain("ok       code keys     1 at");
  expect((await keys("/nowhere")).output).toContain("failed   code keys     no keys at");
});
