import type { Clock } from "@parley/api/domain/clock";
import type { Session } from "@parley/api/domain/context";
import { DomainError } from "@parley/api/domain/errors";
import { closeCodes } from "@parley/contract/close-codes";
import type { ErrorReason } from "@parley/contract/error-reasons";
import type { TRPCRequestInfo } from "@trpc/server/http";
import type { WebSocket } from "ws";
import type { Authenticator, SignIn } from "../auth.ts";
import { CLOCK_TOLERANCE } from "../auth/check-token.ts";
import { refusal, refusalOf } from "../http/problem.ts";
import type { Timeouts } from "../timeouts.ts";
import type { Incoming } from "./incoming.ts";

/** The first message of a socket, if it has one. */
export type ConnectionParams = TRPCRequestInfo["connectionParams"];

export interface SocketAuthOptions {
  readonly socket: WebSocket;
  /** Closes the socket. */
  readonly close: Incoming["cut"];
  /** Whether the address of the socket says that a first message with a token will come. */
  readonly isAnnounced: boolean;
  readonly authenticator: Authenticator;
  readonly clock: Clock;
  readonly timeouts: Timeouts;
}

/** Authentication of one socket. */
export interface SocketAuth {
  /** Authenticates by the first message. tRPC calls it once, and passes the result to every call. */
  authenticate(params: ConnectionParams): Promise<SignIn>;
  /** Whether `authenticate` was called. tRPC does not when it cannot read the first message. */
  hasHeard(): boolean;
  /** Closes the socket after the response that is being sent. */
  reject(code: number, reason: ErrorReason): void;
}

/** RFC 6455 leaves 1013, "try again later", to the IANA registry, and browsers support it. */
const TRY_AGAIN_LATER = 1013;

/** setTimeout is limited to 31 bits of milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

const ANONYMOUS: SignIn = { status: "refused", reason: "not_signed_in" };

/** Milliseconds until a token expires. One that was accepted within the clock tolerance lives for the tolerance. */
function lifeLeft({ expiresAt }: Session, now: Date): number {
  const left = expiresAt.getTime() - now.getTime();
  return Math.min(left > 0 ? left : left + CLOCK_TOLERANCE * 1_000, LONGEST_TIMER);
}

/**
 * Authenticates a socket by the token in its first message. Closes it if none comes in time, if the token is not valid,
 * when it expires, and when its key is withdrawn.
 */
export function createSocketAuth(options: SocketAuthOptions): SocketAuth {
  const { socket, close, isAnnounced, authenticator, clock, timeouts } = options;
  const closeAs = (code: number, reason: ErrorReason) => () => close(code, reason);
  const deadline = setTimeout(
    closeAs(closeCodes.authDeadline, "not_signed_in"),
    timeouts.authDeadline,
  );
  let expiry: NodeJS.Timeout | undefined;
  let hasHeard = false;
  let stopWatching = () => {};
  socket.once("close", () => {
    clearTimeout(deadline);
    clearTimeout(expiry);
    stopWatching();
  });

  // tRPC tells the client why, then closes without a code in a later immediate than this one.
  const reject = (code: number, reason: ErrorReason) => void setImmediate(closeAs(code, reason));

  const verify = async (token: string | undefined): Promise<SignIn> => {
    try {
      return await authenticator.authenticate(token);
    } catch (fault) {
      if (!(fault instanceof DomainError)) throw fault;
      reject(TRY_AGAIN_LATER, fault.reason);
      throw refusalOf(fault);
    }
  };

  const authenticateWith = async (token: string | undefined): Promise<SignIn> => {
    const signIn = await verify(token);
    if (signIn.status === "signed-in") return signIn;
    reject(closeCodes.signInAgain, signIn.reason);
    throw refusal(signIn.reason);
  };

  /** Verifies the token again whenever the keys change. One that is no longer valid closes the socket. */
  const watchKeys = (token: string | undefined) => {
    let isIn = false;
    let hasChanged = false;
    const look = () => {
      hasChanged = true;
      // The socket is closed with the reason; there is no call to answer.
      if (isIn) authenticateWith(token).catch(() => undefined);
    };
    stopWatching = authenticator.onKeysChanged(look);
    return () => {
      isIn = true;
      // Between the verification and this line the keys may have changed.
      if (hasChanged) look();
    };
  };

  return {
    reject,
    hasHeard: () => hasHeard,
    async authenticate(params) {
      hasHeard = true;
      // No token can arrive any more: calls are refused one by one until the deadline.
      if (!isAnnounced) return ANONYMOUS;
      // A first message without a token is an error that its sender needs to see.
      const token = params?.["token"] ?? "";
      const goOnWatching = watchKeys(token);
      const signIn = await authenticateWith(token);
      clearTimeout(deadline);
      goOnWatching();
      if (socket.readyState !== socket.OPEN) stopWatching();
      else if (signIn.status === "signed-in") {
        const expire = closeAs(closeCodes.signInAgain, "session_expired");
        expiry = setTimeout(expire, lifeLeft(signIn.session, clock.now()));
      }
      return signIn;
    },
  };
}
