import { createBell } from "../bell.ts";

/** How long HTTP calls use a token before the host is asked again, in milliseconds. */
const KEEP = 60_000;
/** How long the host may take to bring a token, in milliseconds. */
const PATIENCE = 10_000;

/** The host's tokens. */
export interface TokenSource {
  /** Asks the host; questions asked at the same time get one answer. Null: nobody is signed in there any more. */
  fresh(): Promise<string | null>;
  /** The latest token, or a fresh one where that is old. */
  current(): Promise<string | null>;
  forget(): void;
}

/** Returns a JWT; null where nobody is signed in any more. What it throws is taken for a failure that passes. */
export type GetToken = () => string | null | Promise<string | null>;

interface Options {
  readonly token: GetToken;
  readonly now: () => number;
}

export function createTokenSource({ token, now }: Options): TokenSource {
  let latest: { readonly at: number; readonly token: Promise<string | null> } | undefined;
  let asking: Promise<string | null> | undefined;
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
  const fresh = () => {
    asking ??= ask(token).finally(() => (asking = undefined));
    const answer = { at: now(), token: asking };
    latest = answer;
    asking.then(
      () => (hasWarned = false),
      (cause: unknown) => {
        warn(cause);
        if (latest === answer) forget();
      },
    );
    return asking;
  };
  const current = () => (latest !== undefined && now() - latest.at < KEEP ? latest.token : fresh());
  return { fresh, current, forget };
}

/** The form of a JWT (RFC 7519): three parts of base64url. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** A sign-in page or an error in the place of a token would be refused as an ended session, which it is not. */
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

/** The headers of a call. Without a token the server answers that nobody is signed in. */
export const bearer = (token: string | null): Record<string, string> =>
  token === null ? {} : { authorization: `Bearer ${token}` };

async function ask(token: GetToken): Promise<string | null> {
  const bell = createBell();
  const late = bell.wait(PATIENCE).then((): never => {
    throw new Error("the host brought no token in time");
  });
  // Whichever comes second has nobody to tell.
  late.catch(() => {});
  try {
    return checkToken(await Promise.race([token(), late]));
  } finally {
    bell.ring();
  }
}
