import { timing } from "@parley/contract/limits";

/** Callbacks for one user. They fire at least once and are not awaited. */
export interface PresenceChange {
  readonly onArrive: () => void | Promise<void>;
  readonly onLeave: () => void | Promise<void>;
}

/** Who is connected, over however many tabs, devices and processes. */
export interface PresenceBoard {
  /** Returns those of the given users who are connected. */
  online(userIds: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Registers a connection of a user to this process. `onArrive` runs if it is the first; the result removes the
   * connection, and `onLeave` runs once the user has had none, to any process, for the grace period.
   */
  enter(userId: string, change: PresenceChange): () => void;
  /** Removes all users without calling back: the process ends. */
  close(): Promise<void>;
}

interface Entry {
  connections: number;
  leaving: NodeJS.Timeout | undefined;
}

/** Presence within one process. */
export function createPresenceBoard({
  grace = timing.presenceGrace,
}: { grace?: number | undefined } = {}): PresenceBoard {
  const entries = new Map<string, Entry>();

  const leave = (userId: string, entry: Entry, onLeave: PresenceChange["onLeave"]) => {
    entry.connections -= 1;
    if (entry.connections > 0) return;
    entry.leaving = setTimeout(() => {
      entries.delete(userId);
      void onLeave();
    }, grace);
    entry.leaving.unref();
  };

  return {
    online: async (userIds) => new Set(userIds.filter((userId) => entries.has(userId))),
    enter(userId, { onArrive, onLeave }) {
      const entry = entries.get(userId) ?? { connections: 0, leaving: undefined };
      const isNew = !entries.has(userId);
      entries.set(userId, entry);
      clearTimeout(entry.leaving);
      entry.connections += 1;
      if (isNew) void onArrive();
      let isHere = true;
      return () => {
        if (isHere) leave(userId, entry, onLeave);
        isHere = false;
      };
    },
    async close() {
      for (const { leaving } of entries.values()) clearTimeout(leaving);
      entries.clear();
    },
  };
}
