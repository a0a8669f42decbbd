import { framesOf } from "./frames.ts";

/** What a socket tells of itself. */
export interface SocketWatcher {
  /** Called when a socket begins to connect. */
  created(socket: LiveSocket): void;
  opened(socket: LiveSocket): void;
  /** Called once for every socket, also for one that never opened. */
  closed(socket: LiveSocket, code: number): void;
}

export interface LiveSocket {
  /** False from the first sign of its end. */
  readonly isOpen: boolean;
  close(): void;
  /** Closes the socket unless something arrives on it soon. */
  probe(): void;
}

/** Milliseconds until the socket stops hoping. */
export interface Patience {
  readonly connect: number;
  readonly close: number;
  readonly probe: number;
}

export const patience: Patience = { connect: 10_000, close: 500, probe: 2_000 };

/** The code of a connection that ended without a closing handshake: RFC 6455, section 7.1.5. */
const ABNORMAL = 1006;

/** What a class of WebSockets has to have: that of browsers, of Node 22, and of the `ws` package do. */
export interface WebSocketClass {
  new (url: string): {
    readonly readyState: number;
    send(data: string): void;
    close(code?: number, reason?: string): void;
    addEventListener(type: "open" | "message" | "error" | "close", listener: () => void): void;
  };
}

interface Options {
  readonly Base: typeof WebSocket;
  readonly watcher: SocketWatcher;
  readonly patience: Patience;
}

/**
 * A WebSocket class that does not wait for the dead. On a half-open connection (laptop sleep, another Wi-Fi)
 * nobody answers the closing handshake: Chromium's own `close` event then comes after 60 seconds, Node's
 * not at all. This one gives up on a handshake in good time, on the opening one as well.
 */
export function createEagerSocketClass({ Base, ...options }: Options): typeof WebSocket {
  return class EagerSocket extends Base implements LiveSocket {
    readonly #life = new SocketLife(this, options);

    get isOpen() {
      return this.readyState === Base.OPEN;
    }

    override send(data: Parameters<WebSocket["send"]>[0]) {
      if (typeof data !== "string") return super.send(data);
      for (const frame of framesOf(data)) super.send(frame);
    }

    override close(code?: number, reason?: string) {
      super.close(code, reason);
      this.#life.waitForEnd();
    }

    probe() {
      this.#life.probe();
    }
  };
}

const isTerminable = (socket: object): socket is { terminate(): void } =>
  "terminate" in socket && typeof socket.terminate === "function";

/** Lets nobody else hear of an event. The events of `ws` cannot, and do not come twice. */
function silence(event: Event) {
  if ("stopImmediatePropagation" in event) event.stopImmediatePropagation();
}

type Timer = ReturnType<typeof setTimeout> | undefined;

/** One socket from its making to its end, which everybody hears of exactly once. */
class SocketLife {
  readonly #socket: WebSocket & LiveSocket;
  readonly #watcher: SocketWatcher;
  readonly #patience: Patience;
  #wasOpen = false;
  #isOver = false;
  #deadline: Timer;
  #probe: Timer;

  constructor(socket: WebSocket & LiveSocket, { watcher, patience: limit }: Omit<Options, "Base">) {
    this.#socket = socket;
    this.#watcher = watcher;
    this.#patience = limit;
    this.#deadline = setTimeout(() => socket.close(), limit.connect);
    watcher.created(socket);
    socket.addEventListener("open", () => this.#open());
    socket.addEventListener("message", () => clearTimeout(this.#probe));
    // These stand before every other listener, so what comes after the end reaches nobody.
    socket.addEventListener("error", (event) => this.#isOver && silence(event));
    socket.addEventListener("close", (event) => this.#end(event));
  }

  waitForEnd() {
    if (this.#isOver) return;
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#giveUp(), this.#patience.close);
  }

  probe() {
    if (!this.#socket.isOpen) return;
    clearTimeout(this.#probe);
    this.#probe = setTimeout(() => this.#socket.close(), this.#patience.probe);
    // The server answers this text with "PONG": tRPC's own keep-alive.
    this.#socket.send("PING");
  }

  #open() {
    this.#wasOpen = true;
    clearTimeout(this.#deadline);
    this.#watcher.opened(this.#socket);
  }

  #giveUp() {
    // The sockets of `ws` have no events of their own making, and an end that waits for nobody.
    if (isTerminable(this.#socket)) return this.#socket.terminate();
    if (!this.#wasOpen) this.#socket.dispatchEvent(new Event("error"));
    const end = { code: ABNORMAL, reason: "", wasClean: false };
    this.#socket.dispatchEvent(Object.assign(new Event("close"), end));
  }

  #end(event: CloseEvent) {
    if (this.#isOver) return silence(event);
    this.#isOver = true;
    clearTimeout(this.#deadline);
    clearTimeout(this.#probe);
    this.#watcher.closed(this.#socket, event.code);
  }
}
