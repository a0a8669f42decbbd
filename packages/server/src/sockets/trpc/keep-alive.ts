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
  let lastInputAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const wait = (milliseconds: number, act: () => void) => {
    timer = setTimeout(act, milliseconds);
  };
  const check = () => {
    const left = lastInputAt + pingMs - performance.now();
    if (left > 0) return wait(left, check);
    const pingedAt = lastInputAt;
    send("PING");
    return wait(pongWaitMs, () => (lastInputAt > pingedAt ? check() : socket.terminate()));
  };
  wait(pingMs, check);
  socket.once("close", () => clearTimeout(timer));
  return () => {
    lastInputAt = performance.now();
  };
}
