import type { WebSocket } from "ws";
import type { Outgoing } from "../outgoing.ts";

export interface KeepAlive {
  /** Idle time before a ping, in milliseconds. */
  readonly pingMs: number;
  /** For any input after that. */
  readonly pongWaitMs: number;
}

/**
 * Pings an idle peer, and ends its socket if there is no response. The result is called for every input of the peer; it
 * moves no timer, since that would happen a million times for each time that one fires.
 */
export function keepAlive(
  { socket, send }: { socket: WebSocket; send: Outgoing["send"] },
  { pingMs, pongWaitMs }: KeepAlive,
): () => void {
  let heardAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const wait = (milliseconds: number, act: () => void) => {
    timer = setTimeout(act, milliseconds);
  };
  const look = () => {
    const left = heardAt + pingMs - performance.now();
    if (left > 0) return wait(left, look);
    const askedAt = heardAt;
    send("PING");
    return wait(pongWaitMs, () => (heardAt > askedAt ? look() : socket.terminate()));
  };
  wait(pingMs, look);
  socket.once("close", () => clearTimeout(timer));
  return () => {
    heardAt = performance.now();
  };
}
