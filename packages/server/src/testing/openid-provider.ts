import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from "jose";
import { portOf } from "./port-of.ts";

type Claims = Readonly<Record<string, unknown>>;

/** What the provider does wrong. */
interface Faults {
  /** Paths that are answered with 503, or not at all. */
  away: Set<string>;
  silent: Set<string>;
  /** Claims of the ID token that differ from the right ones. */
  claims: Claims;
  /** Error with which the sign-in returns. */
  error: string | undefined;
  /** Whether the ID token is signed by a key that is not published. */
  isForged: boolean;
}

/** An OpenID provider on this machine, at which one user is signed in. Everything about it can be changed. */
export interface OpenIdProvider extends AsyncDisposable {
  readonly issuer: string;
  readonly client: { readonly id: string; readonly secret: string };
  /** The claims of the user who is signed in there. */
  user: Claims;
  /** Claims that only the userinfo endpoint has. */
  userInfo: Claims;
  readonly faults: Faults;
  /** The parameters of each started sign-in. */
  readonly started: URLSearchParams[];
  /** Whether it announces a sign-out of its own. */
  signsOut: boolean;
  /** The parameters of each sign-out there. */
  readonly ended: URLSearchParams[];
  /** How often each path was requested. */
  readonly requests: Map<string, number>;
  /** Signs with a new key from now on, and no longer publishes the one before. */
  rotateKey(): Promise<void>;
}

/** The variables of a stand-alone server for this provider; `id` is as in `OIDC_PROVIDERS`, in upper case. */
export const providerVariables = (
  { issuer, client }: Pick<OpenIdProvider, "issuer" | "client">,
  { id, name }: { readonly id: string; readonly name: string },
): Readonly<Record<string, string>> => ({
  [`OIDC_${id}_NAME`]: name,
  [`OIDC_${id}_ISSUER`]: issuer,
  [`OIDC_${id}_CLIENT_ID`]: client.id,
  [`OIDC_${id}_CLIENT_SECRET`]: client.secret,
});

interface Granted {
  readonly challenge: string | null;
  readonly nonce: string | null;
  readonly redirectUri: string | null;
}

const json = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

const challengeOf = (verifier: string) => createHash("sha256").update(verifier).digest("base64url");

async function createKey() {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const kid = randomUUID();
  return {
    kid,
    privateKey,
    jwk: { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" },
  };
}

/** Starts a provider. `now` is the clock by which it signs. */
export async function startOpenIdProvider(
  now: () => Date = () => new Date(),
): Promise<OpenIdProvider> {
  const client = { id: "parley", secret: "a secret of the client: with a colon" };
  let key = await createKey();
  const granted = new Map<string, Granted>();
  let issuer = "";

  const sign = (claims: Claims, signer: CryptoKey) =>
    new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: key.kid }).sign(signer);

  async function idToken({ nonce }: Granted): Promise<string> {
    const iat = Math.floor(now().getTime() / 1_000);
    const own = { iss: issuer, aud: client.id, iat, exp: iat + 300, nonce };
    const { privateKey } = provider.faults.isForged ? await createKey() : key;
    return sign({ ...own, ...provider.user, ...provider.faults.claims }, privateKey);
  }

  function authorize({ searchParams }: URL, response: ServerResponse) {
    provider.started.push(searchParams);
    const back = new URL(searchParams.get("redirect_uri") ?? "");
    back.searchParams.set("state", searchParams.get("state") ?? "");
    if (provider.faults.error === undefined) {
      const code = randomUUID();
      granted.set(code, {
        challenge: searchParams.get("code_challenge"),
        nonce: searchParams.get("nonce"),
        redirectUri: searchParams.get("redirect_uri"),
      });
      back.searchParams.set("code", code);
    } else back.searchParams.set("error", provider.faults.error);
    response.writeHead(302, { location: back.href }).end();
  }

  async function exchange(request: IncomingMessage, response: ServerResponse) {
    const form = new URLSearchParams(await text(request));
    const [id, secret] = Buffer.from((request.headers.authorization ?? "").slice(6), "base64")
      .toString()
      .split(":");
    // RFC 6749, 2.3.1: both are encoded as in a form.
    const isClient =
      id === client.id && new URLSearchParams(`s=${secret}`).get("s") === client.secret;
    const code = form.get("code") ?? "";
    const grant = granted.get(code);
    granted.delete(code);
    const isProved = grant?.challenge === challengeOf(form.get("code_verifier") ?? "");
    if (!isClient) json(response, { error: "invalid_client" }, 401);
    else if (grant === undefined || !isProved || form.get("redirect_uri") !== grant.redirectUri)
      json(response, { error: "invalid_grant" }, 400);
    else
      json(response, {
        access_token: "access",
        token_type: "Bearer",
        expires_in: 300,
        id_token: await idToken(grant),
      });
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
    const url = new URL(request.url ?? "", issuer);
    const path = url.pathname;
    provider.requests.set(path, (provider.requests.get(path) ?? 0) + 1);
    if (provider.faults.silent.has(path)) return undefined;
    if (provider.faults.away.has(path)) return json(response, { error: "server_error" }, 503);
    switch (path) {
      case "/.well-known/openid-configuration":
        return json(response, {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          userinfo_endpoint: `${issuer}/userinfo`,
          ...(provider.signsOut && { end_session_endpoint: `${issuer}/end-session` }),
          response_types_supported: ["code"],
          id_token_signing_alg_values_supported: ["RS256"],
        });
      case "/keys":
        return json(response, { keys: [key.jwk] });
      case "/authorize":
        return authorize(url, response);
      case "/end-session":
        provider.ended.push(url.searchParams);
        return response
          .writeHead(302, { location: url.searchParams.get("post_logout_redirect_uri") ?? "" })
          .end();
      case "/token":
        return exchange(request, response);
      case "/userinfo":
        return json(response, { ...provider.user, ...provider.userInfo });
      default:
        return json(response, { error: "not_found" }, 404);
    }
  }

  const server = createServer((request, response) => void respond(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  issuer = `http://127.0.0.1:${portOf(server)}`;
  const provider: OpenIdProvider = {
    issuer,
    client,
    user: {},
    userInfo: {},
    faults: { away: new Set(), silent: new Set(), claims: {}, error: undefined, isForged: false },
    started: [],
    signsOut: false,
    ended: [],
    requests: new Map(),
    async rotateKey() {
      key = await createKey();
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return provider;
}
