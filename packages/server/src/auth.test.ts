import { once } from "node:events";
import { createServer } from "node:http";
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload } from "jose";
import { afterEach, expect, test, vi } from "vitest";
import { createAuthenticator, type SignIn } from "./auth.ts";
import {
  createPublishedKeys,
  createSharedKey,
  importSecret,
  type TokenKey,
} from "./auth/token-key.ts";
import { portOf } from "./testing/port-of.ts";
import {
  createSigner,
  createTestAuthenticator,
  seconds,
  testExpected,
  testSecret,
  type TokenSpec,
} from "./testing/tokens.ts";

const start = new Date("2026-03-02T08:00:00.000Z");
const clock = { now: () => start };
const now = seconds(clock);
const sign = createSigner(clock);

const refused = (reason: "not_signed_in" | "session_expired"): SignIn => ({
  status: "refused",
  reason,
});
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const unsigned = (claims: JWTPayload) => {
  const { issuer: iss, audience: aud } = testExpected;
  return `${base64({ alg: "none" })}.${base64({ iss, aud, sub: "ada", iat: now, exp: now + 60, ...claims })}.`;
};

const authenticatorOf = (key: TokenKey) =>
  createAuthenticator({
    key,
    expected: testExpected,
    clock,
    maxLifetime: 86_400,
    createsUsers: false,
  });

test("a valid token signs its subject in, until it expires", async () => {
  const { authenticate } = await createTestAuthenticator(clock);
  expect(await authenticate(await sign("ada"))).toEqual({
    status: "signed-in",
    session: {
      kind: "user",
      userId: "ada",
      issuedAt: start,
      expiresAt: new Date(start.getTime() + 3_600_000),
      profile: undefined,
    },
  });
});

test.each([
  ["parley:service", { kind: "service", name: "host" }],
  ["openid parley:service", { kind: "service", name: "host" }],
  ["host:service", { kind: "user", userId: "host" }],
  ["", { kind: "user", userId: "host" }],
])("ID-7: a token of scope %j is that of %j", async (scope, session) => {
  const { authenticate } = await createTestAuthenticator(clock);
  const signIn = await authenticate(await sign("host", { claims: { scope } }));
  expect(signIn).toMatchObject({ session });
});

test.for<[string, TokenSpec]>([
  ["wrong issuer", { claims: { iss: "https://evil.example" } }],
  ["no issuer", { claims: { iss: undefined } }],
  ["wrong audience", { claims: { aud: "another" } }],
  ["no audience", { claims: { aud: undefined } }],
  [
    "expired, and of a wrong audience",
    { claims: { aud: "another", iat: now - 7_200, exp: now - 3_600 } },
  ],
  ["not yet valid", { claims: { nbf: now + 3_600 } }],
  ["issued in the future", { claims: { iat: now + 3_600, exp: now + 7_200 } }],
  ["no expiry", { claims: { exp: undefined } }],
  ["no time of issue", { claims: { iat: undefined } }],
  ["a longer life than allowed", { claims: { exp: now + 25 * 3_600 } }],
  ["a time of issue before all times", { claims: { iat: -1e15 } }],
  ["an end beyond all times", { claims: { exp: 1e15 } }],
  ["no subject", { claims: { sub: undefined } }],
  ["a subject that is no user id", { claims: { sub: "ada lovelace; drop table" } }],
  [
    "an expired token of such a subject",
    { claims: { sub: "a b", iat: now - 7_200, exp: now - 3_600 } },
  ],
  ["another secret", { key: new TextEncoder().encode("another secret that is also long enough") }],
  ["the type of a logout token", { header: { typ: "logout+jwt" } }],
])("a token with any fault is not signed in: %s", async ([, spec]) => {
  const { authenticate } = await createTestAuthenticator(clock);
  expect(await authenticate(await sign("ada", spec))).toEqual(refused("not_signed_in"));
});

test.for<[string, string | undefined]>([
  ["none", undefined],
  ["empty", ""],
  ["garbage", "garbage"],
  ["three parts of garbage", "a.b.c"],
  ["alg none", unsigned({})],
  ["alg none with a signature", `${unsigned({})}c2lnbmVk`],
  ["huge", `${"x".repeat(60_000)}.y.z`],
])("what is not a token gets the same answer: %s", async ([, token]) => {
  const { authenticate } = await createTestAuthenticator(clock);
  expect(await authenticate(token)).toEqual(refused("not_signed_in"));
});

test("the server chooses the algorithm, even if a key would fit another", async () => {
  const bytes = new TextEncoder().encode(
    "one secret, long enough for every one of the three HS algorithms",
  );
  const { authenticate } = authenticatorOf({
    ...createSharedKey(await importSecret(testSecret)),
    find: () => Promise.resolve(bytes),
  });
  const chosen = await sign("ada", { key: bytes });
  expect(await authenticate(chosen)).toMatchObject({ status: "signed-in" });
  const other = await sign("ada", { key: bytes, header: { alg: "HS512" } });
  expect(await authenticate(other)).toEqual(refused("not_signed_in"));
});

test("ID-1: an expired token is reported as such, with a minute of clock tolerance", async () => {
  const { authenticate } = await createTestAuthenticator(clock);
  const over = await sign("ada", { claims: { iat: now - 3_600, exp: now - 60 } });
  expect(await authenticate(over)).toEqual(refused("session_expired"));
  const almost = await sign("ada", { claims: { iat: now - 3_600, exp: now - 59 } });
  expect(await authenticate(almost)).toMatchObject({ status: "signed-in" });
});

test("name, e-mail and role reach the session only if tokens may create users", async () => {
  const claims = { name: "Ada", email: "ada@example.org", role: "MENTOR" };
  const token = await sign("ada", { claims });
  const { authenticate: closed } = await createTestAuthenticator(clock);
  expect(await closed(token)).toMatchObject({ session: { profile: undefined } });
  const { authenticate: open } = await createTestAuthenticator(clock, { createsUsers: true });
  expect(await open(token)).toMatchObject({ session: { profile: claims } });
  const half = await sign("ada", { claims: { ...claims, role: "OWNER" } });
  expect(await open(half)).toMatchObject({ status: "signed-in", session: { profile: undefined } });
});

const servers: { close(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A key URL whose response a test can change. */
async function publishKeys(keys: unknown[]) {
  const address = { keys, isAway: false, fetches: 0, url: new URL("http://127.0.0.1/") };
  const server = createServer((_, response) => {
    address.fetches += 1;
    response.statusCode = address.isAway ? 503 : 200;
    response.end(JSON.stringify({ keys: address.keys }));
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  address.url = new URL(`http://127.0.0.1:${portOf(server)}/keys`);
  return address;
}

async function createKey(alg: string, kid: string) {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { publicKey, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" } };
}

test.for(["RS256", "ES256", "EdDSA"])("published keys verify %s", async (alg) => {
  const { privateKey, jwk } = await createKey(alg, "one");
  const { authenticate } = authenticatorOf(createPublishedKeys((await publishKeys([jwk])).url));
  const token = await sign("ada", { key: privateKey, header: { alg, kid: "one" } });
  expect(await authenticate(token)).toMatchObject({
    status: "signed-in",
    session: { userId: "ada" },
  });
});

test("ID-1: a public key is not a secret: HS256 signed with it is not valid", async () => {
  const { publicKey, privateKey, jwk } = await createKey("RS256", "one");
  const { authenticate } = authenticatorOf(createPublishedKeys((await publishKeys([jwk])).url));
  const key = new TextEncoder().encode(await exportSPKI(publicKey));
  const forged = await sign("ada", { key, header: { alg: "HS256", kid: "one" } });
  expect(await authenticate(forged)).toEqual(refused("not_signed_in"));
  const honest = await sign("ada", { key: privateKey, header: { alg: "RS256", kid: "one" } });
  expect(await authenticate(honest)).toMatchObject({ status: "signed-in" });
});

test("a key that the token itself names or contains is ignored", async () => {
  const { jwk } = await createKey("ES256", "one");
  const own = await createKey("ES256", "one");
  const published = await publishKeys([jwk]);
  const elsewhere = await publishKeys([own.jwk]);
  const { authenticate } = authenticatorOf(createPublishedKeys(published.url));
  const header = { alg: "ES256", kid: "one", jku: elsewhere.url.href, jwk: own.jwk };
  expect(await authenticate(await sign("ada", { key: own.privateKey, header }))).toEqual(
    refused("not_signed_in"),
  );
  expect(elsewhere.fetches).toBe(0);
});

test("known keys are used while their URL is unavailable, and unknown ones are unavailable, not refused", async () => {
  const { privateKey, jwk } = await createKey("ES256", "one");
  const published = await publishKeys([jwk]);
  const { authenticate } = authenticatorOf(createPublishedKeys(published.url));
  const token = await sign("ada", { key: privateKey, header: { alg: "ES256", kid: "one" } });
  expect(await authenticate(token)).toMatchObject({ status: "signed-in" });
  published.isAway = true;
  expect(await authenticate(token)).toMatchObject({ status: "signed-in" });

  const { authenticate: another } = authenticatorOf(createPublishedKeys(published.url));
  await expect(another(token)).rejects.toMatchObject({ reason: "unavailable" });
  const { fetches } = published;
  await Promise.allSettled(Array.from({ length: 50 }, () => another(token)));
  expect(published.fetches, "a flood of tokens is no flood of fetches").toBe(fetches);
});

test("an unknown key id is fetched once, not for every token", async () => {
  const { privateKey, jwk } = await createKey("ES256", "one");
  const published = await publishKeys([jwk]);
  const { authenticate } = authenticatorOf(createPublishedKeys(published.url));
  for (const kid of ["two", "three", "four"]) {
    const token = await sign("ada", { key: privateKey, header: { alg: "ES256", kid } });
    expect(await authenticate(token)).toEqual(refused("not_signed_in"));
  }
  expect(published.fetches).toBe(1);
});

test("ID-12: a key that is no longer published verifies nothing, and listeners are notified", async () => {
  const [one, two] = [await createKey("ES256", "one"), await createKey("ES256", "two")];
  const published = await publishKeys([one.jwk, two.jwk]);
  const key = createPublishedKeys(published.url);
  const { authenticate, onKeysChanged } = authenticatorOf(key);
  const changes = vi.fn();
  const stop = onKeysChanged(changes);
  const token = await sign("ada", { key: one.privateKey, header: { alg: "ES256", kid: "one" } });
  expect(await authenticate(token)).toMatchObject({ status: "signed-in" });
  await key.reload();
  expect(changes, "the same keys are no change").not.toHaveBeenCalled();

  published.keys = [two.jwk];
  await key.reload();
  expect(changes).toHaveBeenCalledTimes(1);
  expect(await authenticate(token)).toEqual(refused("not_signed_in"));

  published.isAway = true;
  await key.reload().catch(() => undefined);
  expect(changes, "an address that is away withdraws nothing").toHaveBeenCalledTimes(1);
  stop();
  key.close();
});

test("ID-12: another key under the same id replaces the first", async () => {
  const [first, second] = [await createKey("ES256", "one"), await createKey("ES256", "one")];
  const published = await publishKeys([first.jwk]);
  const key = createPublishedKeys(published.url);
  const { authenticate } = authenticatorOf(key);
  const header = { alg: "ES256", kid: "one" };
  const [old, fresh] = [
    await sign("ada", { key: first.privateKey, header }),
    await sign("ada", { key: second.privateKey, header }),
  ];
  expect(await authenticate(old)).toMatchObject({ status: "signed-in" });
  published.keys = [second.jwk];
  await key.reload();
  expect(await authenticate(old)).toEqual(refused("not_signed_in"));
  expect(await authenticate(fresh)).toMatchObject({ status: "signed-in" });
  key.close();
});
