import type { Card, Message } from "@parley/contract";
import type { Snapshot } from "../snapshot.ts";
import * as check from "./checks.ts";
import { complete, type EventFamily } from "./event-definition.ts";

const { text } = check;
const card: check.ByName<Card, "kind"> = {
  action_item: {
    id: check.conversationId,
    conversationId: check.conversationId,
    seq: check.orNull(check.count),
    creatorId: text,
    ownerId: text,
    text,
    dueOn: check.orNull(text),
    state: text,
    sourceSeq: check.orNull(check.count),
    version: check.count,
    changedAt: check.time,
  },
};

/** Adds a thing to those of its conversation, or replaces it. */
function withCard({ cards, ...snapshot }: Snapshot, changed: Card): Snapshot {
  const { conversationId: about, id } = changed;
  return { ...snapshot, cards: { ...cards, [about]: { ...cards[about], [id]: changed } } };
}

/** Without the thing whose card was deleted. */
export function withoutCard(snapshot: Snapshot, { conversationId, id }: Message): Snapshot {
  const { [id]: gone, ...others } = snapshot.cards[conversationId] ?? {};
  return gone ? { ...snapshot, cards: { ...snapshot.cards, [conversationId]: others } } : snapshot;
}

export const cardEvents: EventFamily<"card"> = {
  "card.changed": {
    fields: { card: check.oneOf("kind", card) },
    apply(snapshot, { card: changed }) {
      const known = snapshot.cards[changed.conversationId];
      const isNews = known && (known[changed.id]?.version ?? 0) < changed.version;
      return complete(isNews ? withCard(snapshot, changed) : snapshot);
    },
    outdates: [],
  },
};
