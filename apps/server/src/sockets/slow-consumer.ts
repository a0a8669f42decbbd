import type { Socket } from "node:net";
import { limits } from "@parley/contract/limits";
import type { WebSocket } from "ws";
import type { Timeouts } from "../timeouts.ts";

/** Above this many buffered bytes a socket is closed at once: its calls cost more than its stream. */
const HARD_MAX = 4 * limits.socketBufferMax;

export interface SlowConsumerOptions {
  readonly socket: WebSocket;
  /** The connection of the socket, which knows how much was sent. */
  readonly wire: Socket;
  readonly timeouts: Timeouts;
  readonly onSlow: () => void;
}

/**
 * Detects a slow consumer: more than the limit is buffered and nothing was sent for a while. Returns the check; call it
 * whenever something was sent.
 */
export function watchSlowConsumer({
  socket,
  wire,
  timeouts,
  onSlow,
}: SlowConsumerOptions): () => void {
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  socket.once("close", stop);

  const left = () => wire.bytesWritten - wire.writableLength;

  const begin = () => {
    let seen = left();
    let stalledFor = 0;
    timer = setInterval(() => {
      if (socket.bufferedAmount <= limits.socketBufferMax) return stop();
      const now = left();
      stalledFor = now > seen ? 0 : stalledFor + timeouts.stallCheck;
      seen = now;
      if (stalledFor < timeouts.stallPatience) return undefined;
      stop();
      return onSlow();
    }, timeouts.stallCheck);
  };

  return () => {
    if (socket.bufferedAmount <= limits.socketBufferMax) return;
    if (socket.bufferedAmount > HARD_MAX) onSlow();
    else if (timer === undefined) begin();
  };
}
