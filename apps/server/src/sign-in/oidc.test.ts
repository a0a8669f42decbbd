import { useTestApi } from "@parley/api/testing/internals-vitest";
import { users } from "@parley/db/schema";
import { type OpenIdProvider, startOpenIdProvider } from "@parley/server/testing/openid-provider";
import { eq } from "drizzle-orm";
import { decodeJwt } from "jose";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import {
  publicUrl,
  type SignInServer,
  startSignInServer,
  type TestBrowser,
  type Visited,
} from "../testing/sign-in-server.ts";
import { type OidcProvider, roleOf } from "./oidc.ts";

const api = useTestApi({ people: { ada: "MENTOR", ben: "MENTEE", rosa: "ADMIN" } });

let provider: OpenIdProvider;
let own: SignInServer;
let browser: TestBrowser;

const settingsOf = (
  { issuer, client }: OpenIdProvider,
  settings: Partial<OidcProvider> = {},
): OidcProvider => ({
  id: "school",
  name: "School",
  issuer: new URL(issuer),
  clientId: client.id,
  clientSecret: client.secret,
  scope: "openid email profile",
  verifiedClaim: "email_verified",
  prompt: undefined,
  signsOut: true,
  createsUsers: false,
  roles: [],
  ...settings,
});

async function serve(settings?: Partial<OidcProvider>): Promise<void> {
  await own?.[Symbol.asyncDispose]();
  own = await startSignInServer(api, { providers: [settingsOf(provider, settings)] });
  browser = own.browser();
}

beforeEach(async () => {
  provider = await startOpenIdProvider(api.clock.now);
  provider.user = { sub: "s-1", email: "ada@example.org", email_verified: true, name: "Ada" };
  await api.platform.db.update(users).set({ email: "ada@example.org" }).where(eq(users.id, "ada"));
  await serve();
});
afterEach(() => provider[Symbol.asyncDispose]());
afterAll(() => own?.[Symbol.asyncDispose]());

/** Goes to the provider and back, as far as the server's answer. */
async function signIn(from: TestBrowser = browser, way = "school"): Promise<Visited> {
  const started = await from.go(`/sign-in/start?way=${way}&return=/contacts`);
  if (started.location?.origin === publicUrl.origin) return started;
  const returned = await fetch(started.location ?? "", { redirect: "manual" });
  return from.go(returned.headers.get("location") ?? "");
}

const problemOf = ({ location }: Visited) => {
  expect(location?.origin).toBe(publicUrl.origin);
  return location?.searchParams.get("sign-in");
};

const attempt = async (from?: TestBrowser) => problemOf(await signIn(from));

test("OID-1: a provider signs the active user of a verified e-mail address in, with PKCE, state and nonce", async () => {
  expect(await browser.session()).toEqual({
    status: "signed-out",
    ways: [{ id: "school", name: "School", kind: "oidc" }],
  });
  expect(await attempt()).toBeNull();
  expect(await browser.session()).toMatchObject({ status: "signed-in", person: { id: "ada" } });
  const [parameters] = provider.started;
  expect(Object.fromEntries(parameters ?? [])).toMatchObject({
    response_type: "code",
    client_id: "parley",
    redirect_uri: "https://chat.example/sign-in/return/school",
    scope: "openid email profile",
    code_challenge_method: "S256",
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
  });
});

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ["whose e-mail address is not verified", { email_verified: false }, "unverified"],
  ["with an address of unknown verification", { email_verified: undefined }, "unverified"],
  ["whose address is verified in words", { email_verified: "yes" }, "unverified"],
  ["without an e-mail address", { email: undefined }, "unverified"],
  ["with another address", { email: "zoe@example.org" }, "no-account"],
  ["with a text that is no address", { email: "ada" }, "no-account"],
])("OID-2: an account %s signs nobody in", async (_, claims, problem) => {
  provider.user = { ...provider.user, ...claims };
  expect(await attempt()).toBe(problem);
  expect(await browser.session()).toMatchObject({ status: "signed-out" });
});

test("OID-2: an address is compared in its canonical form", async () => {
  provider.user = { ...provider.user, email: "ADA@Example.ORG" };
  expect(await attempt()).toBeNull();
});

test("OID-2: a deactivated user is not signed in, before and after an account was linked", async () => {
  expect(await attempt()).toBeNull();
  await api.as("rosa").users.deactivate({ userId: "ada" });
  expect(await attempt()).toBe("no-account");
  provider.user = { ...provider.user, sub: "s-2" };
  expect(await attempt()).toBe("no-account");
});

test("OID-3: an account stays the one of its user, also if its address changes or becomes that of another user", async () => {
  expect(await attempt()).toBeNull();
  await api.platform.db.update(users).set({ email: "ben@example.org" }).where(eq(users.id, "ben"));
  provider.user = { ...provider.user, email: "ben@example.org" };
  expect(await attempt()).toBeNull();
  expect(await browser.session()).toMatchObject({ person: { id: "ada" } });
  // It is not used, and has to be verified still.
  provider.user = { ...provider.user, email_verified: false };
  expect(await attempt()).toBe("unverified");
});

test("OID-3: a second account with the address of a user is refused and logged, until the platform unlinks the first", async () => {
  expect(await attempt()).toBeNull();
  provider.user = { ...provider.user, sub: "s-2" };
  const other = own.browser();
  expect(await attempt(other)).toBe("other-account");
  expect(await other.session()).toMatchObject({ status: "signed-out" });
  const line = own.log.find((one) => one.includes("other-account"));
  expect(line).toContain("user ada signs in with another account of this provider");
  expect(line).not.toContain("ada@example.org");
  const service = await own.server.sign("host", { claims: { scope: "parley:service" } });
  const headers = { authorization: `Bearer ${service}` };
  await browser.post("/sign-in/sign-out-user", { userId: "ada", unlink: true }, headers);
  expect(await attempt(other)).toBeNull();
});

test("OID-3: of two accounts that sign in with one address at the same moment, one is linked", async () => {
  const first = await browser.go("/sign-in/start?way=school");
  const toFirst = await fetch(first.location ?? "", { redirect: "manual" });
  const other = own.browser();
  const second = await other.go("/sign-in/start?way=school");
  const toSecond = await fetch(second.location ?? "", { redirect: "manual" });
  let count = 0;
  const { user } = provider;
  Object.defineProperty(provider, "user", {
    get: () => ({ ...user, sub: `s-${(count += 1)}` }),
    configurable: true,
  });
  const both = await Promise.all([
    browser.go(toFirst.headers.get("location") ?? ""),
    other.go(toSecond.headers.get("location") ?? ""),
  ]);
  expect(new Set(both.map(problemOf))).toEqual(new Set([null, "other-account"]));
});

const roles = [
  { claim: "groups", value: "staff", role: "ADMIN" },
  { claim: "resource.roles", value: "mentor", role: "MENTOR" },
  { claim: "https://school.example/kind", value: "pupil", role: "MENTEE" },
] as const;

test.each([
  [{ groups: ["pupils", "staff"] }, "ADMIN"],
  [{ groups: "staff" }, "ADMIN"],
  [{ resource: { roles: ["mentor"] } }, "MENTOR"],
  [{ "https://school.example/kind": "pupil" }, "MENTEE"],
  [{ groups: ["staff"], resource: { roles: ["mentor"] } }, "ADMIN"],
  [{ groups: "all staff" }, undefined],
  [{ groups: null }, undefined],
  [{}, undefined],
])("OID-4: of the claims %j the first rule that matches decides: %s", (claims, role) => {
  expect(roleOf(claims, roles)).toBe(role);
});

test("OID-4: a user is created only if the provider may do so and a rule assigns them a role", async () => {
  const nina = { sub: "s-9", email: "nina@example.org", email_verified: true, name: "Nina Neu" };
  provider.user = { ...nina, groups: "staff" };
  expect(await attempt()).toBe("no-account");
  await serve({ createsUsers: true, roles });
  provider.user = nina;
  expect(await attempt()).toBe("no-account");
  provider.user = { ...nina, name: "", groups: "staff" };
  expect(await attempt()).toBe("no-account");
  provider.user = { ...nina, groups: "staff" };
  expect(await attempt()).toBeNull();
  expect(await browser.session()).toMatchObject({ person: { name: "Nina Neu", role: "ADMIN" } });
  // From then on the database decides.
  provider.user = { ...nina, resource: { roles: ["mentor"] } };
  expect(await attempt()).toBeNull();
  expect(await browser.session()).toMatchObject({ person: { role: "ADMIN" } });
});

test("OID-4: a user who exists keeps their role, and a deactivated one is not created again", async () => {
  await serve({ createsUsers: true, roles });
  provider.user = { ...provider.user, groups: "staff" };
  expect(await attempt()).toBeNull();
  expect(await browser.session()).toMatchObject({ person: { id: "ada", role: "MENTOR" } });
  await api.as("rosa").users.deactivate({ userId: "ada" });
  provider.user = { ...provider.user, sub: "s-2" };
  expect(await attempt()).toBe("no-account");
});

test("OID-5: claims that are not in the ID token are those of the userinfo endpoint", async () => {
  const { email, ...rest } = provider.user;
  provider.user = { ...rest, email_verified: undefined };
  provider.userInfo = { email, email_verified: true };
  expect(await attempt()).toBeNull();
  // An address of one source is not verified by another.
  provider.user = { ...rest, email: "ben@example.org", email_verified: undefined };
  expect(await attempt()).toBeNull();
  expect(await browser.session()).toMatchObject({ person: { id: "ada" } });
  provider.userInfo = { email, email_verified: true, sub: "another" };
  expect(await attempt()).toBe("failed");
});

test("OID-5: another claim may say that the address is verified", async () => {
  await serve({ verifiedClaim: "xms_edov" });
  expect(await attempt()).toBe("unverified");
  provider.user = { ...provider.user, xms_edov: "1" };
  expect(await attempt()).toBeNull();
});

test.each<[string, () => Readonly<Record<string, unknown>>]>([
  ["of another issuer", () => ({ iss: "https://other.example" })],
  ["for another client", () => ({ aud: "another" })],
  ["with another nonce", () => ({ nonce: "another" })],
  ["without a nonce", () => ({ nonce: undefined })],
  ["without a subject", () => ({ sub: undefined })],
  ["that has expired", () => ({ exp: Math.floor(api.clock.now().getTime() / 1_000) - 121 })],
  ["of the future", () => ({ nbf: Math.floor(api.clock.now().getTime() / 1_000) + 130 })],
])("OID-6: an ID token %s signs nobody in", async (_, claims) => {
  provider.faults.claims = claims();
  expect(await attempt()).toBe("failed");
});

test("OID-6: an ID token that the provider did not sign signs nobody in", async () => {
  provider.faults.isForged = true;
  expect(await attempt()).toBe("failed");
});

test("OID-6: clocks may differ by two minutes", async () => {
  const now = Math.floor(api.clock.now().getTime() / 1_000);
  provider.faults.claims = { iat: now + 110, nbf: now + 110, exp: now + 410 };
  expect(await attempt()).toBeNull();
  provider.faults.claims = { iat: now - 400, exp: now - 110 };
  expect(await attempt()).toBeNull();
});

test("OID-6: a code that was used, and one of another sign-in, is refused", async () => {
  const started = await browser.go("/sign-in/start?way=school");
  const returned = await fetch(started.location ?? "", { redirect: "manual" });
  const back = returned.headers.get("location") ?? "";
  const other = await browser.go("/sign-in/start?way=school");
  const stolen = new URL(back);
  stolen.searchParams.set("state", other.location?.searchParams.get("state") ?? "");
  expect(problemOf(await browser.go(stolen)), "PKCE").toBe("failed");
  expect(problemOf(await browser.go(back)), "used by the attempt before").toBe("failed");
  expect(problemOf(await own.browser().go(back)), "another browser").toBe("failed");
});

test("OID-6: what one provider returns is not taken by the address of another", async () => {
  await own[Symbol.asyncDispose]();
  const both = [settingsOf(provider), settingsOf(provider, { id: "other" })];
  own = await startSignInServer(api, { providers: both });
  browser = own.browser();
  const started = await browser.go("/sign-in/start?way=school");
  const returned = await fetch(started.location ?? "", { redirect: "manual" });
  const back = (returned.headers.get("location") ?? "").replace("/return/school", "/return/other");
  expect(problemOf(await browser.go(back))).toBe("failed");
});

test("OID-7: a key that was rotated a moment ago is fetched", async () => {
  expect(await attempt()).toBeNull();
  await provider.rotateKey();
  expect(await attempt()).toBeNull();
  await provider.rotateKey();
  expect(await attempt()).toBeNull();
  expect(provider.requests.get("/keys")).toBe(3);
  expect(provider.requests.get("/.well-known/openid-configuration")).toBe(1);
});

test.each(["/.well-known/openid-configuration", "/token", "/keys"])(
  "OID-7: while %s of the provider is away, signing in is not possible, and works afterwards",
  async (path) => {
    provider.faults.away.add(path);
    expect(await attempt()).toBe("unavailable");
    expect(await attempt()).toBe("unavailable");
    provider.faults.away.clear();
    expect(await attempt()).toBeNull();
  },
);

test("OID-7: a provider that is not there prevents neither the start of the server nor other calls", async () => {
  await own[Symbol.asyncDispose]();
  const gone = { ...settingsOf(provider), issuer: new URL("http://127.0.0.1:9") };
  own = await startSignInServer(api, { providers: [gone] });
  browser = own.browser();
  expect(await attempt()).toBe("unavailable");
  expect(await browser.session()).toMatchObject({ status: "signed-out" });
});

test.each([
  ["access_denied", "denied"],
  ["account_selection_required", "denied"],
  ["server_error", "unavailable"],
  ["unauthorized_client", "failed"],
  ["temporarily_unavailable", "unavailable"],
])("OID-7: the error %s of a provider is %s", async (error, problem) => {
  provider.faults.error = error;
  expect(await attempt()).toBe(problem);
});

test("OID-1: a provider is asked with the configured prompt", async () => {
  await serve({ prompt: "select_account" });
  expect(await attempt()).toBeNull();
  expect(provider.started.at(-1)?.get("prompt")).toBe("select_account");
});

const signOut = async (from: TestBrowser = browser) =>
  z
    .object({ next: z.string().nullable() })
    .parse((await from.post("/sign-in/sign-out", { session: "current" })).body).next;

test("OID-8: a sign-out ends the session at the provider too, and returns to the web app", async () => {
  provider.signsOut = true;
  await signIn();
  const next = URL.parse((await signOut()) ?? "");
  expect(next?.href).toContain(`${provider.issuer}/end-session?`);
  const idToken = next?.searchParams.get("id_token_hint") ?? "";
  expect(decodeJwt(idToken)).toMatchObject({ iss: provider.issuer, sub: "s-1" });
  expect(Object.fromEntries(next?.searchParams ?? [])).toEqual({
    id_token_hint: idToken,
    client_id: "parley",
    post_logout_redirect_uri: "https://chat.example/sign-in/return/school",
  });
  const { headers } = await fetch(next ?? "", { redirect: "manual" });
  const { location } = await browser.go(headers.get("location") ?? "");
  expect(location?.href).toBe("https://chat.example/?sign-in=signed-out");
  expect(await browser.session()).toMatchObject({ status: "signed-out" });
});

test("OID-8: a provider that announces no sign-out, or is not to be signed out of, is left alone", async () => {
  await signIn();
  expect(await signOut()).toBeNull();
  provider.signsOut = true;
  await serve({ signsOut: false });
  await signIn();
  expect(await signOut()).toBeNull();
});

test("OID-8: SIGN_OUT_URL is the end of a sign-out, after the provider's", async () => {
  provider.signsOut = true;
  await own[Symbol.asyncDispose]();
  const signOutUrl = new URL("https://platform.example/bye");
  own = await startSignInServer(api, { providers: [settingsOf(provider)], signOutUrl });
  browser = own.browser();
  await signIn();
  expect(await signOut()).toContain("/end-session?");
  const { location } = await browser.go("/sign-in/return/school");
  expect(location?.href).toBe(signOutUrl.href);
});

test("OID-8: an ID token that is too long for an address is not sent: the provider asks its user", async () => {
  provider.signsOut = true;
  provider.user = { ...provider.user, groups: Array.from({ length: 400 }, (_, nth) => `g-${nth}`) };
  await signIn();
  const next = URL.parse((await signOut()) ?? "");
  expect([...(next?.searchParams.keys() ?? [])].toSorted()).toEqual([
    "client_id",
    "post_logout_redirect_uri",
  ]);
});

test("OID-8: a provider that is away does not prevent a sign-out", async () => {
  provider.signsOut = true;
  await signIn();
  const { cookies } = browser;
  // Another server of the installation, which has not discovered the provider.
  await serve();
  for (const [name, value] of cookies) browser.cookies.set(name, value);
  provider.faults.away.add("/.well-known/openid-configuration");
  expect(await signOut()).toBeNull();
  expect(await browser.session()).toMatchObject({ status: "signed-out" });
  expect(own.log.join()).toContain("the session at the provider was not ended");
});
