import type { Platform } from "@parley/api/platform";
import type { Role } from "@parley/contract/people";
import type { SignInProblem } from "@parley/contract/sign-in";
import { compactVerify, createRemoteJWKSet, errors } from "jose";
import * as oidc from "openid-client";
import type { Flow } from "./flows.ts";
import { userOf } from "./identities.ts";
import { SignInRefusal, type Way } from "./way.ts";

/** A claim with a value, and the role of users who are created with it. */
export interface RoleRule {
  /** The name of a claim, or a path into one with dots. */
  readonly claim: string;
  readonly value: string;
  readonly role: Role;
}

/** An OpenID provider, as the operator registered this server there. */
export interface OidcProvider {
  readonly id: string;
  /** What users call it. */
  readonly name: string;
  readonly issuer: URL;
  readonly clientId: string;
  /** Absent for a public client, which has only PKCE. */
  readonly clientSecret: string | undefined;
  readonly scope: string;
  /** The claim that says whether `email` is verified. */
  readonly verifiedClaim: string;
  readonly prompt: string | undefined;
  /** Whether a sign-out here leads to the provider's own, if it has one. */
  readonly signsOut: boolean;
  /** Whether a user without an account is created, with the role of the first rule that matches. */
  readonly createsUsers: boolean;
  readonly roles: readonly RoleRule[];
}

type Claims = Readonly<Record<string, unknown>>;

/** Tolerated difference of clocks, and timeout of each request, in seconds. */
const CLOCK_TOLERANCE = 120;
const TIMEOUT = 10;
/** How long the provider's configuration is kept, in milliseconds. */
const DISCOVERED_FOR = 3_600_000;

const asymmetric = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384"].concat([
  "ES512",
  "EdDSA",
  "Ed25519",
]);

/** What some providers send as text or as a number. */
const isTrue = (value: unknown) =>
  value === true || value === "true" || value === 1 || value === "1";

/** A claim by its name, which may contain dots, or by a path. */
function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.split(".").reduce<unknown>((value, name) => {
    const isObject = typeof value === "object" && value !== null && Object.hasOwn(value, name);
    return isObject ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
  }, claims);
}

/** The role of the first rule that the claims match. */
export const roleOf = (claims: Claims, rules: readonly RoleRule[]): Role | undefined =>
  rules.find(({ claim, value }) => [claimAt(claims, claim)].flat().map(String).includes(value))
    ?.role;

/** Whether a request failed without an answer about the sign-in: the network, a timeout, or a fault of the provider. */
function isOutage(fault: unknown): boolean {
  if (fault instanceof TypeError || fault instanceof errors.JWKSTimeout) return true;
  // What jose says of keys that it could not fetch.
  if (fault instanceof errors.JOSEError) return fault.code === "ERR_JOSE_GENERIC";
  if (!(fault instanceof oidc.ClientError)) return false;
  const isServerError = fault.cause instanceof Response && fault.cause.status >= 500;
  return isServerError || fault.code === "OAUTH_TIMEOUT" || fault.code === "OAUTH_ABORT";
}

/** What an error of the provider means for the user (RFC 6749, 4.1.2.1, and OpenID Connect Core, 3.1.2.6). */
function problemOf(error: string): SignInProblem {
  if (error === "access_denied" || error.endsWith("_required")) return "denied";
  return error === "server_error" || error === "temporarily_unavailable" ? "unavailable" : "failed";
}

/** A failed step as a refusal. Messages of the library name claims, not their values. */
function refusalOf(fault: unknown): SignInRefusal {
  if (fault instanceof SignInRefusal) return fault;
  const why = fault instanceof Error ? fault.message : String(fault);
  if (fault instanceof oidc.AuthorizationResponseError)
    return new SignInRefusal(problemOf(fault.error), `the provider returned ${fault.error}`);
  return new SignInRefusal(isOutage(fault) ? "unavailable" : "failed", why, { cause: fault });
}

/** Discovers the provider when it is first needed, and again every hour. A failure is not kept. */
export function createDiscovery(provider: OidcProvider, { clock }: Pick<Platform, "clock">) {
  const { issuer, clientId, clientSecret } = provider;
  const authentication = ({
    token_endpoint_auth_methods_supported: methods,
  }: oidc.ServerMetadata) => {
    if (clientSecret === undefined) return oidc.None();
    // Without a list the provider supports the first (OpenID Connect Discovery 1.0, section 3).
    return methods === undefined || methods.includes("client_secret_basic")
      ? oidc.ClientSecretBasic(clientSecret)
      : oidc.ClientSecretPost(clientSecret);
  };
  let known: { readonly at: number; readonly found: Promise<Discovered> } | undefined;

  async function discover() {
    // The settings allow http on loopback addresses only.
    const execute = issuer.protocol === "http:" ? [oidc.allowInsecureRequests] : [];
    const options = { timeout: TIMEOUT, execute };
    const server = (
      await oidc.discovery(issuer, clientId, undefined, undefined, options)
    ).serverMetadata();
    const metadata = {
      [oidc.clockTolerance]: CLOCK_TOLERANCE,
      [oidc.clockSkew]: Math.round((clock.now().getTime() - Date.now()) / 1_000),
    };
    const config = new oidc.Configuration(server, clientId, metadata, authentication(server));
    config.timeout = TIMEOUT;
    for (const extend of execute) extend(config);
    if (server.jwks_uri === undefined) throw new Error("the provider publishes no jwks_uri");
    // Only a code that the provider accepted leads to a look-up, so an unknown key is always worth a fetch.
    const pace = { cooldownDuration: 0, timeoutDuration: TIMEOUT * 1_000 };
    return { config, keys: createRemoteJWKSet(new URL(server.jwks_uri), pace) };
  }
  type Discovered = Awaited<ReturnType<typeof discover>>;

  return (): Promise<Discovered> => {
    const now = Date.now();
    if (known !== undefined && now - known.at < DISCOVERED_FOR) return known.found;
    const found = discover();
    known = { at: now, found };
    found.catch(() => {
      if (known?.found === found) known = undefined;
    });
    return found;
  };
}

/** The page of a provider that signs a user in. */
export async function authorizationUrl(
  config: oidc.Configuration,
  { scope, prompt }: Pick<OidcProvider, "scope" | "prompt">,
  { state, flow, redirectUri }: Parameters<Way["begin"]>[0],
): Promise<URL> {
  return oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope,
    state,
    nonce: flow.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier),
    code_challenge_method: "S256",
    ...(prompt === undefined ? {} : { prompt }),
  });
}

/** Sign-in by an OpenID provider: code flow with PKCE, state and nonce, for users with a verified e-mail address. */
export function createOidc(platform: Platform, provider: OidcProvider): Way {
  const { id, name, verifiedClaim, signsOut, createsUsers, roles } = provider;
  const discovered = createDiscovery(provider, platform);

  const isComplete = (claims: Claims) =>
    typeof claims["email"] === "string" &&
    claimAt(claims, verifiedClaim) !== undefined &&
    (!createsUsers || roleOf(claims, roles) !== undefined);

  /** The ID token, and its claims, with those of the userinfo endpoint if they are not complete. */
  async function readClaims(address: URL, { nonce, verifier }: Flow) {
    const { config, keys } = await discovered();
    const tokens = await oidc.authorizationCodeGrant(config, address, {
      pkceCodeVerifier: verifier,
      expectedNonce: nonce,
      // It was compared when the flow was resumed.
      expectedState: oidc.skipStateCheck,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined || tokens.id_token === undefined) throw new Error("no ID token");
    // The library has checked the claims.
    await compactVerify(tokens.id_token, keys, { algorithms: asymmetric });
    const { id_token: idToken } = tokens;
    if (isComplete(claims) || config.serverMetadata().userinfo_endpoint === undefined)
      return { idToken, claims };
    const { iss, sub } = claims;
    // An address and whether it is verified have to be of one source.
    const more = await oidc.fetchUserInfo(config, tokens.access_token, sub);
    return { idToken, claims: { ...claims, ...more, iss, sub } };
  }

  return {
    id,
    name,
    kind: "oidc",
    async begin(start) {
      try {
        return await authorizationUrl((await discovered()).config, provider, start);
      } catch (fault) {
        throw refusalOf(fault);
      }
    },
    async finish({ address, flow }) {
      const { idToken, claims } = await readClaims(address, flow).catch((fault: unknown) => {
        throw refusalOf(fault);
      });
      const { iss: issuer, sub: subject, email } = claims;
      if (typeof email !== "string" || !isTrue(claimAt(claims, verifiedClaim)))
        throw new SignInRefusal(
          "unverified",
          `${verifiedClaim} does not say that email is verified`,
        );
      const role = createsUsers ? roleOf(claims, roles) : undefined;
      const identity = { issuer, subject, email, name: claims["name"] };
      return { userId: await userOf(platform, identity, role), idToken };
    },
    async signOut({ idToken, redirectUri }) {
      if (!signsOut) return undefined;
      const { config } = await discovered();
      if (config.serverMetadata().end_session_endpoint === undefined) return undefined;
      return oidc.buildEndSessionUrl(config, {
        post_logout_redirect_uri: redirectUri,
        // Without it the provider asks the user first (OpenID Connect RP-Initiated Logout 1.0, section 2).
        ...(idToken === null ? {} : { id_token_hint: idToken }),
      });
    },
  };
}
