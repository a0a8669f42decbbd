import type { Conversation } from "@parley/contract/conversations";
import type { Snapshot } from "../snapshot.ts";
import { withEntry } from "./same.ts";

/** A change of one conversation that leaves its place in the list, made in the list and in the detail. */
export function mapRows(
  snapshot: Snapshot,
  {
    conversationId,
    change,
  }: { conversationId: string; change: <Row extends Conversation>(row: Row) => Row },
): Snapshot {
  const list = snapshot.conversations;
  const at = list?.conversations.findIndex(({ id }) => id === conversationId) ?? -1;
  const row = list?.conversations[at];
  const nextRow = row && change(row);
  const conversations =
    list === undefined || nextRow === undefined || nextRow === row
      ? list
      : { ...list, conversations: list.conversations.with(at, nextRow) };
  const detail = snapshot.details[conversationId];
  const details = withEntry(snapshot.details, conversationId, detail && change(detail));
  if (conversations === list && details === snapshot.details) return snapshot;
  return { ...snapshot, conversations, details };
}
