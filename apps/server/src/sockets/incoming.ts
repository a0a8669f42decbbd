import { closeCodes } from "@parley/contract/close-codes";
import type { ErrorReason } from "@parley/contract/error-reasons";
import type { WebSocket } from "ws";
import type { FrameBudget } from "../rate-limits/rate-limits.ts";
import type { Timeouts } from "../timeouts.ts";
import type { Socket } from "node:net";

/** Of a frame that count as one more: what it costs to read a frame grows with its length. */
const BYTES_PER_TOKEN = 4_096;

/** Of one socket that are read in a turn of the event loop, in bytes: nearly every frame that a client sends, whole. */
const BYTES_PER_TURN = 1_024;

/** What the close frame says beside its code. */
type CutReason = ErrorReason | "too_many_frames" | "too_many_sockets";

/** What comes in on one socket. */
export interface Incoming {
  /** Asked for each frame before it is read. After `cut`, nothing is admitted. */
  admitFrame(bytes: number): boolean;
  /** Asked before one frame is answered so many times. */
  admitAnswers(count: number): boolean;
  /**
   * Closes the socket for what its peer did: sends the code, reads nothing more, and ends the connection soon,
   * whether or not the peer answers.
   */
  cut(code: number, reason: CutReason): void;
}

export interface IncomingOptions {
  readonly socket: WebSocket;
  /** The connection below the socket. */
  readonly wire: Socket;
  readonly budget: FrameBudget;
  readonly timeouts: Pick<Timeouts, "cutTimeout">;
  readonly onCut: (code: number) => void;
}

/**
 * Hands the bytes of a connection over in pieces, one a turn of the event loop, so that a peer that sends without a pause
 * delays nobody. As soon as there is a listener for `readable`, the stream flows no more; `read` emits `data`, to which `ws` listens.
 * What is not read stays with the kernel, which slows the peer down.
 */
function readInPieces(wire: Socket): void {
  let isWaiting = false;
  const read = () => {
    isWaiting = false;
    if (wire.destroyed) return;
    const length = Math.min(BYTES_PER_TURN, wire.readableLength);
    // With nothing to read, `read` asks the kernel for more, and finds the end.
    wire.read(length === 0 ? undefined : length);
    if (wire.readableLength > 0) later();
    else if (length > 0) wire.read(0);
  };
  const later = () => {
    if (isWaiting) return;
    isWaiting = true;
    setImmediate(read);
  };
  wire.on("readable", () => {
    if (!isWaiting) read();
  });
}

/**
 * Counts what comes in on a socket before it is looked at: calls, `PING`, and what nobody can read. Beyond the
 * limit the socket is cut. Pings and pongs of the protocol count here without being asked for.
 */
export function createIncoming({
  socket,
  wire,
  budget,
  timeouts,
  onCut,
}: IncomingOptions): Incoming {
  let isCut = false;
  const cut: Incoming["cut"] = (code, reason) => {
    if (isCut) return;
    isCut = true;
    onCut(code);
    socket.close(code, reason);
    // A peer that reads sees the code, then the end, and need not answer.
    wire.end();
    // What comes in from now on is dropped; only the peer's end is waited for.
    wire.removeAllListeners("data");
    wire.read();
    const timer = setTimeout(() => {
      // `ws` would parse what is left here.
      wire.read();
      wire.destroy();
    }, timeouts.cutTimeout);
    wire.once("close", () => clearTimeout(timer));
  };
  const admit = (tokens: number) => {
    if (isCut) return false;
    if (budget.take(tokens)) return true;
    cut(closeCodes.tooManyFrames, "too_many_frames");
    return false;
  };
  const admitFrame = (bytes: number) => admit(1 + Math.floor(bytes / BYTES_PER_TOKEN));
  const count = (payload: Buffer) => void admitFrame(payload.length);
  socket.on("ping", count);
  socket.on("pong", count);
  readInPieces(wire);
  return { admitFrame, admitAnswers: admit, cut };
}
