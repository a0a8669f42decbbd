import type { Platform } from "@parley/api/platform";
import * as oidc from "openid-client";
import * as z from "zod";
import type { Identity } from "../env.ts";
import { authorizationUrl, createDiscovery, type OidcProvider } from "../sign-in/oidc.ts";
import { redirectUriOf } from "../sign-in/serve-sign-in.ts";
import type { SignInSettings } from "../sign-in/settings.ts";
import { type Diagnosis, type Line, print, rootCause } from "./diagnose.ts";

/** Of one request, in milliseconds. */
const TIMEOUT = 10_000;
/** What no sign-in of a user contains. */
const probe = {
  state: "doctor",
  flow: { way: "", returnTo: "/", browser: "", nonce: "doctor", verifier: "d".repeat(43) },
};

const request = (address: URL | string, init: RequestInit = {}) =>
  fetch(address, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT), ...init });

/** Makes a check. A request that fails makes it a failed one. */
async function check(name: string, make: () => Promise<Omit<Line, "name">>): Promise<Line> {
  try {
    return { name, ...(await make()) };
  } catch (fault) {
    return { name, outcome: "failed", says: rootCause(fault) };
  }
}

const keySetSchema = z.object({ keys: z.array(z.unknown()).min(1) });

/** Whether there are keys at an address. */
const checkKeys = (name: string, address: URL | string) =>
  check(name, async () => {
    const response = await request(address, { redirect: "follow" });
    const { data } = keySetSchema.safeParse(await response.json().catch(() => undefined));
    return data === undefined
      ? { outcome: "failed", says: `no keys at ${String(address)} (${response.status})` }
      : { outcome: "ok", says: `${data.keys.length} at ${String(address)}` };
  });

/** Whether this server answers at `PUBLIC_URL`. It need not run. */
const checkPublicUrl = ({ publicUrl }: SignInSettings) =>
  check("PUBLIC_URL", async () => {
    const { origin } = publicUrl;
    const headers = { origin, "content-type": "application/json" };
    const address = new URL("/sign-in/token", publicUrl);
    const response = await request(address, { method: "POST", headers, body: "{}" }).catch(
      () => undefined,
    );
    if (response === undefined)
      return { outcome: "skipped", says: `nothing answers at ${origin} yet` };
    const body: unknown = await response.json().catch(() => undefined);
    const isSignIn = z.object({ status: z.enum(["signed-out"]) }).safeParse(body).success;
    if (isSignIn) return { outcome: "ok", says: `the sign-in answers at ${origin}` };
    const says = `what answers at ${origin} (${response.status}) is no server with these variables`;
    return { outcome: "failed", says };
  });

function checkHandOff(settings: SignInSettings, identity: Identity): Promise<Line>[] {
  const { handOff } = settings;
  if (handOff === undefined) return [];
  const address = new URL(handOff.signInUrl);
  const redirectUri = redirectUriOf({ id: "platform" }, settings).href;
  for (const [name, value] of Object.entries({ state: "doctor", nonce: "doctor" }))
    address.searchParams.set(name, value);
  address.searchParams.set("redirect_uri", redirectUri);
  return [
    check("SIGN_IN_URL", async () => {
      const { status } = await request(address);
      return status < 400
        ? { outcome: "ok", says: `answers with ${status}; it has to return to ${redirectUri}` }
        : { outcome: "failed", says: `answers with ${status}: ${handOff.signInUrl.href}` };
    }),
    identity.mode === "jwks"
      ? checkKeys("code keys", identity.url)
      : check("code key", async () => ({ outcome: "ok", says: "JWT_SECRET is set" })),
  ];
}

async function checkRedirect(
  provider: OidcProvider,
  config: oidc.Configuration,
  redirectUri: string,
): Promise<Omit<Line, "name">> {
  const response = await request(
    await authorizationUrl(config, provider, { ...probe, redirectUri }),
  );
  const location = response.headers.get("location") ?? "";
  const error = location.startsWith(redirectUri) && new URL(location).searchParams.get("error");
  if (response.status < 400 && !error)
    return {
      outcome: "ok",
      says: `the provider answers with ${response.status} to ${redirectUri}`,
    };
  const why = error ? `error ${error}` : String(response.status);
  const says = `the provider refuses it (${why}): are ${redirectUri} and CLIENT_ID registered there?`;
  return { outcome: "failed", says };
}

/** Asks for tokens with a code that the provider has not issued: it checks the client first. */
async function checkSecret(
  { clientSecret }: OidcProvider,
  config: oidc.Configuration,
  redirectUri: string,
): Promise<Omit<Line, "name">> {
  if (clientSecret === undefined)
    return { outcome: "ok", says: "none: a public client, which only PKCE protects" };
  const address = new URL(redirectUri);
  address.searchParams.set("code", "doctor");
  const iss = config.serverMetadata().issuer;
  if (config.serverMetadata().authorization_response_iss_parameter_supported === true)
    address.searchParams.set("iss", iss);
  const pkceCodeVerifier = probe.flow.verifier;
  try {
    await oidc.authorizationCodeGrant(config, address, { pkceCodeVerifier });
    return { outcome: "skipped", says: "the provider accepted a code that it has not issued" };
  } catch (fault) {
    const status = fault instanceof oidc.WWWAuthenticateChallengeError ? fault.status : undefined;
    const error = fault instanceof oidc.ResponseBodyError ? fault.error : undefined;
    if (error === "invalid_grant")
      return { outcome: "ok", says: "the provider accepts CLIENT_ID and CLIENT_SECRET" };
    if (status === 401 || error === "invalid_client" || error === "unauthorized_client")
      return { outcome: "failed", says: "the provider refuses CLIENT_ID and CLIENT_SECRET" };
    return { outcome: "skipped", says: `not found out: ${error ?? rootCause(fault)}` };
  }
}

async function checkProvider(
  provider: OidcProvider,
  settings: SignInSettings,
  clock: Pick<Platform, "clock">,
): Promise<Line[]> {
  const { id, issuer, signsOut } = provider;
  const redirectUri = redirectUriOf(provider, settings).href;
  const discovered = createDiscovery(provider, clock);
  const found = await check(id, async () => {
    await discovered();
    return { outcome: "ok", says: `its configuration is at ${issuer.href}` };
  });
  if (found.outcome === "failed")
    return [{ ...found, says: `no configuration at ${issuer.href}: ${found.says}` }];
  const { config } = await discovered();
  const { jwks_uri: keys = "", end_session_endpoint: end } = config.serverMetadata();
  const signOut = !signsOut ? "off" : end === undefined ? "not announced by it" : `at ${end}`;
  return [
    found,
    ...(await Promise.all([
      checkKeys(`${id} keys`, keys),
      check(`${id} redirect`, () => checkRedirect(provider, config, redirectUri)),
      check(`${id} secret`, () => checkSecret(provider, config, redirectUri)),
      check(`${id} sign-out`, async () => ({ outcome: "ok", says: signOut })),
    ])),
  ];
}

/** Checks the web app's own sign-in as far as that is possible without a user, and reports each result. */
export async function checkSignIn(
  settings: SignInSettings,
  identity: Identity,
  clock: Pick<Platform, "clock">,
): Promise<Diagnosis> {
  const lines = await Promise.all([
    Promise.all([checkPublicUrl(settings), ...checkHandOff(settings, identity)]),
    ...settings.providers.map((provider) => checkProvider(provider, settings, clock)),
  ]);
  const all = lines.flat();
  return {
    report: print(all),
    isGood: all.every(({ outcome }) => outcome !== "failed"),
  };
}
