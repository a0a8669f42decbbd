import { createPresenceBoard, type PresenceBoard } from "../domain/presence/presence-board.ts";

/** A board without grace, of which a test can wait until everybody has been told. */
export interface HeardPresence extends PresenceBoard {
  /** Resolves once nobody is left who came or went and of whom the others have not been told. */
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
        // The board's own timer of 0 ms was set before this one, and so it fires before it.
        track(new Promise((resolve) => setTimeout(resolve, 0)));
      };
    },
    async told() {
      while (telling.size > 0) await Promise.all(telling);
    },
  };
}
