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
  refreshAfter: 600_000,
  unknownKeyCooldown: 30_000,
  failureCooldown: 5_000,
  timeout: 5_000,
};

/** Lets an address that failed rest, so that a flood of tokens does not become a flood of fetches. */
function restAfterFailure(): FetchImplementation {
  let restUntil = 0;
  return async (url, options) => {
    if (Date.now() < restUntil) throw new TypeError("the key address failed a moment ago");
    try {
      const response = await fetch(url, options);
      if (response.status === 200) return response;
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
 * because of that is `unavailable`, never an answer about the token.
 */
export function createRemoteKeys(url: URL): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(url, {
    cacheMaxAge: Infinity,
    cooldownDuration: PACE.unknownKeyCooldown,
    timeoutDuration: PACE.timeout,
    [customFetch]: restAfterFailure(),
  });
  let refreshAt = Date.now() + PACE.refreshAfter;

  const refreshNowAndThen = () => {
    if (Date.now() < refreshAt || remote.jwks() === undefined) return;
    refreshAt = Date.now() + PACE.refreshAfter;
    // Its failure is seen again, and reported, when a token needs a key that is not here.
    remote.reload().catch(() => undefined);
  };

  return async (header, token) => {
    refreshNowAndThen();
    try {
      return await remote(header, token);
    } catch (cause) {
      if (cause instanceof errors.JWKSNoMatchingKey) throw cause;
      if (cause instanceof errors.JWKSMultipleMatchingKeys) throw cause;
      if (cause instanceof errors.JOSENotSupported) throw cause;
      throw new DomainError("unavailable", { cause });
    }
  };
}
