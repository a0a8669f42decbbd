import { DomainError, type Session } from "@parley/api/platform";
import { USER_HEADER } from "@parley/contract/version";
import { userIdSchema } from "@parley/contract/ids";
import type { Role } from "@parley/contract/people";
import type { FastifyRequest } from "fastify";
import type { Authenticator, SignIn } from "../auth.ts";
import { isFromAllowedPage } from "../http/origins.ts";
import type { ReportOrigin } from "../logs/origin-log.ts";

/** A session of the host. */
export interface HostSession {
  readonly userId: string;
  /** Names the session, for `signOut({ sessionKey })`. */
  readonly sessionKey?: string | undefined;
  /** Creates the user on their first call. */
  readonly profile?:
    | { readonly name: string; readonly email: string | null; readonly role: Role }
    | undefined;
}

type Found = string | HostSession | null | undefined;

/** Finds who is signed in by a request. A string is the user's id. */
export type AuthenticateRequest<Request> = (request: Request) => Found | Promise<Found>;

export interface HostAuthenticatorOptions {
  readonly authenticate: AuthenticateRequest<FastifyRequest>;
  /** Verifies the tokens of requests that have one. */
  readonly tokens: Authenticator | undefined;
  readonly allowedOrigins: readonly string[];
  readonly now: () => Date;
  readonly onOriginRefused: ReportOrigin;
  /** Called if `authenticate` finds no user for a request that has cookies. */
  readonly onUnknown: (request: FastifyRequest) => void;
}

/** How long a socket relies on the session that it was opened in, in milliseconds. */
const RECHECK = 5 * 60_000;

/** Under this name the sockets of one session are told that it has ended. No user id contains a space. */
export const sessionTopic = (sessionKey: string): string => `session ${sessionKey}`;

/** A session of the host has no end of its own. */
const YEAR = 365 * 24 * 3_600_000;

const NOT_SIGNED_IN: SignIn = { status: "refused", reason: "not_signed_in" };

function sessionOf(found: string | HostSession, now: Date): Session {
  const { userId, sessionKey, profile } = typeof found === "string" ? { userId: found } : found;
  if (!userIdSchema.safeParse(userId).success)
    throw new TypeError(
      `authenticate returned ${typeof userId === "string" ? "a text that is no id" : typeof userId}: it has to return the id of the signed-in user, or null`,
    );
  const expiresAt = new Date(now.getTime() + YEAR);
  return { kind: "user", source: "host", userId, sessionKey, profile, issuedAt: now, expiresAt };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Refuses the session of another user than the one whom a client has: its screen and its outbox are that user's. */
export const ofUser = (userId: string | undefined, session: Session): SignIn =>
  userId === undefined || (session.kind === "user" && session.userId === userId)
    ? { status: "signed-in", session }
    : { status: "refused", reason: "session_expired" };

/**
 * Authenticates requests by the host's own session, such as a cookie. A browser sends cookies with requests of any page,
 * so only pages of the same host and of allowed origins are authenticated.
 */
export function createHostAuthenticator(options: HostAuthenticatorOptions): Authenticator {
  const { authenticate, tokens, allowedOrigins, now, onOriginRefused, onUnknown } = options;
  return {
    recheckEvery: RECHECK,
    async authenticate(token, request) {
      if (token !== undefined && token !== "" && tokens !== undefined)
        return tokens.authenticate(token, request);
      if (request === undefined) return NOT_SIGNED_IN;
      if (!isFromAllowedPage(request, allowedOrigins)) {
        if (request.headers.origin !== undefined) onOriginRefused(request);
        throw new DomainError("forbidden");
      }
      const found = await authenticate(request);
      if (found === null || found === undefined) {
        if (request.headers.cookie !== undefined) onUnknown(request);
        return NOT_SIGNED_IN;
      }
      const session = sessionOf(found, now());
      const { [USER_HEADER]: declared } = request.headers;
      return ofUser(typeof declared === "string" ? decoded(declared) : undefined, session);
    },
    onKeysChanged: (listener) => tokens?.onKeysChanged(listener) ?? (() => undefined),
  };
}
