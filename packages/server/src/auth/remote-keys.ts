import {
  createRemoteJWKSet,
  customFetch,
  errors,
  type FetchImplementation,
  type JWTVerifyGetKey,
} from "jose";
import { DomainError } from "@parley/api/platform";

/** In milliseconds. */
const PACE = {
  /** A withdrawn key is accepted for at most this long. */
  reloadEvery: 60_000,
  unknownKeyCooldown: 30_000,
  failureCooldown: 5_000,
  timeout: 5_000,
};

/** For the log: why an address does not answer, with the causes that `fetch` hides. */
function unavailableMessage(url: URL, fault: unknown): string {
  const reasons: string[] = [];
  for (let cause = fault; cause instanceof Error; cause = cause.cause) reasons.push(cause.message);
  return `the keys at ${url.href} cannot be fetched (${reasons.join(": ")}): check that this server reaches the address`;
}

/** The keys at a URL. */
export interface RemoteKeys {
  readonly find: JWTVerifyGetKey;
  onChange(listener: () => void): () => void;
  /** Fetches the keys again, as happens once a minute. */
  reload(): Promise<void>;
  close(): void;
}

/** Backs off from a URL that failed, so that a flood of tokens does not become a flood of fetches. */
function restAfterFailure(onFetched: () => void): FetchImplementation {
  let restUntil = 0;
  return async (url, options) => {
    if (Date.now() < restUntil) throw new TypeError("the key URL failed a moment ago");
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
 * The keys at a URL. Known keys stay valid while the URL is unavailable; if a key cannot be looked up because of that,
 * the result is `unavailable`, never a statement about the token. The keys are fetched again once a minute, also
 * without traffic: a key that is no longer there is withdrawn.
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
    // A failure occurs again, and is reported, when a token needs a missing key.
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
      const tokenProblem = { check: "keys", message: unavailableMessage(url, cause) };
      throw new DomainError("unavailable", { cause, tokenProblem });
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
