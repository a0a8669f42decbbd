import type { Card, Message } from "@parley/contract";
import type { Snapshot } from "../snapshot.ts";
import * as check from "./checks.ts";
import { complete, type EventFamily } from "./event-definition.ts";

const { text } = check;
const card: check.ByName<Card, "kind"> = {
  action_item: {
    id: text,
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

/** In the order in which they were created, which is that of their ids. */
export const inOrder = (cards: readonly Card[]): Card[] =>
  cards.toSorted((one, other) => (one.id < other.id ? -1 : 1));

type Place = Pick<Card, "conversationId" | "id">;

/** A thing of the snapshot replaced, or without it. */
function replaced({ cards, ...snapshot }: Snapshot, { conversationId, id }: Place, by: Card[]) {
  const others = cards[conversationId]?.filter((one) => one.id !== id) ?? [];
  return { ...snapshot, cards: { ...cards, [conversationId]: inOrder([...others, ...by]) } };
}

const known = ({ cards }: Snapshot, { conversationId, id }: Place) =>
  cards[conversationId]?.find((one) => one.id === id);

/** Adds a thing to those of its conversation, or replaces an older version. */
function applyCard(snapshot: Snapshot, changed: Card): Snapshot {
  const isShown = snapshot.cards[changed.conversationId] !== undefined;
  const isNews = isShown && (known(snapshot, changed)?.version ?? 0) < changed.version;
  return isNews ? replaced(snapshot, changed, [changed]) : snapshot;
}

/** Without the thing whose card was deleted. */
export const withoutCard = (snapshot: Snapshot, message: Message): Snapshot =>
  known(snapshot, message) ? replaced(snapshot, message, []) : snapshot;

export const cardEvents: EventFamily<"card"> = {
  "card.changed": {
    fields: { card: check.oneOf("kind", card) },
    apply: (snapshot, event) => complete(applyCard(snapshot, event.card)),
    outdates: [],
  },
};
