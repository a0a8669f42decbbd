import type { Socket } from "node:net";
import { limits } from "@parley/contract/limits";
import type { WebSocket } from "ws";
import type { Timeouts } from "../timeouts.ts";

/** Above this many waiting bytes a socket is closed at once: what it asks for costs more than its stream. */
const HARD_MAX = 4 * limits.socketBufferMax;

export interface SlowConsumerOptions {
  readonly socket: WebSocket;
  /** The connection below the socket, which knows how much has left. */
  readonly wire: Socket;
  readonly timeouts: Timeouts;
  readonly onSlow: () => void;
}

/**
 * Tells when a peer does not read: more than the limit waits and nothing has left for a while. The result looks;
 * call it whenever something has been sent.
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
