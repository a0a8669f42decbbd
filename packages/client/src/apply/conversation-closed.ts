import type { Snapshot } from "../snapshot.ts";

const without = <Value>(record: Readonly<Record<string, Value>>, key: string) =>
  Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));

/** Takes a conversation from the list; what was shown of it is fetched anew when it is opened again. */
export function applyConversationClosed(snapshot: Snapshot, conversationId: string): Snapshot {
  const { conversations: list } = snapshot;
  return {
    ...snapshot,
    conversations: list && {
      ...list,
      conversations: list.conversations.filter(({ id }) => id !== conversationId),
    },
    details: without(snapshot.details, conversationId),
    windows: without(snapshot.windows, conversationId),
  };
}
