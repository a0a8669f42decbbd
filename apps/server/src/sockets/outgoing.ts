import type { WebSocket } from "ws";
import type { Timeouts } from "../timeouts.ts";
import { corkWrites } from "./cork-writes.ts";
import { watchSlowConsumer } from "./slow-consumer.ts";
import type { Socket } from "node:net";

/** The only path of frames to the peer of one socket. */
export interface Outgoing {
  /** Sends one frame. After the socket has started to close, nothing is sent. */
  send(frame: string | Uint8Array): void;
  /** Answers a text frame `PING`. */
  pong(): void;
}

export interface OutgoingOptions {
  readonly socket: WebSocket;
  /** The connection of the socket. */
  readonly wire: Socket;
  readonly timeouts: Timeouts;
  readonly onSlow: () => void;
}

/** Writes a frame, and calls back when it was passed to the kernel. */
type Write<Payload> = (payload: Payload, onWritten: () => void) => void;

/**
 * Queues at most one pong: of the pings that arrive meanwhile only the last is answered, which RFC 6455 (5.5.3) allows.
 * A peer that pings and does not read would otherwise fill the memory with pongs.
 */
function answerLatest<Payload>(write: Write<Payload>): (payload: Payload) => void {
  let isWaiting = false;
  let latest: { readonly payload: Payload } | undefined;
  const answer = (payload: Payload) => {
    if (isWaiting) {
      latest = { payload };
      return;
    }
    isWaiting = true;
    write(payload, () => {
      isWaiting = false;
      const next = latest;
      latest = undefined;
      if (next !== undefined) answer(next.payload);
    });
  };
  return answer;
}

/**
 * Every frame is sent through here, with the check for a slow consumer. Also answers the pings of the protocol: the
 * socket needs `autoPong: false`.
 */
export function createOutgoing({ socket, wire, timeouts, onSlow }: OutgoingOptions): Outgoing {
  const gather = corkWrites(wire);
  const look = watchSlowConsumer({ socket, wire, timeouts, onSlow });
  /** Whether a frame may be sent now, and what is done with each. */
  const begin = () => {
    if (socket.readyState !== socket.OPEN) return false;
    gather();
    // Once it is in the socket: the response after which a stream pauses may be the last for long.
    queueMicrotask(look);
    return true;
  };
  const answerText = answerLatest<string>((frame, onWritten) => {
    if (begin()) socket.send(frame, onWritten);
  });
  const answerPing = answerLatest<Buffer>((payload, onWritten) => {
    if (begin()) socket.pong(payload, false, onWritten);
  });
  // A copy: input is a slice of a larger block of memory, which would be kept for as long as it is queued.
  socket.on("ping", (payload: Buffer) => answerPing(Buffer.from(payload)));
  return {
    send(frame) {
      if (begin()) socket.send(frame);
    },
    pong: () => answerText("PONG"),
  };
}
