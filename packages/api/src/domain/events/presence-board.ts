import { timing } from "@parley/contract/limits";

/** Who is connected to this process, over however many tabs and devices. */
export interface PresenceBoard {
  isOnline(userId: string): boolean;
  /**
   * Notes one more connection of a person. `onArrive` runs if there was none; the result gives the
   * connection up, and `onLeave` runs once the person has had none for the time of grace.
   */
  enter(userId: string, change: { onArrive: () => void; onLeave: () => void }): () => void;
  /** Forgets everybody, without a word: the process ends. */
  close(): void;
}

interface Entry {
  connections: number;
  leaving: NodeJS.Timeout | undefined;
}

export function createPresenceBoard({
  grace = timing.presenceGrace,
}: { grace?: number } = {}): PresenceBoard {
  const entries = new Map<string, Entry>();

  const leave = (userId: string, entry: Entry, onLeave: () => void) => {
    entry.connections -= 1;
    if (entry.connections > 0) return;
    entry.leaving = setTimeout(() => {
      entries.delete(userId);
      onLeave();
    }, grace);
    entry.leaving.unref();
  };

  return {
    isOnline: (userId) => entries.has(userId),
    enter(userId, { onArrive, onLeave }) {
      const entry = entries.get(userId) ?? { connections: 0, leaving: undefined };
      const isNew = !entries.has(userId);
      entries.set(userId, entry);
      clearTimeout(entry.leaving);
      entry.connections += 1;
      if (isNew) onArrive();
      let isHere = true;
      return () => {
        if (isHere) leave(userId, entry, onLeave);
        isHere = false;
      };
    },
    close() {
      for (const { leaving } of entries.values()) clearTimeout(leaving);
      entries.clear();
    },
  };
}
