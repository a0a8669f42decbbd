import type { Clock } from "@parley/api/domain/clock";
import type { Authenticator, SignIn } from "../auth.ts";

/** How long a token that was good is believed, in milliseconds. */
const BELIEVED = 60_000;
/** Tokens that are remembered; beyond that the oldest is forgotten. */
const TOKENS_MAX = 10_000;

interface Remembered {
  readonly signIn: SignIn;
  readonly until: number;
}

/**
 * Verifies a token once a minute and not once a request: that was a fifth of what a send over HTTP cost. Only what
 * was good is remembered, never beyond the end that the token itself names, and no longer than the keys stay as they are.
 */
export function rememberSignIns(
  authenticator: Authenticator,
  { clock, tokensMax = TOKENS_MAX }: { clock: Clock; tokensMax?: number },
): Authenticator {
  const remembered = new Map<string, Remembered>();
  const listeners = new Set<() => void>();
  let generation = 0;

  authenticator.onKeysChanged(() => {
    generation += 1;
    remembered.clear();
    // After the memory is empty: a listener that asks again gets a new answer.
    for (const listener of listeners) listener();
  });

  const remember = (token: string, signIn: SignIn) => {
    if (signIn.status !== "signed-in") return;
    const now = clock.now().getTime();
    const until = Math.min(signIn.session.expiresAt.getTime(), now + BELIEVED);
    remembered.delete(token);
    remembered.set(token, { signIn, until });
    const [oldest] = remembered.size > tokensMax ? remembered.keys() : [];
    if (oldest !== undefined) remembered.delete(oldest);
  };

  const authenticate = async (token: string | undefined): Promise<SignIn> => {
    if (token === undefined) return authenticator.authenticate(token);
    const known = remembered.get(token);
    if (known !== undefined && clock.now().getTime() < known.until) return known.signIn;
    const asked = generation;
    const signIn = await authenticator.authenticate(token);
    // The keys changed while this was verified, perhaps by one that is gone.
    if (asked !== generation) return authenticate(token);
    remember(token, signIn);
    return signIn;
  };

  return {
    authenticate,
    onKeysChanged(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
