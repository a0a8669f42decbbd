import { createBell } from "../bell.ts";

/** How long HTTP calls use a token before the host is asked again, in milliseconds. */
const KEEP = 60_000;
/** How long the host may take to bring a token, in milliseconds. */
const PATIENCE = 10_000;

/** The host's tokens. */
export interface TokenSource {
  /** Asks the host; questions asked at the same time get one answer. */
  fresh(): Promise<string>;
  /** The latest token, or a fresh one where that is old. */
  current(): Promise<string>;
  forget(): void;
}

interface Options {
  readonly token: () => string | Promise<string>;
  readonly now: () => number;
}

export function createTokenSource({ token, now }: Options): TokenSource {
  let latest: { readonly at: number; readonly token: Promise<string> } | undefined;
  let asking: Promise<string> | undefined;
  const forget = () => {
    latest = undefined;
  };
  const fresh = () => {
    asking ??= ask(token).finally(() => (asking = undefined));
    const answer = { at: now(), token: asking };
    latest = answer;
    asking.catch(() => latest === answer && forget());
    return asking;
  };
  const current = () => (latest !== undefined && now() - latest.at < KEEP ? latest.token : fresh());
  return { fresh, current, forget };
}

async function ask(token: Options["token"]): Promise<string> {
  const bell = createBell();
  const late = bell.wait(PATIENCE).then((): never => {
    throw new Error("the host brought no token in time");
  });
  // Whichever comes second has nobody to tell.
  late.catch(() => {});
  try {
    return await Promise.race([token(), late]);
  } finally {
    bell.ring();
  }
}
