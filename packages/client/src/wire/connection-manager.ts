import { createNotifier } from "@parley/concurrency/notifier";
import { closeCodes } from "@parley/contract/close-codes";
import type { ConnectionCause, ConnectionState } from "../connection.ts";
import { retryDelay } from "../retry-delay.ts";
import { createStore, type Store } from "../store.ts";
import type { LiveSocket, SocketWatcher } from "./fail-fast-socket.ts";
import type { TokenSource } from "./token-source.ts";
import { isDeviceOffline } from "./wake-events.ts";

/** A connection that lasted this long resets the counters of failures and refusals, in milliseconds. */
const STABLE = 5_000;
/** Clients of a server that shuts down reconnect within this time, in milliseconds. */
const RECONNECT_WITHIN = 2_000;
/** Least delay after `token` failed, in milliseconds: one that throws at once would otherwise be called without a pause. */
const TOKEN_RETRY_MIN = 100;

type EndState = Extract<ConnectionState, { status: "signed-out" | "outdated" }>;

/** The next socket. */
export type Attempt =
  /** It may be opened. A token is here if its socket was given up before it opened. */
  | { readonly status: "ready"; readonly token?: string | undefined }
  | { readonly status: "waiting"; readonly until: number }
  /** The host's `token` is being called. */
  | { readonly status: "asking" }
  /** tRPC has the token. `socket` is here once tRPC has created it; no `token`: it must not be used for another one. */
  | {
      readonly status: "opening";
      readonly token?: string | undefined;
      readonly socket?: LiveSocket | undefined;
    }
  /** No socket is opened before `reconnect`. */
  | { readonly status: "ended"; readonly as: EndState };

/** Everything that the manager knows. */
export interface Connections {
  readonly isRunning: boolean;
  readonly attempt: Attempt;
  /** Open sockets: two while one replaces the other. */
  readonly open: readonly LiveSocket[];
  /** Sockets that only have to close. */
  readonly dismissed: readonly LiveSocket[];
  /** When the server accepted the token; since then the client is online. */
  readonly acceptedAt?: number | undefined;
  /** Attempts since the client was online. */
  readonly attempts: number;
  /** Failures and refused tokens since the last stable connection. */
  readonly failures: number;
  readonly refusals: number;
  readonly lostAt?: number | undefined;
  readonly cause?: ConnectionCause | undefined;
  /** Whether the last call over HTTP since the client was online was answered. */
  readonly isAnswering?: boolean | undefined;
}

export type ConnectionEvent =
  | { readonly type: "started" | "stopped" }
  /** tRPC asks whether it may open a socket. */
  | { readonly type: "asked" }
  | { readonly type: "token-requested" | "token-failed" }
  | { readonly type: "token-granted"; readonly token: string }
  | { readonly type: "socket-created" | "socket-opened"; readonly socket: LiveSocket }
  | { readonly type: "socket-closed"; readonly socket: LiveSocket; readonly code: number }
  /** A call over HTTP. */
  | { readonly type: "called"; readonly isAnswered: boolean }
  /** The server accepted, or refused, the token of the open socket. */
  | { readonly type: "accepted" | "refused" }
  | { readonly type: "ended"; readonly as: EndState }
  | { readonly type: "reconnect-requested" }
  | { readonly type: "network-lost" }
  /** The network or the page is back. */
  | { readonly type: "woken" };

/** What a transition depends on in addition to state and event. */
export interface TransitionContext {
  readonly now: number;
  readonly random: () => number;
  readonly isDeviceOffline: boolean;
}

const initial: Connections = {
  isRunning: false,
  attempt: { status: "ready" },
  open: [],
  dismissed: [],
  attempts: 0,
  failures: 0,
  refusals: 0,
};

const without = (sockets: readonly LiveSocket[], socket: LiveSocket) =>
  sockets.filter((other) => other !== socket);

/** Only a stable connection erases what went wrong before it. */
function leaveOnline(state: Connections, { now }: TransitionContext): Connections {
  const isStable = state.acceptedAt !== undefined && now - state.acceptedAt >= STABLE;
  return { ...state, acceptedAt: undefined, ...(isStable ? { failures: 0, refusals: 0 } : {}) };
}

const dismissOpen = (state: Connections): Connections => ({
  ...state,
  open: [],
  dismissed: [...state.dismissed, ...state.open],
});

const end = (state: Connections, as: EndState): Connections => ({
  ...dismissOpen(state),
  attempt: { status: "ended", as },
});

/** Nothing that was granted before counts any more. */
const resetAttempt = ({ attempt }: Connections): Attempt =>
  attempt.status === "ready" || attempt.status === "opening" ? { status: "ready" } : attempt;

function retryAt(
  state: Connections,
  { until, cause = "server" }: { until: number; cause?: ConnectionCause },
  { now, isDeviceOffline: isOffline }: TransitionContext,
): Connections {
  const { status } = state.attempt;
  return {
    ...state,
    attempt:
      status === "ended" || status === "opening" ? state.attempt : { status: "waiting", until },
    cause: isOffline ? "network" : cause,
    lostAt: state.lostAt ?? now,
  };
}

function retryAfterFailure(
  state: Connections,
  { cause = "server", least = 0 }: { cause?: ConnectionCause; least?: number },
  at: TransitionContext,
): Connections {
  const delay = Math.max(least, retryDelay(state.failures, at.random));
  const waiting = retryAt(state, { until: at.now + delay, cause }, at);
  return { ...waiting, failures: state.failures + 1 };
}

/** Connects again with a fresh token; the second refusal in a row ends the session. */
function renewToken(state: Connections, at: TransitionContext): Connections {
  const counted = { ...state, refusals: state.refusals + 1 };
  if (counted.refusals > 1) return end(counted, { status: "signed-out", reason: "expired" });
  return retryAt(counted, { until: at.now }, at);
}

/**
 * While a socket closes tRPC may ask twice: a call that finds the socket closing, then the close event. Only the later one
 * counts. On a busy machine the earlier one may have created its socket by then: that socket is closed, and its token serves
 * the later one.
 */
function ask(state: Connections, at: TransitionContext): Connections {
  const { attempt, open, dismissed } = state;
  if (attempt.status === "opening") {
    const { token, socket } = attempt;
    if (socket !== undefined) {
      return { ...state, attempt: { status: "ready", token }, dismissed: [...dismissed, socket] };
    }
    const ready = { ...state, attempt: { status: "ready" } } as const;
    return token === undefined ? ready : retryAfterFailure(ready, {}, at);
  }
  if (attempt.status === "ended" || (attempt.status === "ready" && attempt.token !== undefined))
    return state;
  if (open.length > 0) {
    return {
      ...state,
      attempt: { status: "waiting", until: at.now + at.random() * RECONNECT_WITHIN },
    };
  }
  return attempt.status === "asking" ? { ...state, attempt: { status: "ready" } } : state;
}

function close(
  state: Connections,
  { socket, code }: { socket: LiveSocket; code: number },
  at: TransitionContext,
): Connections {
  if (state.dismissed.includes(socket)) {
    return { ...state, dismissed: without(state.dismissed, socket) };
  }
  const wasOpen = state.open.includes(socket);
  const left = { ...state, attempt: resetAttempt(state), open: without(state.open, socket) };
  if (code === closeCodes.stop) return end(left, { status: "signed-out", reason: "refused" });
  // Another socket has replaced it.
  if (wasOpen && left.open.length > 0) return left;
  const lost = leaveOnline(left, at);
  if (code === closeCodes.signInAgain) return renewToken(lost, at);
  if (code === closeCodes.goingAway) {
    return retryAt(lost, { until: at.now + at.random() * RECONNECT_WITHIN }, at);
  }
  return retryAfterFailure(lost, {}, at);
}

function loseNetwork(state: Connections, at: TransitionContext): Connections {
  if (!state.isRunning || state.attempt.status === "ended") return state;
  if (state.open.length === 0) return { ...state, cause: "network" };
  const { attempt } = state;
  const opening =
    attempt.status === "opening" && attempt.socket !== undefined ? [attempt.socket] : [];
  const lost = dismissOpen(leaveOnline({ ...state, attempt: resetAttempt(state) }, at));
  return retryAfterFailure({ ...lost, dismissed: [...lost.dismissed, ...opening] }, {}, at);
}

function wake(state: Connections, { now }: TransitionContext): Connections {
  const { attempt } = state;
  if (attempt.status !== "waiting") return state;
  return { ...state, attempt: { status: "waiting", until: Math.min(attempt.until, now) } };
}

function reconnect(state: Connections, at: TransitionContext): Connections {
  const { attempt } = state;
  const fresh = { ...state, attempts: 0, failures: 0, refusals: 0 };
  switch (attempt.status) {
    case "ended":
    case "ready":
      return { ...fresh, attempt: { status: "ready" } };
    case "opening":
      return { ...fresh, attempt: { ...attempt, token: undefined } };
    case "waiting":
    case "asking":
      return wake(fresh, at);
  }
}

/** The state after an event. Sockets that are dismissed by it have to be closed. */
export function transition(
  state: Connections,
  event: ConnectionEvent,
  at: TransitionContext,
): Connections {
  const { attempt } = state;
  switch (event.type) {
    case "started":
      return {
        ...state,
        isRunning: true,
        attempt: attempt.status === "ended" ? attempt : { status: "ready" },
        attempts: 0,
        failures: 0,
        lostAt: undefined,
      };
    case "stopped":
      return { ...dismissOpen(leaveOnline(state, at)), isRunning: false, isAnswering: undefined };
    case "asked":
      return ask(state, at);
    case "token-requested":
      return { ...state, attempt: { status: "asking" }, attempts: state.attempts + 1 };
    case "token-failed": {
      // It says nothing about the session.
      const failure = { cause: "token", least: TOKEN_RETRY_MIN } as const;
      return attempt.status === "asking" ? retryAfterFailure(state, failure, at) : state;
    }
    case "token-granted":
      return { ...state, attempt: { status: "opening", token: event.token } };
    case "socket-created":
      if (attempt.status !== "opening") return state;
      return { ...state, attempt: { ...attempt, socket: event.socket } };
    case "socket-opened": {
      const opened = {
        ...state,
        attempt: resetAttempt(state),
        open: [...state.open, event.socket],
      };
      return state.isRunning && attempt.status !== "ended" ? opened : dismissOpen(opened);
    }
    case "accepted":
      if (state.open.length === 0 || state.acceptedAt !== undefined) return state;
      return {
        ...state,
        acceptedAt: at.now,
        attempts: 0,
        lostAt: undefined,
        cause: undefined,
        isAnswering: undefined,
      };
    case "called":
      return { ...state, isAnswering: event.isAnswered && state.acceptedAt === undefined };
    case "refused":
      return state.open.length === 0 ? state : renewToken(dismissOpen(leaveOnline(state, at)), at);
    case "socket-closed":
      return close(state, event, at);
    case "ended":
      return end(state, event.as);
    case "reconnect-requested":
      return reconnect(state, at);
    case "network-lost":
      return loseNetwork(state, at);
    case "woken":
      return wake(state, at);
  }
}

/** What is shown of a state. */
export function connectionStateOf(state: Connections): ConnectionState {
  const { attempt, open, attempts, lostAt: since } = state;
  const isServer = (state.cause ?? "server") === "server";
  const cause = state.isAnswering === true && isServer ? "socket" : state.cause;
  if (attempt.status === "ended") return attempt.as;
  if (!state.isRunning) return { status: "idle" };
  if (open.length > 0 && state.acceptedAt !== undefined) return { status: "online" };
  if (open.length === 0) {
    if (attempt.status === "waiting") {
      return { status: "offline", since: since ?? attempt.until, retryAt: attempt.until, cause };
    }
    if (attempt.status === "ready" && attempts === 0) return { status: "idle" };
  }
  return { status: "connecting", attempt: Math.max(1, attempts), since, cause };
}

/** Milliseconds until a socket may be opened; undefined if that depends on another event: a sign-in, or the end of a socket. */
function delayOf({ attempt, open, dismissed }: Connections, now: number): number | undefined {
  const isClosing = [...open, ...dismissed].some((socket) => !socket.isOpen);
  if (attempt.status === "ended" || isClosing) return undefined;
  return attempt.status === "waiting" ? Math.max(0, Math.ceil(attempt.until - now)) : 0;
}

const isSame = (one: ConnectionState, other: ConnectionState) =>
  JSON.stringify(one) === JSON.stringify(other);

/**
 * Decides when a socket may be opened and with which token. tRPC opens the sockets and asks here before each; the sockets
 * report here what happens to them.
 */
export interface ConnectionManager extends SocketWatcher {
  readonly state: Store<ConnectionState>;
  readonly isRunning: boolean;
  start(): void;
  /** Opens no more sockets, and rejects the call that waits for one. tRPC closes those that are open. */
  stop(): void;
  /** Waits until a socket may be opened, and returns the token for it. Rejects once stopped, and when called again meanwhile. */
  admit(): Promise<string>;
  /** The server accepted the token: a subscription has started on the socket. */
  accepted(): void;
  /**
   * The server refused the token in an answer: connects again with a fresh one. Resolves once the socket with the old one
   * has closed; before that tRPC would open a second one.
   */
  refused(): Promise<void>;
  /** The server no longer serves this version: rests as after a sign-out, until `reconnect`. */
  outdated(): Promise<void>;
  signOut(reason: "expired" | "refused"): void;
  /** Whether a call over HTTP was answered. */
  called(isAnswered: boolean): void;
  /** Tries at once, from every state. */
  reconnect(): void;
  /** The device has no network: open sockets are given up now, and not at the end of their timeout. */
  drop(): void;
  /** The network or the page is back: open sockets are probed, and a retry that waits starts. */
  wake(): void;
}

interface Options {
  readonly tokens: TokenSource;
  readonly now: () => number;
  readonly random: () => number;
}

export function createConnectionManager({ tokens, now, random }: Options): ConnectionManager {
  const shown = createStore<ConnectionState>({ status: "idle" });
  const changed = createNotifier();
  let state = initial;
  let latestCall = 0;

  const apply = (event: ConnectionEvent) => {
    const before = state;
    state = transition(state, event, { now: now(), random, isDeviceOffline: isDeviceOffline() });
    if (state === before) return;
    // When the client stops, tRPC closes its socket after the calls in flight.
    if (event.type !== "stopped") {
      for (const socket of state.dismissed) if (!before.dismissed.includes(socket)) socket.close();
    }
    const next = connectionStateOf(state);
    if (!isSame(shown.get(), next)) shown.set(next);
    changed.notify();
  };

  const dismissedEnd = async () => {
    while (state.dismissed.length > 0) await changed.wait();
  };

  const mayOpen = async (call: number) => {
    for (;;) {
      if (!state.isRunning) throw new Error("the client is closed");
      if (call !== latestCall) throw new Error("asked again meanwhile");
      const delay = delayOf(state, now());
      if (delay === 0) return;
      await changed.wait(delay);
    }
  };

  /** Whether the token that was requested may still be used. */
  const isCurrent = (call: number) =>
    call === latestCall &&
    state.isRunning &&
    state.attempt.status === "asking" &&
    delayOf(state, now()) === 0;

  const wakeSockets = () => {
    for (const socket of state.open) socket.probe();
  };

  return {
    state: shown,
    get isRunning() {
      return state.isRunning;
    },
    start: () => apply({ type: "started" }),
    stop: () => apply({ type: "stopped" }),
    async admit() {
      latestCall += 1;
      const call = latestCall;
      apply({ type: "asked" });
      // The earlier call that waits, if any, is rejected.
      changed.notify();
      for (;;) {
        await mayOpen(call);
        const kept = state.attempt.status === "ready" ? state.attempt.token : undefined;
        apply({ type: "token-requested" });
        try {
          const token = kept ?? (await tokens.fresh());
          if (token === null) {
            apply({ type: "ended", as: { status: "signed-out", reason: "expired" } });
          } else if (isCurrent(call)) {
            apply({ type: "token-granted", token });
            return token;
          }
        } catch {
          apply({ type: "token-failed" });
        }
      }
    },
    created: (socket) => apply({ type: "socket-created", socket }),
    opened: (socket) => apply({ type: "socket-opened", socket }),
    closed: (socket, code) => apply({ type: "socket-closed", socket, code }),
    accepted() {
      // Checked here, since this is called for every event that arrives.
      if (state.acceptedAt === undefined) apply({ type: "accepted" });
    },
    refused() {
      apply({ type: "refused" });
      return dismissedEnd();
    },
    outdated() {
      apply({ type: "ended", as: { status: "outdated" } });
      return dismissedEnd();
    },
    called: (isAnswered) => apply({ type: "called", isAnswered }),
    signOut: (reason) => apply({ type: "ended", as: { status: "signed-out", reason } }),
    reconnect() {
      tokens.forget();
      wakeSockets();
      apply({ type: "reconnect-requested" });
    },
    drop: () => apply({ type: "network-lost" }),
    wake() {
      wakeSockets();
      apply({ type: "woken" });
    },
  };
}
