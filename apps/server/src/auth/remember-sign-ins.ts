import type { Clock } from "@parley/api/domain/context";
import type { Authenticate, SignIn } from "../auth.ts";

/** How long a token that was good is believed, in milliseconds: as long as a key that was withdrawn goes on working. */
const BELIEVED = 60_000;
/** Tokens that are remembered; beyond that the oldest is forgotten. */
const TOKENS_MAX = 10_000;

interface Remembered {
  readonly signIn: SignIn;
  readonly until: number;
}

/**
 * Verifies a token once a minute and not once a request: that was a fifth of what a send over HTTP cost. Only what
 * was good is remembered, and never beyond the end that the token itself names.
 */
export function rememberSignIns(
  authenticate: Authenticate,
  { clock, tokensMax = TOKENS_MAX }: { clock: Clock; tokensMax?: number },
): Authenticate {
  const remembered = new Map<string, Remembered>();

  const remember = (token: string, signIn: SignIn) => {
    if (signIn.status !== "signed-in") return;
    const now = clock.now().getTime();
    const until = Math.min(signIn.session.expiresAt.getTime(), now + BELIEVED);
    remembered.delete(token);
    remembered.set(token, { signIn, until });
    const [oldest] = remembered.size > tokensMax ? remembered.keys() : [];
    if (oldest !== undefined) remembered.delete(oldest);
  };

  return async (token) => {
    if (token === undefined) return authenticate(token);
    const known = remembered.get(token);
    if (known !== undefined && clock.now().getTime() < known.until) return known.signIn;
    const signIn = await authenticate(token);
    remember(token, signIn);
    return signIn;
  };
}
