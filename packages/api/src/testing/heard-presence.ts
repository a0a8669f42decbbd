import { createPresenceBoard, type PresenceBoard } from "../domain/presence/presence-board.ts";

/** A board without a grace period, on which a test can wait until everyone was notified. */
export interface HeardPresence extends PresenceBoard {
  /** Resolves once every presence change has been published. */
  told(): Promise<void>;
}

export function createHeardPresence(): HeardPresence {
  const board = createPresenceBoard({ grace: 0 });
  const telling = new Set<Promise<void>>();
  const track = (work: void | Promise<void>) => {
    const done = Promise.resolve(work).finally(() => telling.delete(done));
    telling.add(done);
  };
  return {
    ...board,
    enter(userId, { onArrive, onLeave }) {
      const leave = board.enter(userId, {
        onArrive: () => track(onArrive()),
        onLeave: () => track(onLeave()),
      });
      return () => {
        leave();
        // The board's own timer of 0 ms was set before this one, so it fires first.
        track(new Promise((resolve) => setTimeout(resolve, 0)));
      };
    },
    async told() {
      while (telling.size > 0) await Promise.all(telling);
    },
  };
}
