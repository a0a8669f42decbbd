import type { Socket } from "node:net";

/**
 * Lets what is sent in one turn of the event loop leave together: the answer to a send and the sender's own
 * event cost one system call, and not two. Call the result before each frame.
 */
export function gatherFrames(wire: Pick<Socket, "cork" | "uncork">): () => void {
  let isGathering = false;
  const release = () => {
    isGathering = false;
    wire.uncork();
  };
  return () => {
    if (isGathering) return;
    isGathering = true;
    wire.cork();
    // Runs when all that is due now has been done, and before anything else comes in.
    process.nextTick(release);
  };
}
