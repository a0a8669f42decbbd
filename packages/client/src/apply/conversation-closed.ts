import { isPlaceIn, type Snapshot } from "../snapshot.ts";
import { mapLists, withoutRow } from "./lists.ts";

const without = <Value>(record: Readonly<Record<string, Value>>, key: string) =>
  Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));

const withoutPlaces = <Value>(record: Readonly<Record<string, Value>>, conversationId: string) =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !isPlaceIn(key, conversationId)));

/** Takes a conversation from the lists; what was shown of it is fetched anew when it is opened again. */
export function applyConversationClosed(snapshot: Snapshot, conversationId: string): Snapshot {
  return {
    ...mapLists(snapshot, (page) => withoutRow(page, conversationId)),
    details: without(snapshot.details, conversationId),
    windows: without(snapshot.windows, conversationId),
    quoted: withoutPlaces(snapshot.quoted, conversationId),
  };
}
