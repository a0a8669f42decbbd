import {
  createRemoteJWKSet,
  customFetch,
  errors,
  type FetchImplementation,
  type JWTVerifyGetKey,
} from "jose";
import { DomainError } from "@parley/api/domain/errors";

/** In milliseconds. */
const PACE = {
  /** A key that was withdrawn goes on working for so long at most. */
  reloadEvery: 60_000,
  unknownKeyCooldown: 30_000,
  failureCooldown: 5_000,
  timeout: 5_000,
};

/** The keys at an address. */
export interface RemoteKeys {
  readonly find: JWTVerifyGetKey;
  onChange(listener: () => void): () => void;
  /** Fetches the keys anew, as happens once a minute. */
  reload(): Promise<void>;
  close(): void;
}

/** Lets an address that failed rest, so that a flood of tokens does not become a flood of fetches. */
function restAfterFailure(onFetched: () => void): FetchImplementation {
  let restUntil = 0;
  return async (url, options) => {
    if (Date.now() < restUntil) throw new TypeError("the key address failed a moment ago");
    try {
      const response = await fetch(url, options);
      if (response.status === 200) {
        onFetched();
        return response;
      }
      restUntil = Date.now() + PACE.failureCooldown;
      return response;
    } catch (cause) {
      restUntil = Date.now() + PACE.failureCooldown;
      throw cause;
    }
  };
}

/**
 * The keys at an address. Known keys go on working while the address is away; a key that cannot be looked up
 * because of that is `unavailable`, never an answer about the token. The keys are fetched anew once a minute,
 * also while no token comes: a key that is no longer there is withdrawn.
 */
export function createRemoteKeys(url: URL): RemoteKeys {
  const listeners = new Set<() => void>();
  let hasFetched = false;
  let known: string | undefined;
  const remote = createRemoteJWKSet(url, {
    cacheMaxAge: Infinity,
    cooldownDuration: PACE.unknownKeyCooldown,
    timeoutDuration: PACE.timeout,
    [customFetch]: restAfterFailure(() => (hasFetched = true)),
  });

  const compare = () => {
    if (!hasFetched) return;
    hasFetched = false;
    const now = JSON.stringify(remote.jwks());
    const hasChanged = known !== undefined && now !== known;
    known = now;
    if (hasChanged) for (const listener of listeners) listener();
  };
  const reload = () => remote.reload().finally(compare);
  const timer = setInterval(() => {
    // Its failure is seen again, and reported, when a token needs a key that is not here.
    if (known !== undefined) reload().catch(() => undefined);
  }, PACE.reloadEvery);
  timer.unref();

  const find: JWTVerifyGetKey = async (header, token) => {
    try {
      return await remote(header, token).finally(compare);
    } catch (cause) {
      if (cause instanceof errors.JWKSNoMatchingKey) throw cause;
      if (cause instanceof errors.JWKSMultipleMatchingKeys) throw cause;
      if (cause instanceof errors.JOSENotSupported) throw cause;
      throw new DomainError("unavailable", { cause });
    }
  };

  return {
    find,
    reload,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => clearInterval(timer),
  };
}
