import type { Clock } from "@parley/api/platform";
import { decodeJwt, errors, jwtVerify, SignJWT } from "jose";
import * as z from "zod";
import type { Authenticator, SignIn } from "@parley/server/auth";
import { OWN_ISSUER } from "./settings.ts";
import type { FoundSession, WebSessions } from "./web-sessions.ts";

/** In seconds. */
const LIFETIME = 10 * 60;

const claimsSchema = z.object({
  sub: z.string(),
  sid: z.string(),
  iat: z.number(),
  exp: z.number(),
});

/** Short tokens with which the page of a signed-in browser calls. */
export interface AccessTokens {
  issue(session: Pick<FoundSession, "id" | "person">): Promise<string>;
  /** Accepts these tokens while their session lives, and leaves all others to another authenticator. */
  authenticatorOver(others: Authenticator): Authenticator;
}

const ENDED: SignIn = { status: "refused", reason: "session_expired" };
const INVALID: SignIn = { status: "refused", reason: "not_signed_in" };

const fromSeconds = (seconds: number) => new Date(seconds * 1_000);

/** Which key a token is verified with depends on its issuer; the signature is then checked with that key alone. */
function isOwn(token: string): boolean {
  try {
    return decodeJwt(token).iss === OWN_ISSUER;
  } catch {
    return false;
  }
}

export function createAccessTokens(options: {
  key: Uint8Array;
  clock: Clock;
  sessions: Pick<WebSessions, "isAlive">;
}): AccessTokens {
  const { key, clock, sessions } = options;

  async function authenticate(token: string): Promise<SignIn> {
    const verified = await jwtVerify(token, key, {
      algorithms: ["HS256"],
      issuer: OWN_ISSUER,
      audience: OWN_ISSUER,
      currentDate: clock.now(),
    }).catch((fault: unknown) => (fault instanceof errors.JWTExpired ? ENDED : INVALID));
    if ("status" in verified) return verified;
    const { success, data } = claimsSchema.safeParse(verified.payload);
    if (!success) return INVALID;
    if (!(await sessions.isAlive(data.sid))) return ENDED;
    const lifetime = { issuedAt: fromSeconds(data.iat), expiresAt: fromSeconds(data.exp) };
    return {
      status: "signed-in",
      session: { kind: "user", userId: data.sub, webSessionId: data.sid, ...lifetime },
    };
  }

  return {
    issue({ id, person }) {
      const now = Math.floor(clock.now().getTime() / 1_000);
      return new SignJWT({ sid: id })
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .setIssuer(OWN_ISSUER)
        .setAudience(OWN_ISSUER)
        .setSubject(person.id)
        .setIssuedAt(now)
        .setExpirationTime(now + LIFETIME)
        .sign(key);
    },
    authenticatorOver: (others) => ({
      authenticate: async (token) =>
        token !== undefined && isOwn(token) ? authenticate(token) : others.authenticate(token),
      onKeysChanged: (listener) => others.onKeysChanged(listener),
    }),
  };
}
