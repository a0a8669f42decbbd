import { randomUUID } from "node:crypto";
import type { Clock } from "@parley/api/platform";
import type { TestApi } from "@parley/api/testing/internals";
import { createAuthenticator } from "@parley/server/auth";
import { createSharedKey, importSecret, type TokenKey } from "@parley/server/auth/token-key";
import { createLogger } from "@parley/server/logs/logger";
import { startTestServer, type TestServer } from "@parley/server/testing/test-server";
import { createSigner, testExpected, testSecret } from "@parley/server/testing/tokens";
import { createSignIn } from "../sign-in/create-sign-in.ts";
import { type SignInLimits, type SignInParts, signInAddresses } from "../sign-in/serve-sign-in.ts";
import type { SignInSettings } from "../sign-in/settings.ts";

/** Where browsers open the server, which TLS in front of it would make so. */
export const publicUrl = new URL("https://chat.example");

/** A response, and where it leads. */
export interface Visited {
  readonly status: number;
  readonly location: URL | undefined;
  readonly setCookies: readonly string[];
  readonly body: unknown;
}

/** A browser with its cookies. It follows no redirect, and sends every request for `publicUrl` to the test server. */
export interface TestBrowser {
  readonly cookies: Map<string, string>;
  userAgent: string;
  /** Navigates, as a click on a link does. */
  go(address: string | URL): Promise<Visited>;
  /** Calls, as a script of the web app does. */
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Visited>;
  /** Calls `/sign-in/token`. */
  session(): Promise<unknown>;
}

/** A server with sign-in. */
export interface SignInServer extends AsyncDisposable {
  readonly server: TestServer;
  readonly parts: SignInParts;
  /** Lines of the log. */
  readonly log: readonly string[];
  browser(): TestBrowser;
}

/** A browser that reaches a server on this port of this machine. */
export function createTestBrowser(port: number): TestBrowser {
  const cookies = new Map<string, string>();
  type Init = Omit<RequestInit, "headers"> & { readonly headers: Readonly<Record<string, string>> };
  const request = async (address: string | URL, init: Init): Promise<Visited> => {
    const { pathname, search } = new URL(address, publicUrl);
    const response = await fetch(`http://127.0.0.1:${port}${pathname}${search}`, {
      redirect: "manual",
      ...init,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        "user-agent": browser.userAgent,
        ...init.headers,
      },
    });
    const setCookies = response.headers.getSetCookie();
    for (const cookie of setCookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (cookie.includes("Max-Age=0")) cookies.delete(name);
      else cookies.set(name, value);
    }
    const to = response.headers.get("location");
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    return {
      status: response.status,
      location: to === null ? undefined : new URL(to),
      setCookies,
      body: isJson ? await response.json() : await response.text(),
    };
  };
  const browser: TestBrowser = {
    cookies,
    userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    go: (address) => request(address, { headers: { accept: "text/html" } }),
    post: (path, body = {}, headers = { origin: publicUrl.origin }) =>
      request(path, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      }),
    session: async () => (await browser.post("/sign-in/token")).body,
  };
  return browser;
}

/** Starts a server with sign-in on a test database. The platform's key is that of `createSigner`, unless there is another. */
export async function startSignInServer(
  api: TestApi,
  settings: Partial<SignInSettings>,
  {
    key,
    createsUsers = false,
    limits,
    expected = testExpected,
  }: {
    key?: TokenKey;
    createsUsers?: boolean;
    limits?: SignInLimits;
    expected?: typeof testExpected;
  } = {},
): Promise<SignInServer> {
  const log: string[] = [];
  const rules = {
    key: key ?? createSharedKey(await importSecret(testSecret)),
    expected,
    clock: api.clock,
    maxLifetime: 24 * 3_600,
    createsUsers,
  };
  const parts = await createSignIn({
    platform: api.platform,
    rules,
    authenticator: createAuthenticator(rules),
    settings: {
      publicUrl,
      sessionLifetime: 30 * 86_400,
      handOff: undefined,
      signOutUrl: undefined,
      providers: [],
      ...settings,
    },
  });
  const server = await startTestServer(api, {
    authenticator: parts.authenticator,
    addresses: signInAddresses({ ...parts, limits }),
    logger: createLogger({ level: "warn", destination: { write: (line) => void log.push(line) } }),
  });
  return {
    server,
    parts,
    log,
    browser: () => createTestBrowser(server.port),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** The claims that make a token a code for a hand-off that was started. */
export function codeClaims({ clock }: { readonly clock: Clock }, started: URL | undefined) {
  const iat = Math.floor(clock.now().getTime() / 1_000);
  const nonce = started?.searchParams.get("nonce");
  return { aud: `${testExpected.audience}/sign-in`, jti: randomUUID(), exp: iat + 60, nonce };
}

/** Signs codes of the platform for a hand-off that was started: the right ones, unless a test sets other claims. */
export function createCodeSigner(api: { readonly clock: Clock }) {
  const sign = createSigner(api.clock);
  return (
    userId: string,
    started: URL | undefined,
    claims: Readonly<Record<string, unknown>> = {},
  ) => sign(userId, { claims: { ...codeClaims(api, started), ...claims } });
}
