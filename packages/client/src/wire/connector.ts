import { createNotifier } from "@parley/concurrency/notifier";
import { closeCodes } from "@parley/contract/close-codes";
import type { ConnectionCause, ConnectionState } from "../connection.ts";
import { retryDelay } from "../retry-delay.ts";
import { createStore } from "../store.ts";
import type { LiveSocket, SocketWatcher } from "./eager-socket.ts";
import type { TokenSource } from "./token-source.ts";
import { isDeviceOffline } from "./waking.ts";

/** A connection that lasted this long was a good one, in milliseconds: counting starts again after it. */
const STABLE = 5_000;
/** Clients of a server that goes away come back within this time, in milliseconds. */
const COME_BACK = 2_000;

interface Options {
  readonly tokens: TokenSource;
  readonly now: () => number;
  readonly random: () => number;
}

/**
 * Decides when a socket may be opened and with which token, and says where the connection stands. tRPC
 * opens the sockets and asks here before each; the sockets report here what becomes of them.
 */
export class Connector implements SocketWatcher {
  readonly state = createStore<ConnectionState>({ status: "idle" });
  readonly #options: Options;
  readonly #changed = createNotifier();
  readonly #sockets = new Set<LiveSocket>();
  /** Sockets of which nothing more is wanted but their end. */
  readonly #dismissed = new Set<LiveSocket>();
  #isRunning = false;
  #asked = 0;
  /** What was granted last, until its socket opens or ends. `socket` is absent until tRPC has created it. */
  #pending: { readonly token: string; readonly socket?: LiveSocket } | undefined;
  /** Signed out or outdated: no socket is opened before `reconnect`. */
  #ended = false;
  #attempt = 0;
  #failures = 0;
  #refusals = 0;
  #retryAt = 0;
  #lostAt: number | undefined;
  #acceptedAt: number | undefined;
  #cause: ConnectionCause | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  start() {
    this.#isRunning = true;
    this.#pending = undefined;
    this.#attempt = 0;
    this.#failures = 0;
    this.#retryAt = 0;
    this.#lostAt = undefined;
  }

  /** Lets no more sockets be opened. Whoever waits for one is refused; those that are open end by themselves. */
  stop() {
    this.#isRunning = false;
    for (const socket of this.#sockets) this.#dismissed.add(socket);
    this.#sockets.clear();
    if (!this.#ended) this.state.set({ status: "idle" });
    this.#changed.notify();
  }

  /**
   * Waits until a socket may be opened, and returns the token for it. Rejects once stopped, and when asked
   * again meanwhile: while a socket is closing tRPC can ask twice (a call that finds the socket closing, then
   * the close event), and only the later one retries. On a busy machine the earlier one may have created its
   * socket by then: that socket is closed, and its token is used for the later one.
   */
  async admit(): Promise<string> {
    this.#asked += 1;
    const place = this.#asked;
    this.#changed.notify();
    if (this.#pending !== undefined) this.#supersede(this.#pending);
    else if (this.#sockets.size > 0) this.#retryAt = this.#chanceWithin(COME_BACK);
    for (;;) {
      await this.#turn(place);
      this.#attempt += 1;
      this.#show({
        status: "connecting",
        attempt: this.#attempt,
        since: this.#lostAt,
        cause: this.#cause,
      });
      try {
        const token = this.#pending?.token ?? (await this.#options.tokens.fresh());
        if (token === null) this.signOut("expired");
        else if (this.#mayOpen(place)) return this.#grant(token);
      } catch {
        // The host failed to answer, which says nothing about the session.
        this.#retryAfterFailure("token");
      }
    }
  }

  created(socket: LiveSocket) {
    if (this.#pending !== undefined) this.#pending = { ...this.#pending, socket };
  }

  opened(socket: LiveSocket) {
    this.#pending = undefined;
    this.#sockets.add(socket);
    if (!this.#isRunning || this.#ended) this.#dismissAll();
  }

  /** The server took the token: a subscription has begun on the socket. */
  accepted() {
    if (this.#sockets.size === 0 || this.state.get().status === "online") return;
    this.#attempt = 0;
    this.#lostAt = undefined;
    this.#cause = undefined;
    this.#acceptedAt = this.#options.now();
    this.#show({ status: "online" });
  }

  closed(socket: LiveSocket, code: number) {
    this.#changed.notify();
    if (this.#dismissed.delete(socket)) return;
    this.#pending = undefined;
    const wasOpen = this.#sockets.delete(socket);
    if (code === closeCodes.stop) return this.signOut("refused");
    // A socket that another one has replaced takes nothing with it.
    if (wasOpen && this.#sockets.size > 0) return;
    this.#forgetIfStable();
    if (code === closeCodes.signInAgain) this.#renew();
    else if (code === closeCodes.goingAway) this.#retryAtTime(this.#chanceWithin(COME_BACK));
    else this.#retryAfterFailure();
  }

  /**
   * The server refused the token in an answer: connects again with a fresh one. Resolves once the socket
   * with the old one has ended; before that tRPC would open a second one beside it.
   */
  async refused(): Promise<void> {
    if (this.#sockets.size > 0) {
      this.#forgetIfStable();
      this.#dismissAll();
      this.#renew();
    }
    while (this.#dismissed.size > 0) await this.#changed.wait();
  }

  /** The server no longer serves this version: rests as after the end of a session, until `reconnect`. */
  async outdated(): Promise<void> {
    this.#end({ status: "outdated" });
    while (this.#dismissed.size > 0) await this.#changed.wait();
  }

  signOut(reason: "expired" | "refused") {
    this.#end({ status: "signed-out", reason });
  }

  #end(state: Extract<ConnectionState, { status: "signed-out" | "outdated" }>) {
    this.#ended = true;
    this.#pending = undefined;
    this.#dismissAll();
    this.state.set(state);
  }

  /** Tries at once, from whatever state. */
  reconnect() {
    this.#options.tokens.forget();
    const { status } = this.state.get();
    this.#pending = undefined;
    this.#ended = false;
    this.#attempt = 0;
    this.#failures = 0;
    this.#refusals = 0;
    this.wake();
    if (status === "signed-out" || status === "outdated") this.state.set({ status: "idle" });
  }

  /** The device has no network any more: what is open is given up now, and not at the end of its silence. */
  drop() {
    if (!this.#isRunning || this.#ended) return;
    this.#cause = "network";
    if (this.#sockets.size === 0) {
      const state = this.state.get();
      if (state.status === "offline") this.#show({ ...state, cause: "network" });
      return;
    }
    this.#forgetIfStable();
    this.#dismissAll();
    this.#retryAfterFailure();
  }

  /** The network or the screen is back: what is open is probed, what waits is tried. */
  wake() {
    for (const socket of this.#sockets) socket.probe();
    this.#retryAt = 0;
    this.#changed.notify();
  }

  async #turn(place: number): Promise<void> {
    for (;;) {
      if (!this.#isRunning) throw new Error("the client is closed");
      if (place !== this.#asked) throw new Error("asked again meanwhile");
      if (this.#mayOpen(place)) return;
      const left = this.#retryAt - this.#options.now();
      await this.#changed.wait(this.#isHeld() ? undefined : Math.ceil(left));
    }
  }

  #mayOpen(place: number): boolean {
    const isNext = this.#isRunning && place === this.#asked;
    return isNext && !this.#isHeld() && this.#retryAt <= this.#options.now();
  }

  /** Whether only the bell ends the wait: for a sign-in, or for the end of a socket. */
  #isHeld(): boolean {
    const sockets = [...this.#sockets, ...this.#dismissed];
    return this.#ended || sockets.some((socket) => !socket.isOpen);
  }

  #grant(token: string): string {
    this.#pending = { token };
    return token;
  }

  #supersede({ socket }: { readonly socket?: LiveSocket }) {
    if (socket === undefined) {
      this.#pending = undefined;
      this.#retryAfterFailure();
    } else if (!this.#dismissed.has(socket)) {
      this.#dismissed.add(socket);
      socket.close();
    }
  }

  /** Only a good connection wipes out what went wrong before it. */
  #forgetIfStable() {
    const { now } = this.#options;
    if (this.#acceptedAt !== undefined && now() - this.#acceptedAt >= STABLE) {
      this.#failures = 0;
      this.#refusals = 0;
    }
    this.#acceptedAt = undefined;
  }

  #renew() {
    this.#refusals += 1;
    if (this.#refusals > 1) this.signOut("expired");
    else this.#retryAtTime(this.#options.now());
  }

  #retryAfterFailure(cause: ConnectionCause = "server") {
    const { now, random } = this.#options;
    this.#retryAtTime(now() + retryDelay(this.#failures, random), cause);
    this.#failures += 1;
  }

  #retryAtTime(time: number, cause: ConnectionCause = "server") {
    this.#retryAt = time;
    this.#cause = isDeviceOffline() ? "network" : cause;
    this.#lostAt ??= this.#options.now();
    this.#show({ status: "offline", since: this.#lostAt, retryAt: time, cause: this.#cause });
  }

  #chanceWithin(ms: number): number {
    return this.#options.now() + this.#options.random() * ms;
  }

  #dismissAll() {
    for (const socket of this.#sockets) {
      this.#dismissed.add(socket);
      socket.close();
    }
    this.#sockets.clear();
  }

  #show(state: ConnectionState) {
    const isBusy = this.#sockets.size > 0 && state.status !== "online";
    if (this.#isRunning && !this.#ended && !isBusy) this.state.set(state);
  }
}
