import { closeCodes } from "@parley/contract/close-codes";
import type { ErrorReason } from "@parley/contract/error-reasons";
import type { WebSocket } from "ws";
import type { FrameBudget } from "../rate-limits/rate-limits.ts";
import { readInPieces } from "../read-in-pieces.ts";
import type { Timeouts } from "../timeouts.ts";
import type { Socket } from "node:net";

/** Bytes of a frame that count as one more: the cost of parsing a frame grows with its length. */
const BYTES_PER_TOKEN = 4_096;

/** The reason in the close frame, next to its code. */
type CutReason = ErrorReason | "too_many_frames" | "too_many_sockets";

/** The input of one socket. */
export interface Incoming {
  /** Called for each frame before it is parsed. After `cut`, no frame is admitted. */
  admitFrame(bytes: number): boolean;
  /** Called before one frame is answered this many times. */
  admitResponses(count: number): boolean;
  /**
   * Closes the socket for what its peer did: sends the code, reads nothing more, and ends the connection soon, whether
   * or not the peer responds.
   */
  cut(code: number, reason: CutReason): void;
}

export interface IncomingOptions {
  readonly socket: WebSocket;
  /** The connection of the socket. */
  readonly wire: Socket;
  readonly budget: FrameBudget;
  readonly timeouts: Pick<Timeouts, "cutTimeout">;
  readonly onCut: (code: number) => void;
}

/**
 * Counts the input of a socket before it is parsed: calls, `PING`, and invalid frames. Above the limit the socket is
 * cut. Pings and pongs of the protocol are counted here automatically.
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
    // A peer that reads sees the code, then the end, and need not respond.
    wire.end();
    // Further input is dropped; only the peer's end is awaited.
    wire.removeAllListeners("data");
    wire.on("data", () => undefined);
    wire.read();
    const timer = setTimeout(() => {
      // `ws` would parse what is buffered here.
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
  return { admitFrame, admitResponses: admit, cut };
}
