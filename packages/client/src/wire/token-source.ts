import { singleFlight } from "@parley/concurrency/single-flight";
import { USER_HEADER } from "@parley/contract/version";
import { withTimeout } from "@parley/concurrency/with-timeout";

/** How long HTTP calls use a token before the host is asked again, in milliseconds. */
const MAX_AGE = 60_000;
/** How long the host may take to return a token, in milliseconds. */
const TIMEOUT = 10_000;

/** The host's tokens. */
export interface TokenSource {
  /** Calls `token` of the host. Concurrent callers share one call. Null: the user is signed out; empty: cookies. */
  fresh(): Promise<string | null>;
  /** The latest token, or a fresh one if that is old. */
  current(): Promise<string | null>;
  forget(): void;
  /** The user whom cookies authenticated first. Undefined with tokens: the host chooses whose it returns. */
  user(): string | undefined;
  /** Called with the id of the signed-in user. */
  learnUser(userId: string): void;
  /** Whether calls to a server of another origin carry its cookies. */
  readonly credentials: "include" | "same-origin";
}

/** Returns a JWT; null if the user is signed out. What it throws counts as a temporary failure. */
export type GetToken = () => string | null | Promise<string | null>;

interface Options {
  readonly token: GetToken | undefined;
  readonly now: () => number;
}

/** In place of a token: the browser sends the cookies of the host with every request. */
const COOKIES = "";

/** A client belongs to one user: cookies of another one, who signs in to the host meanwhile, are refused. */
function createCookieSource(): TokenSource {
  let user: string | undefined;
  return {
    fresh: () => Promise.resolve(COOKIES),
    current: () => Promise.resolve(COOKIES),
    forget() {},
    credentials: "include",
    user: () => user,
    learnUser: (userId) => (user ??= userId),
  };
}

export function createTokenSource({ token, now }: Options): TokenSource {
  if (token === undefined) return createCookieSource();
  let latest: { readonly at: number; readonly token: Promise<string | null> } | undefined;
  let hasWarned = false;
  const warn = (cause: unknown) => {
    if (!hasWarned)
      // For the developer of the host; nothing else can tell them.
      // oxlint-disable-next-line no-console
      console.warn("Parley: token() failed and is called again until it succeeds.", cause);
    hasWarned = true;
  };
  const forget = () => {
    latest = undefined;
  };
  const askOnce = singleFlight(() => ask(token));
  const fresh = () => {
    const asked = { at: now(), token: askOnce() };
    latest = asked;
    asked.token.then(
      () => (hasWarned = false),
      (cause: unknown) => {
        warn(cause);
        if (latest === asked) forget();
      },
    );
    return asked.token;
  };
  const current = () =>
    latest !== undefined && now() - latest.at < MAX_AGE ? latest.token : fresh();
  return {
    fresh,
    current,
    forget,
    credentials: "same-origin",
    user: () => undefined,
    learnUser() {},
  };
}

/** The form of a JWT (RFC 7519): three parts of base64url. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Rejects what is no token here: the server would refuse a sign-in page or an error text as an ended session. */
function checkToken(answer: unknown): string | null {
  if (answer === null) return null;
  const token = typeof answer === "string" ? answer.trim() : "";
  if (JWT.test(token)) return token;
  const found =
    typeof answer === "string" ? `a text of ${answer.length} characters` : typeof answer;
  throw new TypeError(
    `token() has to return a JWT, and returned ${found}. Does it check response.ok?`,
  );
}

/** The header of a call that says whose client this is. */
export const userHeader = (user: string | undefined): Record<string, string> =>
  user === undefined ? {} : { [USER_HEADER]: encodeURIComponent(user) };

/** The headers of a call. Without a token the server relies on cookies, or answers `not_signed_in`. */
export const bearer = (token: string | null): Record<string, string> =>
  token === null || token === COOKIES ? {} : { authorization: `Bearer ${token}` };

async function ask(token: GetToken): Promise<string | null> {
  // An async function, so that what `token` throws synchronously is a rejection too.
  const answer = (async () => token())();
  if (await withTimeout(TIMEOUT, answer)) return checkToken(await answer);
  throw new Error("token() did not return in time");
}
