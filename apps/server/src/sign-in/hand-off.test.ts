import { once } from "node:events";
import { createServer } from "node:http";
import { useTestApi } from "@parley/api/testing/internals-vitest";
import { createPublishedKeys } from "@parley/server/auth/token-key";
import { portOf } from "@parley/server/testing/port-of";
import { createSigner, testSecret } from "@parley/server/testing/tokens";
import { exportJWK, generateKeyPair } from "jose";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { handOff } from "../testing/hand-off-sample.ts";
import {
  codeClaims,
  createCodeSigner,
  publicUrl,
  type SignInServer,
  startSignInServer,
  type TestBrowser,
} from "../testing/sign-in-server.ts";

const api = useTestApi({ people: { ada: "MENTOR", ben: "MENTEE", rosa: "ADMIN" } });
const signInUrl = new URL("https://platform.example/login?from=chat");
let own: SignInServer;
let sign: ReturnType<typeof createCodeSigner>;

beforeAll(async () => {
  own = await startSignInServer(api, { handOff: { signInUrl, name: "Mentors United" } });
  sign = createCodeSigner(api);
});
afterAll(() => own?.[Symbol.asyncDispose]());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

let browser: TestBrowser;
beforeEach(() => {
  browser = own.browser();
});

const begin = async (returnTo = "/contacts") =>
  (await browser.go(`/sign-in/start?${new URLSearchParams({ way: "platform", return: returnTo })}`))
    .location;

/** Comes back from the platform with a code. */
function comeBack(started: URL | undefined, code: string, from: TestBrowser = browser) {
  const back = new URL(started?.searchParams.get("redirect_uri") ?? "");
  back.searchParams.set("state", started?.searchParams.get("state") ?? "");
  back.searchParams.set("code", code);
  return from.go(back);
}

const problemOf = ({ location }: { location: URL | undefined }) => {
  expect(location?.origin).toBe(publicUrl.origin);
  return location?.searchParams.get("sign-in");
};

const signedOut = {
  status: "signed-out",
  ways: [{ id: "platform", name: "Mentors United", kind: "hand-off" }],
};

test("HND-1: a browser goes to the platform, comes back with a code, and has a session at the page that it wanted", async () => {
  expect(await browser.session()).toEqual(signedOut);
  const started = await begin("/contacts?beside=1#top");
  expect(started?.href).toContain("https://platform.example/login?from=chat&");
  expect(started?.searchParams.get("redirect_uri")).toBe(
    "https://chat.example/sign-in/return/platform",
  );
  const { status, location, setCookies } = await comeBack(started, await sign("ada", started));
  expect(status).toBe(303);
  expect(location?.href).toBe("https://chat.example/contacts?beside=1#top");
  const cookie = setCookies.find((one) => one.startsWith("__Host-parley-session="));
  expect(cookie?.replace(/=[\w-]{43};/, "=…;")).toBe(
    "__Host-parley-session=…; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax; Secure",
  );
  expect(await browser.session()).toMatchObject({
    status: "signed-in",
    person: { id: "ada", name: "Ada", role: "MENTOR", avatarUrl: null },
  });
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ["for the audience of calls", { aud: "parley" }],
  ["of another issuer", { iss: "https://other.example" }],
  ["without jti", { jti: undefined }],
  ["with an empty jti", { jti: "" }],
  ["with a jti that is not text", { jti: 7 }],
  ["with a very long jti", { jti: "j".repeat(201) }],
  ["without the nonce", { nonce: undefined }],
  ["with the nonce of another sign-in", { nonce: "another" }],
  ["without expiry", { exp: undefined }],
  ["of a service", { scope: "parley:service" }],
  ["with a scope that is nearly that of a service", { scope: "parley:services" }],
])("HND-2: a code %s signs nobody in", async (_, claims) => {
  const started = await begin();
  const visited = await comeBack(started, await sign("ada", started, claims));
  expect(problemOf(visited)).toBe("failed");
  expect(visited.location?.pathname).toBe("/contacts");
  expect(await browser.session()).toEqual(signedOut);
});

test("HND-2: a code lives for 60 seconds at most, with two minutes of tolerance for wrong clocks", async () => {
  const now = Math.floor(api.clock.now().getTime() / 1_000);
  const outcomes: unknown[] = [];
  for (const times of [
    { iat: now, exp: now + 61 },
    { iat: now - 179, exp: now - 119 },
    { iat: now - 180, exp: now - 120 },
    { iat: now + 120, exp: now + 180 },
    { iat: now + 121, exp: now + 181 },
  ]) {
    const started = await begin();
    outcomes.push(problemOf(await comeBack(started, await sign("ada", started, times))));
  }
  expect(outcomes).toEqual(["failed", null, "failed", null, "failed"]);
});

test("HND-2: a token for calls is no code, and a code is no token for calls", async () => {
  const started = await begin();
  expect(problemOf(await comeBack(started, await own.server.sign("ada")))).toBe("failed");
  const code = await sign("ada", started);
  const response = await fetch(`http://127.0.0.1:${own.server.port}/trpc/users.me`, {
    headers: { authorization: `Bearer ${code}` },
  });
  expect(response.status).toBe(401);
});

test("HND-3: a code is used once, also by two requests at the same moment", async () => {
  const started = await begin();
  const code = await sign("ada", started);
  const both = await Promise.all([comeBack(started, code), comeBack(started, code)]);
  expect(new Set(both.map(problemOf))).toEqual(new Set(["failed", null]));
  // Longer than the code lives: it is refused for its age before it is forgotten.
  api.clock.advance(179_000);
  expect(problemOf(await comeBack(started, code))).toBe("failed");
});

test("HND-4: a sign-in ends in the browser in which it was started, within 15 minutes, and several may be open", async () => {
  const first = await begin("/settings");
  const second = await begin("/contacts");
  const other = own.browser();
  await other.go("/sign-in/start?way=platform");
  expect(problemOf(await comeBack(first, await sign("ada", first), other))).toBe("failed");
  expect(problemOf(await comeBack(first, await sign("ada", first), own.browser()))).toBe("failed");
  // The code of one sign-in, stolen and put into another one.
  expect(problemOf(await comeBack(second, await sign("ada", first)))).toBe("failed");
  const done = await comeBack(first, await sign("ada", first));
  expect(done.location?.pathname).toBe("/settings");
  api.clock.advance(15 * 60_000);
  expect(problemOf(await comeBack(second, await sign("ada", second)))).toBe("failed");
});

test.each(["", "x", "a.b.c.d.e", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA"])(
  "HND-4: the state %j is of no sign-in",
  async (state) => {
    const started = await begin();
    const code = await sign("ada", started);
    started?.searchParams.set("state", state);
    expect(problemOf(await comeBack(started, code))).toBe("failed");
  },
);

test.each([
  "https://evil.example",
  "//evil.example",
  String.raw`/\evil.example`,
  "/\t/evil.example",
  "javascript:alert(1)",
  "/sign-in/start?way=platform",
  `/${"a".repeat(500)}`,
  "",
])("HND-5: a sign-in that wants to return to %j returns to the first page", async (wanted) => {
  const started = await begin(wanted);
  const { location } = await comeBack(started, await sign("ada", started));
  expect(location?.href).toBe("https://chat.example/");
});

test("HND-5: a path that a browser would take for another site stays one of this site", async () => {
  const started = await begin("/.//evil.example/x");
  const { location } = await comeBack(started, await sign("ada", started));
  expect(location?.origin).toBe(publicUrl.origin);
});

test("HND-1: the sample of the guide signs a user in", async () => {
  vi.stubEnv("JWT_SECRET", testSecret);
  vi.useFakeTimers({ toFake: ["Date"], now: api.clock.now() });
  const expected = { issuer: "https://platform.example.org", audience: "parley" };
  await using guided = await startSignInServer(
    api,
    { handOff: { signInUrl, name: null } },
    { expected },
  );
  browser = guided.browser();
  const started = await begin();
  // The address of the guide is another one.
  const { pathname, search } = new URL(
    await handOff("ada", started?.searchParams ?? new URLSearchParams()),
  );
  expect(problemOf(await browser.go(pathname + search))).toBeNull();
  expect(await browser.session()).toMatchObject({ person: { id: "ada" } });
});

test("HND-6: an unknown user, and a deactivated one, has no account; nothing leads straight into the next attempt", async () => {
  await api.as("rosa").users.deactivate({ userId: "ben" });
  for (const userId of ["nobody", "ben"]) {
    const started = await begin();
    const visited = await comeBack(started, await sign(userId, started));
    expect(problemOf(visited)).toBe("no-account");
    expect(visited.location?.pathname).toBe("/contacts");
    expect(await browser.session()).toEqual(signedOut);
  }
});

test("HND-6: with JIT_USERS=on the claims of a code create its user", async () => {
  await using creating = await startSignInServer(
    api,
    { handOff: { signInUrl, name: null } },
    { createsUsers: true },
  );
  browser = creating.browser();
  const started = await begin();
  const claims = { name: "Nina Neu", role: "MENTEE" };
  await comeBack(started, await sign("nina", started, claims));
  expect(await browser.session()).toMatchObject({ person: { id: "nina", name: "Nina Neu" } });
});

test("HND-6: a user who cancels at the platform is told so", async () => {
  const started = await begin();
  const back = new URL(started?.searchParams.get("redirect_uri") ?? "");
  back.searchParams.set("state", started?.searchParams.get("state") ?? "");
  back.searchParams.set("error", "access_denied");
  expect(problemOf(await browser.go(back))).toBe("denied");
});

test("HND-6: an unknown way to sign in is refused, at its start and at its end", async () => {
  expect(problemOf(await browser.go("/sign-in/start?way=other"))).toBe("failed");
  expect(problemOf(await browser.go("/sign-in/start"))).toBe("failed");
  expect(problemOf(await browser.go("/sign-in/return/other?code=1&state=2"))).toBe("failed");
});

test("HND-7: the log says why a sign-in was refused, without a code, a state or an address", async () => {
  await using logging = await startSignInServer(api, { handOff: { signInUrl, name: null } });
  browser = logging.browser();
  const started = await begin();
  const code = await sign("ada", started, { aud: "elsewhere" });
  await comeBack(started, code);
  const line = logging.log.findLast((one) => one.includes("a sign-in was refused")) ?? "";
  expect(line).toContain(String.raw`aud is \"elsewhere\", wanted \"parley/sign-in\"`);
  expect(line).not.toContain(code);
});

test("HND-2: HEAD, with which programs look at links, does not use a code up", async () => {
  const started = await begin();
  const code = await sign("ada", started);
  const back = new URL(started?.searchParams.get("redirect_uri") ?? "");
  back.searchParams.set("state", started?.searchParams.get("state") ?? "");
  back.searchParams.set("code", code);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const response = await fetch(
    `http://127.0.0.1:${own.server.port}${back.pathname}${back.search}`,
    {
      method: "HEAD",
      headers: { cookie },
    },
  );
  expect(response.headers.getSetCookie()).toEqual([]);
  expect(problemOf(await comeBack(started, code))).toBeNull();
});

test("HND-8: a code signed with a key that was published a moment ago is accepted; without the keys it is tried again later", async () => {
  const [first, second] = await Promise.all([generateKeyPair("ES256"), generateKeyPair("ES256")]);
  const published = async (kid: string, { publicKey }: typeof first) =>
    JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: "ES256" }] });
  let keys: string | undefined;
  const host = createServer((_, response) => {
    response.writeHead(keys === undefined ? 503 : 200, { "content-type": "application/json" });
    response.end(keys);
  });
  await once(host.listen(0, "127.0.0.1"), "listening");
  const address = new URL(`http://127.0.0.1:${portOf(host)}`);
  const signKey = createSigner(api.clock);
  const attempt = async (kid: string, { privateKey }: typeof first) => {
    const started = await begin();
    const code = await signKey("ada", {
      key: privateKey,
      header: { alg: "ES256", kid },
      claims: codeClaims(api, started),
    });
    return problemOf(await comeBack(started, code));
  };
  const serve = async () => {
    const key = createPublishedKeys(address);
    const serving = await startSignInServer(api, { handOff: { signInUrl, name: null } }, { key });
    browser = serving.browser();
    return { serving, key };
  };
  const early = await serve();
  expect(await attempt("first", first)).toBe("unavailable");
  keys = await published("first", first);
  const late = await serve();
  expect(await attempt("first", first)).toBeNull();
  keys = await published("second", second);
  expect(await attempt("second", second)).toBeNull();
  // The keys that are known stay while they cannot be fetched.
  keys = undefined;
  expect(await attempt("second", second)).toBeNull();
  for (const { serving, key } of [early, late]) {
    key.close();
    await serving[Symbol.asyncDispose]();
  }
  host.close();
});
