import { timing } from "@parley/contract/limits";

/** Callbacks for one user. They fire at least once and are not awaited. */
export interface PresenceChange {
  readonly onArrive: () => void | Promise<void>;
  readonly onLeave: () => void | Promise<void>;
}

/** The connected users, over all tabs, devices and processes. */
export interface PresenceBoard {
  /** Returns those of the given users who are connected. */
  online(userIds: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Registers a connection of a user to this process. `onArrive` runs if it is the first; the result removes the
   * connection, and `onLeave` runs once the user has had none, to any process, for the grace period.
   */
  enter(userId: string, change: PresenceChange): () => void;
  /** Removes all users without callbacks: the process ends. */
  close(): Promise<void>;
}

/** A user without an entry is offline. */
type Entry =
  | { readonly status: "connected"; readonly connections: number }
  /** Within the grace period after the last connection; still online. */
  | { readonly status: "leaving"; readonly timer: NodeJS.Timeout };

/** Presence within one process. */
export function createPresenceBoard({
  grace = timing.presenceGrace,
}: { grace?: number | undefined } = {}): PresenceBoard {
  const entries = new Map<string, Entry>();

  const leave = (userId: string, onLeave: PresenceChange["onLeave"]) => {
    const entry = entries.get(userId);
    // Only after `close` there is no entry: this connection was part of it.
    if (entry?.status !== "connected") return;
    if (entry.connections > 1) {
      entries.set(userId, { status: "connected", connections: entry.connections - 1 });
      return;
    }
    const timer = setTimeout(() => {
      entries.delete(userId);
      void onLeave();
    }, grace);
    timer.unref();
    entries.set(userId, { status: "leaving", timer });
  };

  return {
    online: async (userIds) => new Set(userIds.filter((userId) => entries.has(userId))),
    enter(userId, { onArrive, onLeave }) {
      const entry = entries.get(userId);
      if (entry?.status === "leaving") clearTimeout(entry.timer);
      const others = entry?.status === "connected" ? entry.connections : 0;
      entries.set(userId, { status: "connected", connections: others + 1 });
      if (entry === undefined) void onArrive();
      let isConnected = true;
      return () => {
        if (isConnected) leave(userId, onLeave);
        isConnected = false;
      };
    },
    async close() {
      for (const entry of entries.values()) {
        if (entry.status === "leaving") clearTimeout(entry.timer);
      }
      entries.clear();
    },
  };
}
