import { closeCodes } from "@parley/contract/close-codes";
import type { TRPCReconnectNotification } from "@trpc/server/rpc";
import type { WebSocket } from "ws";
import type { InFlight } from "../in-flight.ts";
import { withTimeout } from "@parley/concurrency/with-timeout";

/** An open socket with its pending calls. */
export interface OpenSocket {
  readonly socket: WebSocket;
  readonly calls: InFlight;
  send(frame: string): void;
}

/** Every open socket of this server. */
export interface OpenSockets {
  readonly size: number;
  /** Adds a socket until it closes. */
  add(open: OpenSocket): void;
  /**
   * Asks every client to reconnect, and closes each socket as soon as its calls are answered, or after `timeout`
   * milliseconds. Resolves when all are closed.
   */
  drain(timeout: number): Promise<void>;
}

const reconnect: TRPCReconnectNotification = { id: null, method: "reconnect" };
const NOTICE = JSON.stringify(reconnect);

async function drainSocket({ socket, calls, send }: OpenSocket, timeout: number): Promise<void> {
  const closed = new Promise((resolve) => socket.once("close", resolve));
  send(NOTICE);
  await withTimeout(timeout, Promise.race([calls.idle(), closed]));
  socket.close(closeCodes.goingAway, "server_restart");
  await closed;
}

export function createOpenSockets(): OpenSockets {
  const sockets = new Set<OpenSocket>();
  return {
    get size() {
      return sockets.size;
    },
    add(open) {
      sockets.add(open);
      open.socket.once("close", () => sockets.delete(open));
    },
    async drain(timeout) {
      await Promise.all([...sockets].map((open) => drainSocket(open, timeout)));
    },
  };
}
