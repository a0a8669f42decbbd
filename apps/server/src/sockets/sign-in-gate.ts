import type { Clock, Session } from "@parley/api/domain/context";
import { DomainError } from "@parley/api/domain/errors";
import { closeCodes } from "@parley/contract/errors";
import type { TRPCRequestInfo } from "@trpc/server/http";
import type { WebSocket } from "ws";
import { type Authenticate, CLOCK_TOLERANCE, type SignIn } from "../auth.ts";
import { refusal } from "../http/problem.ts";
import type { Pace } from "../pace.ts";

/** What a socket says first, where it says anything. */
export type ConnectionParams = TRPCRequestInfo["connectionParams"];

export interface SignInGateOptions {
  readonly socket: WebSocket;
  readonly authenticate: Authenticate;
  readonly clock: Clock;
  readonly pace: Pace;
}

/** RFC 6455 leaves 1013, "try again later", to the IANA registry, and browsers know it. */
const TRY_AGAIN_LATER = 1013;

/** setTimeout holds 31 bits of milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

const ANONYMOUS: SignIn = { status: "refused", reason: "not_signed_in" };

/**
 * Lets a socket in by the token in its first message. Closes it when none comes in time, when the token does not
 * hold, and when it ends. The result is called once, by tRPC, with what the socket said.
 */
export function createSignInGate({ socket, authenticate, clock, pace }: SignInGateOptions) {
  const deadline = setTimeout(() => socket.close(closeCodes.authDeadline, "not_signed_in"), pace.authDeadline);
  let expiry: NodeJS.Timeout | undefined;
  socket.once("close", () => {
    clearTimeout(deadline);
    clearTimeout(expiry);
  });

  const closeAtExpiry = ({ expiresAt }: Session) => {
    const left = expiresAt.getTime() - clock.now().getTime();
    // Past its end the token was let in by the tolerance, and lives as long as that.
    const delay = left > 0 ? left : left + CLOCK_TOLERANCE * 1_000;
    const close = () => socket.close(closeCodes.signInAgain, "session_expired");
    expiry = setTimeout(close, Math.min(delay, LONGEST_TIMER));
  };

  const turnAway = (code: number, fault: DomainError) => {
    // tRPC first tells the client why, then closes without a code in a later immediate than this one.
    setImmediate(() => socket.close(code, fault.reason));
    return refusal(fault.reason, fault.cause);
  };

  const lookAt = async (token: string | undefined): Promise<SignIn> => {
    try {
      return await authenticate(token);
    } catch (fault) {
      throw fault instanceof DomainError ? turnAway(TRY_AGAIN_LATER, fault) : fault;
    }
  };

  return async (params: ConnectionParams): Promise<SignIn> => {
    // Nothing was announced, so nothing can come any more: calls are refused one by one until the deadline.
    if (params === null) return ANONYMOUS;
    const signIn = await lookAt(params["token"]);
    if (signIn.status === "refused") throw turnAway(closeCodes.signInAgain, new DomainError(signIn.reason));
    clearTimeout(deadline);
    if (socket.readyState === socket.OPEN) closeAtExpiry(signIn.session);
    return signIn;
  };
}
