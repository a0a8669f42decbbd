import type { WebSocket } from "ws";
import type { Outgoing } from "../outgoing.ts";

export interface KeepAlive {
  /** Of silence, before the peer is asked whether it is still there, in milliseconds. */
  readonly pingMs: number;
  /** For any word after that. */
  readonly pongWaitMs: number;
}

/**
 * Asks a silent peer for a sign of life, and ends its socket when none comes. The result is called for every word
 * of the peer; it moves no timer, since that happens a million times for each time that one is due.
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
