import { createStore, type Store } from "../store.ts";
import type { OutboxEntry, OutboxState } from "../outbox-entry.ts";

/** The entries of an outbox in order of writing. */
export interface Entries extends Store<readonly OutboxEntry[]> {
  find(id: string): OutboxEntry | undefined;
  /** The message that a conversation sends next. */
  nextOf(conversationId: string): OutboxEntry | undefined;
  /** Adds the entries that it does not contain yet. */
  add(entries: readonly OutboxEntry[], where: "first" | "last"): void;
  /** Sets the state of an entry and returns it; undefined if it was removed. */
  become(id: string, state: OutboxState): OutboxEntry | undefined;
  remove(ids: ReadonlySet<string>): void;
}

export function createEntries(): Entries {
  const store = createStore<readonly OutboxEntry[]>([]);
  const find = (id: string) => store.get().find((entry) => entry.id === id);
  return {
    get: store.get,
    subscribe: store.subscribe,
    find,
    nextOf: (conversationId) =>
      store
        .get()
        .find(
          (entry) => entry.conversationId === conversationId && entry.state.status === "queued",
        ),
    add(entries, where) {
      const fresh = entries.filter(({ id }) => find(id) === undefined);
      if (fresh.length === 0) return;
      const known = store.get();
      store.set(where === "first" ? [...fresh, ...known] : [...known, ...fresh]);
    },
    become(id, state) {
      const entry = find(id);
      if (entry === undefined) return undefined;
      const next = { ...entry, state };
      store.set(store.get().map((other) => (other === entry ? next : other)));
      return next;
    },
    remove(ids) {
      const left = store.get().filter(({ id }) => !ids.has(id));
      if (left.length < store.get().length) store.set(left);
    },
  };
}
