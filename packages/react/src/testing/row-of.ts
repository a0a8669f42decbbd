import type { Row } from "../rows/row.ts";

/** A row of another user's message, with overrides. */
export function rowOf(facts: Partial<Row>): Row {
  const isOwn = facts.isOwn ?? facts.senderId === "me";
  return {
    id: `m${facts.seq ?? 0}`,
    seq: 1,
    senderId: isOwn ? "me" : "ana",
    isOwn,
    body: "text",
    replyToSeq: null,
    mentions: [],
    reactions: [],
    files: [],
    version: 1,
    at: new Date(2026, 10, 22, 9),
    editedAt: null,
    delivery: { status: isOwn ? "sent" : "received" },
    change: null,
    ...facts,
  };
}
