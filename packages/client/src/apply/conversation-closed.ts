import type { Snapshot } from "../snapshot.ts";
import { mapLists, withoutRow } from "./lists.ts";

const without = <Value>(record: Readonly<Record<string, Value>>, key: string) =>
  Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));

/** Takes a conversation from the lists; what was shown of it is fetched anew when it is opened again. */
export function applyConversationClosed(snapshot: Snapshot, conversationId: string): Snapshot {
  return {
    ...mapLists(snapshot, (page) => withoutRow(page, conversationId)),
    details: without(snapshot.details, conversationId),
    windows: without(snapshot.windows, conversationId),
  };
}
