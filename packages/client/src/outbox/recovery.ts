import type { OutboxEntry } from "../outbox-entry.ts";
import type { Entries } from "./entries.ts";
import { type Persistence, storageDone } from "./persistence.ts";
import type { StoredEntry } from "./storage.ts";

interface Tools {
  readonly entries: Entries;
  readonly persistence: Persistence;
  /** Whether other tabs may leave entries later. */
  readonly isShared: boolean;
}

/** Recovers entries that were not sent before the page, or another tab, was closed. */
export interface Recovery {
  /** Resolves once the first recovery is done, or after a timeout. */
  first(): Promise<unknown>;
  /** Adds recovered entries before newer ones. Returns their conversations. */
  collect(): Promise<string[]>;
}

export function createRecovery({ entries, persistence, isShared }: Tools): Recovery {
  let first: Promise<string[]> | undefined;
  const run = async () => {
    const found = (await persistence.takeOver()).map(toEntry);
    entries.add(found, "first");
    return found.map(({ conversationId }) => conversationId);
  };
  // A storage that is not shared is complete after the first time.
  const collect = () => {
    if (first !== undefined && isShared) return run();
    return (first ??= run());
  };
  return { collect, first: () => storageDone((first ??= run())) };
}

function toEntry({ refused, owner: _owner, ...entry }: StoredEntry): OutboxEntry {
  const state =
    refused === undefined
      ? ({ status: "queued" } as const)
      : ({ status: "failed", reason: refused } as const);
  return { ...entry, state };
}
