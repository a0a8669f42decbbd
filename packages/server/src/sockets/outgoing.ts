import type { Socket } from "node:net";
import { limits } from "@parley/contract/limits";
import type { WebSocket } from "ws";
import type { Timeouts } from "../timeouts.ts";

/** The only path of frames to the peer of one socket. */
export interface Outgoing {
  /** Sends one frame. After the socket has started to close, nothing is sent. */
  send(frame: string | Uint8Array): void;
  /** Answers a text frame `PING`. */
  pong(): void;
}

export interface OutgoingOptions {
  readonly socket: WebSocket;
  /** The connection of the socket, which knows how much was sent. */
  readonly wire: Socket;
  readonly timeouts: Timeouts;
  readonly onSlow: () => void;
}

/**
 * Corks the socket, so that frames of one turn of the event loop are written together: the response to a send and the
 * sender's own event cost one system call instead of two. Call the result before each frame.
 */
export function corkWrites(wire: Pick<Socket, "cork" | "uncork">): () => void {
  let isCorked = false;
  const release = () => {
    isCorked = false;
    wire.uncork();
  };
  return () => {
    if (isCorked) return;
    isCorked = true;
    wire.cork();
    // Runs after everything that is due now, and before further input.
    process.nextTick(release);
  };
}

/** First bytes of a frame: final, text. */
const TEXT = 0x81;

/**
 * A text frame of a server (RFC 6455, section 5.2) in one buffer. `ws` passes header and payload to the connection
 * separately, and Node writes several buffers by another, slower way than one.
 */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const [header, shown] = length < 126 ? [2, length] : length < 65_536 ? [4, 126] : [10, 127];
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = TEXT;
  frame[1] = shown;
  if (header === 4) frame.writeUInt16BE(length, 2);
  if (header === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.write(text, header);
  return frame;
}

/** Above this many buffered bytes a socket is closed at once: its calls cost more than its stream. */
const HARD_MAX = 4 * limits.socketBufferMax;

/**
 * Detects a slow consumer: more than the limit is buffered and nothing was sent for a while. Returns the check; call it
 * whenever something was sent.
 */
function watchSlowConsumer({ socket, wire, timeouts, onSlow }: OutgoingOptions): () => void {
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  socket.once("close", stop);

  const sentBytes = () => wire.bytesWritten - wire.writableLength;

  const begin = () => {
    let before = sentBytes();
    let stalledFor = 0;
    timer = setInterval(() => {
      if (socket.bufferedAmount <= limits.socketBufferMax) return stop();
      const sent = sentBytes();
      stalledFor = sent > before ? 0 : stalledFor + timeouts.stallCheck;
      before = sent;
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
export function createOutgoing(options: OutgoingOptions): Outgoing {
  const { socket, wire } = options;
  const cork = corkWrites(wire);
  const checkBuffer = watchSlowConsumer(options);
  /** Whether a frame may be sent now, and what is done with each. */
  const begin = () => {
    if (socket.readyState !== socket.OPEN) return false;
    cork();
    // Once it is in the socket: the response after which a stream pauses may be the last for long.
    queueMicrotask(checkBuffer);
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
      if (!begin()) return;
      // Nothing is compressed or sent in fragments, so that frames of both ways are in the order of the calls.
      if (typeof frame === "string") wire.write(textFrame(frame));
      else socket.send(frame);
    },
    pong: () => answerText("PONG"),
  };
}
