import type { Clock } from "@parley/api/platform";
import { type CryptoKey, type JWTHeaderParameters, SignJWT } from "jose";
import { createAuthenticator, type Authenticator } from "../auth.ts";
import { createSharedKey, importSecret } from "../auth/token-key.ts";
import type { Expected } from "../auth/check-token.ts";

export const testSecret = "a secret of tests, longer than thirty-two bytes";
export const testExpected: Expected = { issuer: "https://host.example", audience: "parley" };

/** Seconds since 1970. */
export const seconds = (clock: Clock) => Math.floor(clock.now().getTime() / 1_000);

export interface TokenSpec {
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  readonly header?: Partial<JWTHeaderParameters> | undefined;
  readonly key?: CryptoKey | Uint8Array | undefined;
}

/** Signs tokens that are valid for an hour, unless a test sets other claims. A claim of `undefined` is omitted. */
export function createSigner(clock: Clock) {
  return async (sub: string, { claims, header, key }: TokenSpec = {}): Promise<string> => {
    const iat = seconds(clock);
    const { issuer: iss, audience: aud } = testExpected;
    const payload = { iss, aud, sub, iat, exp: iat + 3_600, ...claims };
    const present = Object.fromEntries(
      Object.entries(payload).filter(([, value]) => value !== undefined),
    );
    return new SignJWT(present)
      .setProtectedHeader({ alg: "HS256", typ: "JWT", ...header })
      .sign(key ?? (await importSecret(testSecret)));
  };
}

/** A verifier whose result a test sets, with keys that never change. */
export const deciding = (authenticate: Authenticator["authenticate"]): Authenticator => ({
  authenticate,
  onKeysChanged: () => () => undefined,
});

/** The verifier for `createSigner`. */
export async function createTestAuthenticator(
  clock: Clock,
  { createsUsers = false }: { createsUsers?: boolean } = {},
): Promise<Authenticator> {
  return createAuthenticator({
    key: createSharedKey(await importSecret(testSecret)),
    expected: testExpected,
    clock,
    maxLifetime: 24 * 3_600,
    createsUsers,
  });
}
