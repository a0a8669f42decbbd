import { closeCodes } from "@parley/contract/close-codes";
import type { WebSocket } from "ws";
import type { FrameBudget } from "../rate-limits/rate-limits.ts";

/** Of a frame that count as one more: what it costs to read a frame grows with its length. */
const BYTES_PER_TOKEN = 4_096;

/** Says whether something of a peer is dealt with. Once something was not, nothing is. */
export interface FrameLimit {
  /** Asked for each frame before it is read. */
  admitFrame(bytes: number): boolean;
  /** Asked before one frame is answered so many times. */
  admitAnswers(count: number): boolean;
}

/**
 * Counts what comes in on a socket before it is looked at: calls, `PING`, and what nobody can read. Beyond the
 * limit the socket is closed, and nothing more of it is read. Pings and pongs of the protocol count here by themselves.
 */
export function limitFrames(socket: WebSocket, budget: FrameBudget): FrameLimit {
  let isOver = false;
  const admit = (tokens: number) => {
    if (isOver) return false;
    if (budget.take(tokens)) return true;
    isOver = true;
    socket.close(closeCodes.tooManyFrames, "too_many_frames");
    // The peer's own close would stand behind the rest of the flood. The close timeout ends the connection.
    socket.pause();
    return false;
  };
  const admitFrame = (bytes: number) => admit(1 + Math.floor(bytes / BYTES_PER_TOKEN));
  const count = (payload: Buffer) => void admitFrame(payload.length);
  socket.on("ping", count);
  socket.on("pong", count);
  return { admitFrame, admitAnswers: admit };
}
