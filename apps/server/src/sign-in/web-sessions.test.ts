import { useTestApi } from "@parley/api/testing/internals-vitest";
import { closeCodes } from "@parley/contract/close-codes";
import { webSessions } from "@parley/db/schema";
import { openRawSocket } from "@parley/server/testing/raw-socket";
import { startTestServer } from "@parley/server/testing/test-server";
import { testExpected, testSecret } from "@parley/server/testing/tokens";
import { SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { createAuthentication } from "../authentication.ts";
import { readEnv } from "../env.ts";
import {
  createCodeSigner,
  createTestBrowser,
  publicUrl,
  type SignInServer,
  startSignInServer,
  type TestBrowser,
} from "../testing/sign-in-server.ts";
import { signInAddresses } from "./serve-sign-in.ts";

const api = useTestApi({ people: { ada: "MENTOR", ben: "MENTEE", rosa: "ADMIN" } });
const DAY = 86_400_000;
const COOKIE = "__Host-parley-session";
const handOff = { signInUrl: new URL("https://platform.example/login"), name: null };
let own: SignInServer;
let sign: ReturnType<typeof createCodeSigner>;
let browser: TestBrowser;

beforeAll(async () => {
  own = await startSignInServer(api, {
    handOff,
    signOutUrl: new URL("https://platform.example/logout"),
  });
  sign = createCodeSigner(api);
});
afterAll(() => own?.[Symbol.asyncDispose]());

/** A browser in which a user has signed in. */
async function signedIn(userId = "ada", from: TestBrowser = own.browser()): Promise<TestBrowser> {
  const { location } = await from.go("/sign-in/start?way=platform");
  const back = new URL(location?.searchParams.get("redirect_uri") ?? "");
  back.searchParams.set("state", location?.searchParams.get("state") ?? "");
  back.searchParams.set("code", await sign(userId, location));
  await from.go(back);
  return from;
}

beforeEach(async () => {
  browser = await signedIn();
});

const sessionSchema = z.object({ status: z.literal("signed-in"), token: z.string() });
const tokenOf = async (from: TestBrowser) => sessionSchema.parse(await from.session()).token;
const listSchema = z.array(
  z.object({ id: z.string(), browser: z.string().nullable(), isCurrent: z.boolean() }),
);
const listOf = async (from: TestBrowser) =>
  listSchema.parse((await from.go("/sign-in/sessions")).body);

async function callAs(token: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${own.server.port}/trpc/users.me`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const body = z
    .object({
      result: z.object({ data: z.object({ id: z.string() }) }).optional(),
      error: z.object({ data: z.object({ reason: z.string() }) }).optional(),
    })
    .parse(await response.json());
  return body.result?.data.id ?? body.error?.data.reason ?? "";
}

const openSocket = async (from: TestBrowser) => {
  const socket = await openRawSocket(own.server.socketUrl, { token: await tokenOf(from) });
  await socket.call("query", "users.me");
  return socket;
};

const ended = { code: closeCodes.signInAgain, reason: "session_expired" };

test("SES-1: a session gets access tokens of ten minutes, for calls and sockets", async () => {
  const token = await tokenOf(browser);
  expect(await callAs(token)).toBe("ada");
  const socket = await openRawSocket(own.server.socketUrl, { token });
  expect(await socket.call("query", "users.me")).toMatchObject({ result: { data: { id: "ada" } } });
  socket.ws.close();
  api.clock.advance(10 * 60_000 - 1_000);
  expect(await callAs(token)).toBe("ada");
  api.clock.advance(1_000);
  expect(await callAs(token)).toBe("session_expired");
  expect(await callAs(await tokenOf(browser))).toBe("ada");
});

test("SES-1: an access token with another signature, audience or claims signs nobody in; the platform's tokens still do", async () => {
  const now = Math.floor(api.clock.now().getTime() / 1_000);
  const forge = (issuer: string, key: Uint8Array) =>
    new SignJWT({ sid: crypto.randomUUID() })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuer(issuer)
      .setAudience("parley-sign-in")
      .setSubject("rosa")
      .setIssuedAt(now)
      .setExpirationTime(now + 60)
      .sign(key);
  expect(await callAs(await forge("parley-sign-in", new Uint8Array(32)))).toBe("not_signed_in");
  expect(await callAs(`${(await tokenOf(browser)).slice(0, -2)}AA`)).toBe("not_signed_in");
  expect(await callAs("eyJhbGciOiJub25lIn0.eyJpc3MiOiJwYXJsZXktc2lnbi1pbiJ9.")).toBe(
    "not_signed_in",
  );
  expect(await callAs(await own.server.sign("rosa"))).toBe("rosa");
});

test("SES-2: a session expires 30 days after its last use, and the database has only a hash of its cookie", async () => {
  const secret = browser.cookies.get(COOKIE) ?? "";
  const rows = await api.platform.db.select().from(webSessions);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(secret);
  for (const _ of [1, 2, 3]) {
    api.clock.advance(29 * DAY);
    expect(await callAs(await tokenOf(browser))).toBe("ada");
  }
  api.clock.advance(30 * DAY);
  expect(await browser.session()).toMatchObject({ status: "signed-out" });
});

test("SES-2: each use prolongs the cookie as it does the session", async () => {
  const { setCookies } = await browser.post("/sign-in/token");
  expect(setCookies.join()).toContain(`Max-Age=${(30 * DAY) / 1_000};`);
});

test.each(["", "x", "'; drop table users; --", "a".repeat(201), "%00"])(
  "SES-2: the cookie %j is of no session, and leads to no failure",
  async (value) => {
    browser.cookies.set(COOKIE, value);
    expect(await browser.session()).toMatchObject({ status: "signed-out" });
    expect((await browser.go("/sign-in/sessions")).status).toBe(401);
  },
);

test("SES-3: a user sees their sessions and signs one out: its sockets close, its tokens end, the others stay", async () => {
  const phone = own.browser();
  phone.userAgent =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604";
  await signedIn("ada", phone);
  const stranger = await signedIn("ben");
  const [lost, kept, other] = [
    await openSocket(phone),
    await openSocket(browser),
    await openSocket(stranger),
  ];
  const token = await tokenOf(phone);
  const list = await listOf(browser);
  expect(new Map(list.map(({ browser: name, isCurrent }) => [name, isCurrent]))).toEqual(
    new Map([
      ["Firefox", true],
      ["Safari", false],
    ]),
  );
  const id = list.find(({ isCurrent }) => !isCurrent)?.id ?? "";
  // Another user cannot end it.
  await stranger.post("/sign-in/sign-out", { session: { id } });
  expect(await callAs(token)).toBe("ada");
  const { body } = await browser.post("/sign-in/sign-out", { session: { id } });
  expect(body).toEqual({ next: null });
  expect(await lost.closed).toEqual(ended);
  expect(await callAs(token)).toBe("session_expired");
  expect(await phone.session()).toMatchObject({ status: "signed-out" });
  for (const socket of [kept, other]) {
    expect(await socket.call("query", "users.me")).toMatchObject({ result: {} });
  }
  expect(await listOf(browser)).toHaveLength(1);
});

test("SES-4: a sign-out ends the session here and leads to the platform; everywhere, it ends all of them", async () => {
  const socket = await openSocket(browser);
  const second = await signedIn();
  const third = await signedIn();
  const { body } = await browser.post("/sign-in/sign-out", { session: "current" });
  expect(body).toEqual({ next: "https://platform.example/logout" });
  expect(await socket.closed).toEqual(ended);
  expect(browser.cookies.has(COOKIE)).toBe(false);
  expect((await browser.post("/sign-in/sign-out", { session: "current" })).status).toBe(401);
  expect(await listOf(second)).toHaveLength(2);
  await second.post("/sign-in/sign-out", { session: "all" });
  for (const one of [second, third]) {
    expect(await one.session()).toMatchObject({ status: "signed-out" });
  }
});

test.each<[string, Readonly<Record<string, string>>]>([
  ["without an origin", {}],
  ["of another site", { origin: "https://evil.example" }],
  ["of another subdomain", { origin: "https://evil.chat.example" }],
  ["of the same host without TLS", { origin: "http://chat.example" }],
  ["of a sandboxed frame", { origin: "null" }],
])("SES-5: a call %s is refused and changes nothing", async (_, headers) => {
  const { status, setCookies } = await browser.post("/sign-in/token", {}, headers);
  expect({ status, setCookies }).toEqual({ status: 403, setCookies: [] });
  const out = await browser.post("/sign-in/sign-out", { session: "all" }, headers);
  expect(out.status).toBe(403);
  expect(await browser.session()).toMatchObject({ status: "signed-in" });
});

test("SES-5: pages of other origins cannot read a response", async () => {
  const response = await fetch(`http://127.0.0.1:${own.server.port}/sign-in/sessions`, {
    headers: { origin: "https://evil.example" },
  });
  expect(response.headers.get("access-control-allow-origin")).toBeNull();
  expect(response.headers.get("cache-control")).toBe("no-store");
});

test("SES-6: a deactivated user's sessions end, and stay ended when the user is active again", async () => {
  const socket = await openSocket(browser);
  const token = await tokenOf(browser);
  await api.as("rosa").users.deactivate({ userId: "ada" });
  expect(await socket.closed).toEqual({ code: closeCodes.stop, reason: "not_signed_in" });
  expect(await callAs(token)).toBe("not_signed_in");
  expect(await browser.session()).toMatchObject({ status: "signed-out" });
  api.clock.advance(60_000);
  await api.service.users.upsert({ id: "ada", name: "Ada", role: "MENTOR" });
  expect(await browser.session()).toMatchObject({ status: "signed-out" });
  expect(await (await signedIn()).session()).toMatchObject({ status: "signed-in" });
});

test("SES-7: the platform signs a user out with its service token, and nobody else does", async () => {
  const socket = await openSocket(browser);
  const call = async (token: string | undefined, body: unknown = { userId: "ada" }) =>
    browser.post(
      "/sign-in/sign-out-user",
      body,
      token === undefined ? {} : { authorization: `Bearer ${token}` },
    );
  const service = await own.server.sign("host", { claims: { scope: "parley:service" } });
  expect((await call(undefined)).status).toBe(401);
  expect((await call(await own.server.sign("rosa"))).status).toBe(403);
  expect((await call(await tokenOf(browser))).status).toBe(403);
  expect(await call(service, { userId: "" })).toMatchObject({
    status: 400,
    body: { error: { data: { reason: "invalid_input", issues: [{ path: "userId" }] } } },
  });
  expect((await call(service, { userId: "ben" })).body).toEqual({ sessions: 0 });
  expect((await call(service)).body).toEqual({ sessions: 1 });
  expect(await socket.closed).toEqual(ended);
  expect(await browser.session()).toMatchObject({ status: "signed-out" });
});

test("SES-8: a new sign-in in a browser gets a new cookie and ends the session before", async () => {
  const before = browser.cookies.get(COOKIE) ?? "";
  const token = await tokenOf(browser);
  await signedIn("ben", browser);
  expect(browser.cookies.get(COOKIE)).not.toBe(before);
  expect(await browser.session()).toMatchObject({ person: { id: "ben" } });
  expect(await callAs(token)).toBe("session_expired");
  const copy = own.browser();
  copy.cookies.set(COOKIE, before);
  // Removing the cookie would remove a newer one that another tab of the browser is about to get.
  expect(await copy.post("/sign-in/token")).toMatchObject({
    body: { status: "signed-out" },
    setCookies: [],
  });
});

test("SES-8: a sign-in that does not succeed leaves the session as it is", async () => {
  await signedIn("nobody", browser);
  expect(await browser.session()).toMatchObject({ person: { id: "ada" } });
});

test("SES-9: a user has 50 sessions at most, those that were used last", async () => {
  const device = { browser: null, system: null };
  for (let nth = 0; nth < 49; nth += 1) {
    api.clock.advance(1_000);
    await own.parts.sessions.start({ userId: "ada", way: "platform", device });
  }
  api.clock.advance(1_000);
  expect(await listOf(browser)).toHaveLength(50);
  const socket = await openSocket(browser);
  for (let nth = 0; nth < 50; nth += 1) {
    api.clock.advance(1_000);
    await own.parts.sessions.start({ userId: "ada", way: "platform", device });
  }
  expect(await socket.closed).toEqual(ended);
});

test("SES-10: one session, and one address, cannot call without limit", async () => {
  const rate = { burst: 5, perSecond: 0.001 };
  const limits = { steps: rate, calls: rate };
  await using limited = await startSignInServer(api, { handOff }, { limits });
  browser = await signedIn("ada", limited.browser());
  const other = await signedIn("ben", limited.browser());
  const statuses: number[] = [];
  for (let nth = 0; nth < 6; nth += 1) statuses.push((await browser.post("/sign-in/token")).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  expect(await other.session()).toMatchObject({ status: "signed-in" });
  // Two sign-ins are four steps.
  await browser.go("/sign-in/start?way=platform");
  const { location } = await browser.go("/sign-in/start?way=platform&return=/contacts");
  expect(location?.href).toBe(`${publicUrl.href}?sign-in=too-many`);
});

test("SES-10: RATE_LIMITS=off does not lift the limits of the sign-in", async () => {
  const { issuer, audience } = testExpected;
  const env = readEnv({
    JWT_SECRET: testSecret,
    JWT_ISSUER: issuer,
    JWT_AUDIENCE: audience,
    PUBLIC_URL: publicUrl.origin,
    SIGN_IN_URL: handOff.signInUrl.href,
    RATE_LIMITS: "off",
  });
  const { authenticator, signIn, close } = await createAuthentication(
    env,
    api.platform,
    () => undefined,
  );
  const { limits } = env;
  const addresses = signInAddresses(signIn);
  await using server = await startTestServer(api, { authenticator, limits, addresses });
  const flooding = createTestBrowser(server.port);
  const isLimited = async () => {
    const { location } = await flooding.go("/sign-in/start?way=platform");
    return location?.searchParams.get("sign-in") === "too-many";
  };
  // More than the server can answer before the bucket is empty, which refills by 10 a second.
  let attempts = 0;
  while (attempts < 5_000 && !(await isLimited())) attempts += 1;
  expect(attempts).toBeGreaterThanOrEqual(600);
  expect(attempts).toBeLessThan(5_000);
  close();
});

test.for([
  ["/sign-in/start", "GET, OPTIONS"],
  ["/sign-in/return/platform", "GET, OPTIONS"],
  ["/sign-in/sessions", "GET, HEAD, OPTIONS"],
  ["/sign-in/token", "POST, OPTIONS"],
  ["/sign-in/sign-out", "POST, OPTIONS"],
  ["/sign-in/sign-out-user", "POST, OPTIONS"],
])("HTTP-1: %s is answered with 405 for other methods than %s", async ([url = "", allow = ""]) => {
  const { app } = own.server;
  for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const) {
    const answer = await app.inject({ method, url });
    const isOne = allow.split(", ").includes(method);
    expect(answer.statusCode === 405, method).toBe(!isOne);
    expect(answer.statusCode, method).not.toBe(404);
    if (!isOne || method === "OPTIONS") expect(answer.headers.allow, method).toBe(allow);
  }
});

test("SES-11: a server without sign-in says so, and answers nothing else there", async () => {
  await using plain = await startTestServer(api, { addresses: signInAddresses(undefined) });
  const at = (path: string, method: string) =>
    fetch(`http://127.0.0.1:${plain.port}/sign-in/${path}`, { method });
  expect(await (await at("token", "POST")).json()).toEqual({ status: "off" });
  expect((await at("token", "GET")).status).toBe(405);
  expect((await at("sign-out", "POST")).status).toBe(404);
  expect((await at("start", "GET")).status).toBe(404);
});

test.each([
  undefined,
  null,
  [],
  {},
  { session: "others" },
  { session: {} },
  { session: { id: "1" } },
  { session: { id: crypto.randomUUID() }, more: 1 },
])("SES-4: the sign-out %j is refused with its field", async (body) => {
  const { status, body: answer } = await browser.post("/sign-in/sign-out", body);
  expect(status).toBe(400);
  expect(answer).toMatchObject({ error: { data: { reason: "invalid_input" } } });
  expect(await browser.session()).toMatchObject({ status: "signed-in" });
});
