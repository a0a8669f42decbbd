import type { Socket } from "node:net";
import { freeMemory } from "./free-memory.ts";

/** Bytes of one connection read per turn of the event loop: nearly every client frame, whole. */
const BYTES_PER_TURN = 1_024;

/** How a connection is read that is not read a kilobyte per turn. */
export interface Pieces {
  /** The bytes of the next piece. */
  sizeOf(least: number): number;
  /** Whether its receiver has copied what it needs of it. */
  isCopied(): boolean;
  /** Milliseconds before the next piece, after the last one was parsed; 0 for the next turn. */
  waitAfter(): number;
}

const plain: Pieces = { sizeOf: (least) => least, isCopied: () => false, waitAfter: () => 0 };

/** What continues to read each connection. */
const readers = new WeakMap<Socket, () => void>();

/**
 * Passes on the bytes of a connection in pieces, one per turn of the event loop, so that a peer that sends without a
 * pause delays no other. Once there is a listener for `readable`, the stream no longer flows; `read` emits `data`. Unread
 * bytes stay in the kernel, which slows the peer down.
 *
 * Called again once the bytes have another receiver, as after an upgrade: what came in between was kept.
 */
export function readInPieces(wire: Socket, { sizeOf, isCopied, waitAfter } = plain): void {
  const resumeReading = readers.get(wire);
  if (resumeReading !== undefined) {
    resumeReading();
    return;
  }
  let isWaiting = false;
  let isPaused = false;
  const read = () => {
    isWaiting = false;
    if (wire.destroyed || isPaused || wire.listenerCount("data") === 0) return;
    // Parsing may resume the connection, which does not shorten the wait.
    isWaiting = true;
    const length = Math.min(sizeOf(BYTES_PER_TURN), wire.readableLength);
    // With nothing buffered, `read` asks the kernel for more, and detects the end.
    const piece = wire.read(length === 0 ? undefined : length) as Buffer | null;
    if (piece !== null && isCopied()) freeMemory(piece);
    isWaiting = false;
    const wait = waitAfter();
    if (wait > 0 || wire.readableLength > 0) later(wait);
    else if (length > 0) wire.read(0);
  };
  const later = (wait = 0) => {
    if (isWaiting) return;
    isWaiting = true;
    if (wait > 0) setTimeout(read, wait);
    else setImmediate(read);
  };
  readers.set(wire, later);
  wire.on("readable", () => {
    if (!isWaiting) read();
  });
  // Node pauses a connection whose peer reads no responses, and one whose body is not read. A stream that does not flow
  // emits no event of that, and counts as paused in any case.
  const { pause, resume } = wire;
  wire.pause = () => {
    isPaused = true;
    return pause.call(wire);
  };
  wire.resume = () => {
    isPaused = false;
    later();
    return resume.call(wire);
  };
}
