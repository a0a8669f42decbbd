import type { FastifyRequest } from "fastify";
import { DomainError, type Session, type TokenProblem } from "@parley/api/platform";
import { checkToken, type Examination, refusalsOf, type TokenRules } from "./auth/check-token.ts";

/** The result of a verification. Every fault except expiry has the same result. */
export type SignIn =
  | { readonly status: "signed-in"; readonly session: Session }
  | { readonly status: "refused"; readonly reason: "not_signed_in" | "session_expired" };

/** Verifies tokens. */
export interface Authenticator {
  /** Rejects with `unavailable` if the keys cannot be fetched at the moment. */
  authenticate(token: string | undefined, request?: FastifyRequest): Promise<SignIn>;
  /**
   * Set if sessions of the host authenticate requests: how long a socket relies on one, in milliseconds. Browsers send
   * such a session with requests of every page.
   */
  readonly recheckEvery?: number | undefined;
  /** Called when a key was added, replaced or withdrawn: earlier results may no longer apply. */
  onKeysChanged(listener: () => void): () => void;
}

export interface AuthenticatorOptions extends TokenRules {
  /** Called with the reason why a token was refused, which its bearer is not told. */
  readonly onTokenRefused?: ((problem: TokenProblem) => void) | undefined;
}

const NOT_SIGNED_IN: SignIn = { status: "refused", reason: "not_signed_in" };
const SESSION_EXPIRED: SignIn = { status: "refused", reason: "session_expired" };

function problemOf(examination: Examination): TokenProblem {
  const refusals = refusalsOf(examination);
  const message = refusals.map(({ says }) => says).join("; ");
  return { check: refusals[0]?.name ?? "form", message };
}

const isOnlyOver = (examination: Examination) =>
  refusalsOf(examination).every(({ name }) => name === "expiry");

/** The verifier of all tokens, over HTTP and on sockets. */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { key, onTokenRefused } = options;
  return {
    async authenticate(token) {
      if (token === undefined) return NOT_SIGNED_IN;
      const examination = await checkToken(token, options).catch((fault: unknown) => {
        if (fault instanceof DomainError && fault.tokenProblem !== undefined)
          onTokenRefused?.(fault.tokenProblem);
        throw fault;
      });
      const { session } = examination;
      if (session !== undefined) return { status: "signed-in", session };
      onTokenRefused?.(problemOf(examination));
      return isOnlyOver(examination) ? SESSION_EXPIRED : NOT_SIGNED_IN;
    },
    onKeysChanged: (listener) => key.onChange(listener),
  };
}
