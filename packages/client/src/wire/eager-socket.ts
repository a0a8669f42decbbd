import { framesOf } from "./frames.ts";

/** What a socket tells of itself. */
export interface SocketWatcher {
  opened(socket: LiveSocket): void;
  /** Called once for every socket, also for one that never opened. */
  closed(socket: LiveSocket, code: number): void;
}

export interface LiveSocket {
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

interface Options {
  readonly Base: typeof WebSocket;
  readonly watcher: SocketWatcher;
  readonly patience: Patience;
}

/**
 * A WebSocket class that does not wait for the dead. On a half-open connection (laptop sleep, another Wi-Fi)
 * nobody answers the closing handshake: Chromium's own `close` event then comes after 60 seconds, Node's
 * not at all. This one gives up on a handshake in good time, in both directions.
 */
export function createEagerSocketClass({ Base, watcher, patience: limit }: Options): typeof WebSocket {
  return class EagerSocket extends Base implements LiveSocket {
    #wasOpen = false;
    #isOver = false;
    #deadline: Timer = setTimeout(() => this.close(), limit.connect);
    #probe: Timer;

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener("open", () => this.#open());
      this.addEventListener("message", () => clearTimeout(this.#probe));
      // These stand before every other listener, so nobody hears of an end twice.
      this.addEventListener("error", (event) => this.#isOver && event.stopImmediatePropagation());
      this.addEventListener("close", (event) => this.#end(event));
    }

    override send(data: Parameters<WebSocket["send"]>[0]) {
      if (typeof data !== "string") return super.send(data);
      for (const frame of framesOf(data)) super.send(frame);
    }

    override close(code?: number, reason?: string) {
      super.close(code, reason);
      if (this.#isOver) return;
      clearTimeout(this.#deadline);
      this.#deadline = setTimeout(() => this.#giveUp(), limit.close);
    }

    probe() {
      if (this.readyState !== Base.OPEN) return;
      clearTimeout(this.#probe);
      this.#probe = setTimeout(() => this.close(), limit.probe);
      // The server answers this text with "PONG": tRPC's own keep-alive.
      this.send("PING");
    }

    #open() {
      this.#wasOpen = true;
      clearTimeout(this.#deadline);
      watcher.opened(this);
    }

    #giveUp() {
      if (!this.#wasOpen) this.dispatchEvent(new Event("error"));
      const end = { code: ABNORMAL, reason: "", wasClean: false };
      this.dispatchEvent(Object.assign(new Event("close"), end));
    }

    #end(event: CloseEvent) {
      if (this.#isOver) return event.stopImmediatePropagation();
      this.#isOver = true;
      clearTimeout(this.#deadline);
      clearTimeout(this.#probe);
      watcher.closed(this, event.code);
    }
  };
}

type Timer = ReturnType<typeof setTimeout> | undefined;
