import type { OutboxEntry } from "../outbox-entry.ts";
import type { Entries } from "./entries.ts";
import { type Keeper, patiently } from "./keeper.ts";
import type { StoredEntry } from "./storage.ts";

interface Tools {
  readonly entries: Entries;
  readonly keeper: Keeper;
  /** Whether other tabs may leave something behind later on. */
  readonly isShared: boolean;
}

/** What was not sent before the page, or another tab, went away. */
export interface Leftovers {
  /** Resolves once the first collection is done, or takes too long to wait for. */
  first(): Promise<unknown>;
  /** Puts leftovers among the entries, before anything newer. Gives their conversations. */
  collect(): Promise<string[]>;
}

export function createLeftovers({ entries, keeper, isShared }: Tools): Leftovers {
  let first: Promise<string[]> | undefined;
  const run = async () => {
    const found = (await keeper.takeOver()).map(toEntry);
    entries.add(found, "first");
    return found.map(({ conversationId }) => conversationId);
  };
  // What is kept by this tab alone is complete after the first time, and later it is its own.
  const collect = () => {
    if (first !== undefined && isShared) return run();
    return (first ??= run());
  };
  return { collect, first: () => patiently((first ??= run())) };
}

function toEntry({ refused, owner: _owner, ...entry }: StoredEntry): OutboxEntry {
  const state =
    refused === undefined
      ? ({ status: "queued" } as const)
      : ({ status: "failed", reason: refused } as const);
  return { ...entry, state };
}
