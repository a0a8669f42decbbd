import { framesOf } from "./frames.ts";

/** Callbacks for the life of sockets. */
export interface SocketWatcher {
  /** Called when a socket begins to connect. */
  created(socket: LiveSocket): void;
  opened(socket: LiveSocket): void;
  /** Called once for every socket, also for one that never opened. */
  closed(socket: LiveSocket, code: number): void;
}

export interface LiveSocket {
  /** False from the start of its closing handshake on. */
  readonly isOpen: boolean;
  close(): void;
  /** Closes the socket unless something arrives on it soon. */
  probe(): void;
}

/** How long a socket waits for its peer, in milliseconds. */
export interface SocketTimeouts {
  readonly connect: number;
  readonly close: number;
  readonly probe: number;
}

export const socketTimeouts: SocketTimeouts = { connect: 10_000, close: 500, probe: 2_000 };

/** The code of a connection that ended without a closing handshake: RFC 6455, section 7.1.5. */
const ABNORMAL = 1006;

/** What the client uses of a WebSocket class. That of browsers, of Node 22 and of the `ws` package have it. */
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
  readonly timeouts: SocketTimeouts;
}

/**
 * A WebSocket class with timeouts for both handshakes. On a half-open connection (laptop sleep, another Wi-Fi) no peer
 * answers the closing handshake: Chromium's own `close` event then comes after 60 seconds, Node's never.
 */
export function createFailFastSocketClass({ Base, ...options }: Options): typeof WebSocket {
  return class FailFastSocket extends Base implements LiveSocket {
    readonly #lifecycle = new SocketLifecycle(this, options);

    get isOpen() {
      return this.readyState === Base.OPEN;
    }

    override send(data: Parameters<WebSocket["send"]>[0]) {
      if (typeof data !== "string") return super.send(data);
      for (const frame of framesOf(data)) super.send(frame);
    }

    override close(code?: number, reason?: string) {
      super.close(code, reason);
      this.#lifecycle.waitForEnd();
    }

    probe() {
      this.#lifecycle.probe();
    }
  };
}

const isTerminable = (socket: object): socket is { terminate(): void } =>
  "terminate" in socket && typeof socket.terminate === "function";

/** Hides an event from later listeners. The events of `ws` have no such method, and do not come twice. */
function suppress(event: Event) {
  if ("stopImmediatePropagation" in event) event.stopImmediatePropagation();
}

type Timer = ReturnType<typeof setTimeout> | undefined;

/** One socket from its creation to its end, which is reported exactly once. */
class SocketLifecycle {
  readonly #socket: WebSocket & LiveSocket;
  readonly #watcher: SocketWatcher;
  readonly #timeouts: SocketTimeouts;
  #phase: "connecting" | "open" | "closed" = "connecting";
  #deadline: Timer;
  #probe: Timer;

  constructor(socket: WebSocket & LiveSocket, { watcher, timeouts }: Omit<Options, "Base">) {
    this.#socket = socket;
    this.#watcher = watcher;
    this.#timeouts = timeouts;
    this.#deadline = setTimeout(() => socket.close(), timeouts.connect);
    watcher.created(socket);
    socket.addEventListener("open", () => this.#open());
    socket.addEventListener("message", () => clearTimeout(this.#probe));
    // Registered before every other listener, so that no listener gets what comes after the end.
    socket.addEventListener("error", (event) => this.#phase === "closed" && suppress(event));
    socket.addEventListener("close", (event) => this.#end(event));
  }

  waitForEnd() {
    if (this.#phase === "closed") return;
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#giveUp(), this.#timeouts.close);
  }

  probe() {
    if (!this.#socket.isOpen) return;
    clearTimeout(this.#probe);
    this.#probe = setTimeout(() => this.#socket.close(), this.#timeouts.probe);
    // The server answers this text with "PONG": tRPC's own keep-alive.
    this.#socket.send("PING");
  }

  #open() {
    this.#phase = "open";
    clearTimeout(this.#deadline);
    this.#watcher.opened(this.#socket);
  }

  #giveUp() {
    // On sockets of `ws` no event can be dispatched, but they can be ended without a handshake.
    if (isTerminable(this.#socket)) return this.#socket.terminate();
    if (this.#phase === "connecting") this.#socket.dispatchEvent(new Event("error"));
    const end = { code: ABNORMAL, reason: "", wasClean: false };
    this.#socket.dispatchEvent(Object.assign(new Event("close"), end));
  }

  #end(event: CloseEvent) {
    if (this.#phase === "closed") return suppress(event);
    this.#phase = "closed";
    clearTimeout(this.#deadline);
    clearTimeout(this.#probe);
    this.#watcher.closed(this.#socket, event.code);
  }
}
