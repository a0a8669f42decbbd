import type { Message } from "@parley/contract/messages";

/** Tells of each message of somebody else as it arrives live. */
export interface News {
  tell(message: Message): void;
  subscribe(onMessage: (message: Message) => void): () => void;
}

export function createNews(): News {
  const watchers = new Set<(message: Message) => void>();
  return {
    tell(message) {
      for (const watcher of watchers) watcher(message);
    },
    subscribe(onMessage) {
      watchers.add(onMessage);
      return () => watchers.delete(onMessage);
    },
  };
}
