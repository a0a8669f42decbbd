import { closeCodes } from "@parley/contract/errors";
import { createBell } from "../bell.ts";
import type { ConnectionState } from "../connection.ts";
import { retryDelay } from "../retry-delay.ts";
import { createStore } from "../store.ts";
import type { LiveSocket, SocketWatcher } from "./eager-socket.ts";
import type { TokenSource } from "./token-source.ts";

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
  readonly #bell = createBell();
  readonly #sockets = new Set<LiveSocket>();
  #isRunning = false;
  /** Whether a token was given for a socket of which nothing has been heard. */
  #isPending = false;
  #isRenewing = false;
  #signedOut: "expired" | "refused" | undefined;
  #attempt = 0;
  #failures = 0;
  #refusals = 0;
  #retryAt = 0;
  #lostAt: number | undefined;
  #acceptedAt: number | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  start() {
    this.#isRunning = true;
    this.#attempt = 0;
    this.#failures = 0;
    this.#retryAt = 0;
    this.#lostAt = undefined;
  }

  /** Lets no more sockets be opened. Whoever waits for one is refused. */
  stop() {
    this.#isRunning = false;
    if (this.#signedOut === undefined) this.state.set({ status: "idle" });
    this.#bell.ring();
  }

  /** Waits until a socket may be opened, and brings the token for it. Rejects once stopped. */
  async admit(): Promise<string> {
    if (this.#isPending) this.#retryAfterFailure();
    else if (this.#sockets.size > 0) this.#retryAt = this.#chanceWithin(COME_BACK);
    for (;;) {
      await this.#turn();
      this.#attempt += 1;
      this.#show({ status: "connecting", attempt: this.#attempt, since: this.#lostAt });
      try {
        const token = await this.#options.tokens.fresh();
        this.#isPending = true;
        return token;
      } catch {
        if (this.#refusals > 0) this.signOut("expired");
        else this.#retryAfterFailure();
      }
    }
  }

  opened(socket: LiveSocket) {
    this.#isPending = false;
    this.#sockets.add(socket);
    if (!this.#isRunning || this.#signedOut !== undefined) socket.close();
  }

  /** The server took the token: a subscription has begun on the socket. */
  accepted() {
    if (this.#sockets.size === 0 || this.state.get().status === "online") return;
    this.#attempt = 0;
    this.#lostAt = undefined;
    this.#acceptedAt = this.#options.now();
    this.#show({ status: "online" });
  }

  closed(socket: LiveSocket, code: number) {
    this.#isPending = false;
    const wasOpen = this.#sockets.delete(socket);
    if (code === closeCodes.stop) return this.signOut("refused");
    // A socket that another one has replaced takes nothing with it.
    if (wasOpen && this.#sockets.size > 0) return;
    this.#lose();
    if (this.#isRenewing) this.#retryAtTime(this.#options.now());
    else if (code === closeCodes.signInAgain) this.#renew();
    else if (code === closeCodes.goingAway) this.#retryAtTime(this.#chanceWithin(COME_BACK));
    else this.#retryAfterFailure();
    this.#isRenewing = false;
  }

  /** The server refused the token in an answer: connects again with a fresh one. */
  refused() {
    if (this.#sockets.size === 0 || this.#isRenewing) return;
    this.#lose();
    this.#isRenewing = true;
    this.#renew();
    this.#closeAll();
  }

  signOut(reason: "expired" | "refused") {
    this.#signedOut = reason;
    this.#closeAll();
    this.state.set({ status: "signed-out", reason });
  }

  /** Tries at once, from whatever state. */
  reconnect() {
    this.#options.tokens.forget();
    this.#signedOut = undefined;
    this.#failures = 0;
    this.#refusals = 0;
    this.wake();
    if (this.state.get().status === "signed-out") this.state.set({ status: "idle" });
  }

  /** The network or the screen is back: what is open is probed, what waits is tried. */
  wake() {
    for (const socket of this.#sockets) socket.probe();
    this.#retryAt = 0;
    this.#bell.ring();
  }

  async #turn(): Promise<void> {
    for (;;) {
      if (!this.#isRunning) throw new Error("the client is closed");
      const left = this.#retryAt - this.#options.now();
      if (this.#signedOut === undefined && left <= 0) return;
      await this.#bell.wait(this.#signedOut === undefined ? Math.ceil(left) : undefined);
    }
  }

  /** Only good connections wipe out what went wrong before them. */
  #lose() {
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

  #retryAfterFailure() {
    const { now, random } = this.#options;
    this.#retryAtTime(now() + retryDelay(this.#failures, random));
    this.#failures += 1;
  }

  #retryAtTime(time: number) {
    this.#retryAt = time;
    this.#lostAt ??= this.#options.now();
    this.#show({ status: "offline", since: this.#lostAt, retryAt: time });
  }

  #chanceWithin(ms: number): number {
    return this.#options.now() + this.#options.random() * ms;
  }

  #closeAll() {
    for (const socket of this.#sockets) socket.close();
  }

  #show(state: ConnectionState) {
    const isBusy = this.#sockets.size > 0 && state.status !== "online";
    if (this.#isRunning && this.#signedOut === undefined && !isBusy) this.state.set(state);
  }
}
