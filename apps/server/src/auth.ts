import type { Clock, Session } from "@parley/api/domain/context";
import { DomainError } from "@parley/api/domain/errors";
import { errors, type JWTPayload, jwtVerify } from "jose";
import { type Claims, claimsSchema, profileOf, sessionOf } from "./auth/claims.ts";
import type { TokenKey } from "./auth/token-key.ts";
import type { Expected } from "./env.ts";

/** What a token came to. Every fault but age has one and the same answer. */
export type SignIn =
  | { readonly status: "signed-in"; readonly session: Session }
  | { readonly status: "refused"; readonly reason: "not_signed_in" | "session_expired" };

/** Decides about tokens. */
export interface Authenticator {
  /** Rejects with `unavailable` where the keys cannot be reached just now. */
  authenticate(token: string | undefined): Promise<SignIn>;
  /** Hears when a key was added, replaced or withdrawn: what `authenticate` said before may no longer be so. */
  onKeysChanged(listener: () => void): () => void;
}

export interface AuthenticatorOptions {
  readonly key: TokenKey;
  readonly expected: Expected;
  readonly clock: Clock;
  /** Longest time between `iat` and `exp`, in seconds. */
  readonly maxLifetime: number;
  /** Whether name, e-mail and role claims reach the session. */
  readonly createsUsers: boolean;
}

/** How far two clocks may differ, in seconds. */
export const CLOCK_TOLERANCE = 60;

/** Longer than any honest token; a longer one is not even decoded. */
const TOKEN_MAX = 8_192;

/** Kinds of JWT that sign somebody in. An ID token has another audience, a logout token another `typ`. */
const TYPES = new Set(["jwt", "application/jwt", "at+jwt", "application/at+jwt"]);

const NOT_SIGNED_IN: SignIn = { status: "refused", reason: "not_signed_in" };
const SESSION_EXPIRED: SignIn = { status: "refused", reason: "session_expired" };

/** The verifier of every token, over HTTP and on sockets alike. RFC 8725 is the list of what it pins. */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { key, expected, clock, maxLifetime, createsUsers } = options;

  const soundClaims = (payload: JWTPayload): Claims | undefined => {
    const claims = claimsSchema.safeParse(payload).data;
    if (claims === undefined || claims.exp - claims.iat > maxLifetime) return undefined;
    const latestIssue = clock.now().getTime() / 1_000 + CLOCK_TOLERANCE;
    return claims.iat <= latestIssue ? claims : undefined;
  };

  const verify = (token: string) =>
    jwtVerify(token, key.find, {
      algorithms: [...key.algorithms],
      issuer: expected.issuer,
      audience: expected.audience,
      requiredClaims: ["sub", "iat", "exp"],
      clockTolerance: CLOCK_TOLERANCE,
      currentDate: clock.now(),
    });

  const answerTo = (fault: unknown): SignIn => {
    if (fault instanceof errors.JWTExpired && soundClaims(fault.payload) !== undefined)
      return SESSION_EXPIRED;
    if (fault instanceof DomainError) throw fault;
    return NOT_SIGNED_IN;
  };

  const authenticate = async (token: string | undefined): Promise<SignIn> => {
    if (token === undefined || token.length > TOKEN_MAX) return NOT_SIGNED_IN;
    try {
      const { payload, protectedHeader } = await verify(token);
      const { typ } = protectedHeader;
      if (typ !== undefined && !TYPES.has(typ.toLowerCase())) return NOT_SIGNED_IN;
      const claims = soundClaims(payload);
      if (claims === undefined) return NOT_SIGNED_IN;
      const session = sessionOf(claims, createsUsers ? profileOf(payload) : undefined);
      return { status: "signed-in", session };
    } catch (fault) {
      return answerTo(fault);
    }
  };

  return { authenticate, onKeysChanged: (listener) => key.onChange(listener) };
}
