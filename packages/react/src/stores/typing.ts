import { timing } from "@parley/contract/limits";
import { createKeyedStore } from "./keyed-store.ts";

/** Who types, by conversation. */
export interface Typing {
  all(): ReadonlyMap<string, readonly string[]>;
  subscribe(onChange: () => void): () => void;
  set(typing: { conversationId: string; userId: string; typing: boolean }): void;
  clear(): void;
}

/** "Is typing" ends by itself: the word that it ended can be lost. */
export function createTyping(): Typing {
  const typists = createKeyedStore<readonly string[]>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const end = (conversationId: string, userId: string) => {
    const timer = `${conversationId} ${userId}`;
    clearTimeout(timers.get(timer));
    timers.delete(timer);
    const rest = typists.get(conversationId)?.filter((id) => id !== userId) ?? [];
    typists.set(conversationId, rest.length === 0 ? undefined : rest);
  };

  return {
    all: typists.all,
    subscribe: typists.subscribe,
    set({ conversationId, userId, typing }) {
      if (!typing) return end(conversationId, userId);
      const timer = `${conversationId} ${userId}`;
      clearTimeout(timers.get(timer));
      timers.set(
        timer,
        setTimeout(() => end(conversationId, userId), timing.typingTimeout),
      );
      const present = typists.get(conversationId) ?? [];
      if (!present.includes(userId)) typists.set(conversationId, [...present, userId]);
    },
    clear() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      typists.clear();
    },
  };
}
