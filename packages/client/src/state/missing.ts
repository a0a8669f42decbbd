import { reasonOf } from "../errors.ts";
import type { Missing } from "../snapshot.ts";

interface Options {
  /** Resolves to whether everything was fetched. */
  readonly fetchEverything: () => Promise<boolean>;
  readonly fetchConversation: (conversationId: string) => Promise<void>;
  /** Called when nothing is missing any more. */
  readonly onSettled: () => void;
}

/** Fetches the data that events did not include. */
export interface MissingFetcher {
  fetch(items: Iterable<Missing>): void;
  /** Retries failed fetches: the connection is back. */
  retry(): void;
  /** Whether something still has to be fetched. */
  isOwed(): boolean;
}

const nameOf = (item: Missing) => (item.part === "everything" ? item.part : item.conversationId);

/** Single flight for each missing part; a failed one stays owed until it is retried. */
export function createMissingFetcher(options: Options): MissingFetcher {
  const owed = new Map<string, Missing>();
  /** Running attempts by name, and whether another one has to follow. */
  const running = new Map<string, { isWantedAgain: boolean }>();

  const fetchOne = async (item: Missing): Promise<boolean> => {
    try {
      if (item.part === "everything") return await options.fetchEverything();
      await options.fetchConversation(item.conversationId);
      return true;
    } catch (error) {
      // Removed meanwhile, or no longer visible to the user: then nothing is missing.
      return reasonOf(error) === "not_found";
    }
  };
  const begin = async (item: Missing): Promise<void> => {
    const name = nameOf(item);
    const attempt = { isWantedAgain: false };
    running.set(name, attempt);
    const isDone = await fetchOne(item);
    // Superseded by a later attempt, started by a new connection.
    if (running.get(name) !== attempt) return;
    running.delete(name);
    if (attempt.isWantedAgain) return begin(item);
    if (!isDone) return;
    owed.delete(name);
    if (owed.size === 0) options.onSettled();
  };
  return {
    fetch(items) {
      for (const item of items) {
        const name = nameOf(item);
        owed.set(name, item);
        const attempt = running.get(name);
        // The running attempt may have read too early: one more is enough, however often it is requested.
        if (attempt === undefined) void begin(item);
        else attempt.isWantedAgain = true;
      }
    },
    retry() {
      for (const item of owed.values()) void begin(item);
    },
    isOwed: () => owed.size > 0,
  };
}
