import type { Conversation } from "@parley/contract/conversations";
import type { Snapshot } from "../snapshot.ts";
import { findRow, placeRow } from "./lists.ts";
import { withEntry } from "./same.ts";

/** A change of one conversation, made in every list and in the detail. */
export function mapRows(
  snapshot: Snapshot,
  {
    conversationId,
    change,
  }: { conversationId: string; change: <Row extends Conversation>(row: Row) => Row },
): Snapshot {
  const row = findRow(snapshot, conversationId);
  const nextRow = row && change(row);
  const next = nextRow === undefined || nextRow === row ? snapshot : placeRow(snapshot, nextRow);
  const detail = snapshot.details[conversationId];
  const details = withEntry(next.details, conversationId, detail && change(detail));
  return details === next.details ? next : { ...next, details };
}
