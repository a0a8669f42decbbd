import { closeCodes } from "@parley/contract/close-codes";
import type { TRPCReconnectNotification } from "@trpc/server/rpc";
import type { WebSocket } from "ws";
import type { InFlight } from "../in-flight.ts";
import { upTo } from "../up-to.ts";

/** An open socket, and the calls of it that wait for an answer. */
export interface OpenSocket {
  readonly socket: WebSocket;
  readonly calls: InFlight;
  send(frame: string): void;
}

/** Every open socket of this server. */
export interface SocketRoster {
  readonly size: number;
  /** The socket stays on the list until it closes. */
  add(open: OpenSocket): void;
  /**
   * Asks every client to reconnect, and closes each socket as soon as its calls are answered, or when patience
   * ends. Resolves when all are gone.
   */
  drain(patience: number): Promise<void>;
}

const reconnect: TRPCReconnectNotification = { id: null, method: "reconnect" };
const NOTICE = JSON.stringify(reconnect);

async function drainSocket({ socket, calls, send }: OpenSocket, patience: number): Promise<void> {
  const closed = new Promise((resolve) => socket.once("close", resolve));
  send(NOTICE);
  await upTo(patience, Promise.race([calls.idle(), closed]));
  socket.close(closeCodes.goingAway, "server_restart");
  await closed;
}

export function createSocketRoster(): SocketRoster {
  const sockets = new Set<OpenSocket>();
  return {
    get size() {
      return sockets.size;
    },
    add(open) {
      sockets.add(open);
      open.socket.once("close", () => sockets.delete(open));
    },
    async drain(patience) {
      await Promise.all([...sockets].map((open) => drainSocket(open, patience)));
    },
  };
}
