import { coalesce } from "@parley/concurrency/coalesce";
import { DomainError, loadActor, type Platform, type Session } from "@parley/api/platform";
import { closeCodes } from "@parley/contract/close-codes";
import type { ErrorReason } from "@parley/contract/error-reasons";
import type { TRPCRequestInfo } from "@trpc/server/http";
import type { FastifyRequest } from "fastify";
import type { WebSocket } from "ws";
import type { Authenticator, SignIn } from "../auth.ts";
import { callerKey } from "../context.ts";
import { CLOCK_TOLERANCE } from "../auth/check-token.ts";
import { ofUser, sessionTopic } from "../auth/host-session.ts";
import { refusal, refusalOf } from "../http/problem.ts";
import type { Timeouts } from "../timeouts.ts";
import type { Incoming } from "./incoming.ts";

/** The first message of a socket, if it has one. */
export type ConnectionParams = TRPCRequestInfo["connectionParams"];

/** Why and how a socket is closed. */
export interface Ending {
  readonly code: number;
  readonly reason: ErrorReason;
  /**
   * `cut` reads nothing more. `after-response` does so once the response that states the reason has been sent. `close` waits
   * for the closing handshake.
   */
  readonly how: "cut" | "after-response" | "close";
}

/** The session of a socket, from its opening to its end. */
export type SocketSession =
  /** The first message with the token has to arrive before the deadline. */
  | { readonly status: "awaiting-token" }
  /** No token can arrive: calls are refused one by one until the deadline. */
  | { readonly status: "anonymous" }
  /** `isStale`: the keys or the account have changed since verification started. */
  | { readonly status: "verifying"; readonly isStale: boolean }
  /** `isStale`: the keys or the account have changed since the token was verified; it is verified again. */
  | { readonly status: "signed-in"; readonly session: Session; readonly isStale: boolean }
  | { readonly status: "closing"; readonly ending: Ending }
  | { readonly status: "closed" };

export type SocketEvent =
  | { readonly type: "token-received" }
  /** The first message could not be parsed. */
  | { readonly type: "token-unreadable" }
  | { readonly type: "verified"; readonly signIn: SignIn }
  /** The keys cannot be reached. */
  | { readonly type: "unverifiable"; readonly reason: ErrorReason }
  /** Keys: of all tokens. Account: its status, role, tokens or sessions. */
  | { readonly type: "keys-changed" | "account-changed" }
  | { readonly type: "deadline-passed" }
  | { readonly type: "token-expired" }
  /** The database no longer accepts the session: the account is closed, or its tokens are revoked. */
  | { readonly type: "access-lost"; readonly reason: ErrorReason }
  | { readonly type: "socket-closed" };

/** RFC 6455 leaves 1013, "try again later", to the IANA registry, and browsers support it. */
const TRY_AGAIN_LATER = 1013;

/** setTimeout is limited to 31 bits of milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

const closing = (code: number, reason: ErrorReason, how: Ending["how"] = "cut"): SocketSession => ({
  status: "closing",
  ending: { code, reason, how },
});

function verified(
  state: Extract<SocketSession, { status: "verifying" | "signed-in" }>,
  signIn: SignIn,
): SocketSession {
  if (signIn.status === "refused") {
    return closing(closeCodes.signInAgain, signIn.reason, "after-response");
  }
  const { session } = signIn;
  // The host's session may have become that of another user.
  if (state.status === "signed-in" && callerKey(session) !== callerKey(state.session))
    return closing(closeCodes.signInAgain, "session_expired");
  return state.status === "verifying"
    ? { status: "signed-in", session, isStale: state.isStale }
    : { ...state, isStale: false };
}

/** The session after an event. Events that do not concern a state leave it as it is. */
export function nextSession(state: SocketSession, event: SocketEvent): SocketSession {
  const { status } = state;
  if (event.type === "socket-closed") return { status: "closed" };
  if (status === "closing" || status === "closed") return state;
  switch (event.type) {
    case "token-received":
      return status === "awaiting-token" ? { status: "verifying", isStale: false } : state;
    case "token-unreadable":
      if (status !== "awaiting-token") return state;
      return closing(closeCodes.signInAgain, "not_signed_in", "after-response");
    case "verified":
      return status === "verifying" || status === "signed-in"
        ? verified(state, event.signIn)
        : state;
    case "unverifiable":
      return closing(TRY_AGAIN_LATER, event.reason, "after-response");
    case "keys-changed":
    case "account-changed":
      return status === "verifying" || status === "signed-in" ? { ...state, isStale: true } : state;
    case "deadline-passed":
      return status === "signed-in" ? state : closing(closeCodes.authDeadline, "not_signed_in");
    case "token-expired":
      return closing(closeCodes.signInAgain, "session_expired");
    case "access-lost": {
      const { reason } = event;
      const isFinal = reason === "not_signed_in";
      return closing(isFinal ? closeCodes.stop : closeCodes.signInAgain, reason, "close");
    }
  }
}

export interface SocketSessionOptions {
  readonly socket: WebSocket;
  /** The upgrade, with the cookies of the host. */
  readonly request: FastifyRequest;
  readonly cut: Incoming["cut"];
  /** Whether the address of the socket states that a first message with a token will arrive. */
  readonly isAnnounced: boolean;
  readonly authenticator: Authenticator;
  readonly platform: Platform;
  readonly timeouts: Timeouts;
  /** For the log: a fault after which the session goes on. */
  readonly onFault: (cause: unknown) => void;
}

/** Authenticates one socket, and closes it when its session ends. */
export interface RunningSession {
  /**
   * Authenticates by the first message. tRPC calls it once, and passes the result to every call. Rejects with what the client
   * is told if the token is not valid.
   */
  authenticate(params: ConnectionParams): Promise<SignIn>;
  /** Called before each response: if the first message is not read yet, it could not be parsed, and the socket is closed. */
  responding(): void;
  /** Whether the socket is still open for the user who signed in. */
  isSignedIn(): boolean;
}

const ANONYMOUS: SignIn = { status: "refused", reason: "not_signed_in" };

/** Milliseconds until a token expires. One that was accepted within the clock tolerance lives for the tolerance. */
function lifeLeft({ expiresAt }: Session, now: Date): number {
  const left = expiresAt.getTime() - now.getTime();
  return Math.min(left > 0 ? left : left + CLOCK_TOLERANCE * 1_000, LONGEST_TIMER);
}

/**
 * Starts the session of a socket. The socket is closed if no token arrives in time, if the token is not valid, when it
 * expires, when its key is withdrawn, and when the account is closed or its tokens are revoked.
 */
export function startSocketSession(options: SocketSessionOptions): RunningSession {
  const { socket, request, cut, isAnnounced, authenticator, platform, timeouts, onFault } = options;
  const { recheckEvery } = authenticator;
  let state: SocketSession = { status: isAnnounced ? "awaiting-token" : "anonymous" };
  let token = "";
  /** Whose client it is, if it says so. */
  let userId: string | undefined;
  let timer = setTimeout(() => apply({ type: "deadline-passed" }), timeouts.authDeadline);
  const stops: (() => void)[] = [];

  const apply = (event: SocketEvent) => {
    const before = state;
    state = nextSession(before, event);
    if (state.status !== before.status) enter(state);
    if (state.status === "signed-in" && state.isStale) void verifyAgain();
  };

  const enter = (entered: SocketSession) => {
    switch (entered.status) {
      case "awaiting-token":
      case "anonymous":
        return;
      case "verifying":
        stops.push(authenticator.onKeysChanged(() => apply({ type: "keys-changed" })));
        return;
      case "signed-in": {
        clearTimeout(timer);
        const left = lifeLeft(entered.session, platform.clock.now());
        timer = setTimeout(() => apply({ type: "token-expired" }), left);
        watchAccess(entered.session);
        if (recheckEvery !== undefined) {
          const recheck = setInterval(() => apply({ type: "account-changed" }), recheckEvery);
          stops.push(() => clearInterval(recheck));
        }
        return;
      }
      case "closing":
        end(entered.ending);
        return;
      case "closed":
        clearTimeout(timer);
        for (const stop of stops) stop();
    }
  };

  const end = ({ code, reason, how }: Ending) => {
    if (how === "close") socket.close(code, reason);
    else if (how === "cut") cut(code, reason);
    // tRPC sends the response, then closes without a code in a later immediate than this one.
    else setImmediate(() => cut(code, reason));
  };

  const verify = async (): Promise<SignIn> => {
    try {
      const found = await authenticator.authenticate(token, request);
      const signIn = found.status === "signed-in" ? ofUser(userId, found.session) : found;
      apply({ type: "verified", signIn });
      return signIn;
    } catch (fault) {
      if (!(fault instanceof DomainError)) throw fault;
      apply({ type: "unverifiable", reason: fault.reason });
      throw refusalOf(fault);
    }
  };

  // There is no call to answer: the socket is closed with the reason.
  const verifyAgain = coalesce(() => verify().catch(() => undefined));

  /** Whenever the account changes, the database decides whether the session is still valid. */
  const watchAccess = (session: Session) => {
    if (session.kind !== "user") return;
    const check = coalesce(async () => {
      try {
        await loadActor({ ctx: platform, session });
      } catch (fault) {
        if (fault instanceof DomainError) apply({ type: "access-lost", reason: fault.reason });
        else onFault(fault);
      }
    });
    const onAuthority = () => {
      // Perhaps what changed is not the account, but the session in which the token was issued.
      apply({ type: "account-changed" });
      void check();
    };
    stops.push(platform.bus.listen(session.userId, { onAuthority }));
    const { sessionKey } = session;
    if (sessionKey === undefined) return;
    const onSignOut = () => apply({ type: "access-lost", reason: "session_expired" });
    stops.push(platform.bus.listen(sessionTopic(sessionKey), { onAuthority: onSignOut }));
  };

  socket.once("close", () => apply({ type: "socket-closed" }));

  return {
    async authenticate(params) {
      if (!isAnnounced) return ANONYMOUS;
      // A first message without a token is an error that its sender needs to see.
      token = params?.["token"] ?? "";
      userId = params?.["user"];
      apply({ type: "token-received" });
      const signIn = await verify();
      if (signIn.status === "refused") throw refusal(signIn.reason);
      return signIn;
    },
    responding() {
      // Checked here, since this is called for every event that is sent.
      if (state.status === "awaiting-token") apply({ type: "token-unreadable" });
    },
    isSignedIn: () => state.status === "signed-in",
  };
}
