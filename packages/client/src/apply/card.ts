import type { Card, Message } from "@parley/contract";
import type { Snapshot } from "../snapshot.ts";
import * as check from "./checks.ts";
import { complete, type EventFamily } from "./event-definition.ts";

const { count, each, orNull, text, time } = check;
const common = {
  id: check.conversationId,
  conversationId: check.conversationId,
  creatorId: text,
  state: text,
  version: count,
  changedAt: time,
};
const card: check.ByName<Card, "kind"> = {
  action_item: {
    ...common,
    seq: orNull(count),
    ownerId: text,
    text,
    dueOn: orNull(text),
    sourceSeq: orNull(count),
  },
  meeting: {
    ...common,
    seq: count,
    title: orNull(text),
    place: orNull(text),
    proposerId: text,
    slots: each(time),
    minutes: count,
    timeZone: text,
    agreed: orNull(check.record({ startsAt: time, endsAt: time })),
    metBy: each(text),
    missedBy: each(text),
    changedBy: text,
  },
};

/** Adds a thing to those of its conversation, or replaces it. */
export function withCard({ cards, ...snapshot }: Snapshot, changed: Card): Snapshot {
  const { conversationId: about, id } = changed;
  return { ...snapshot, cards: { ...cards, [about]: { ...cards[about], [id]: changed } } };
}

/** Without the thing whose card was deleted. */
export function withoutCard(snapshot: Snapshot, { conversationId, id }: Message): Snapshot {
  const { [id]: gone, ...others } = snapshot.cards[conversationId] ?? {};
  return gone ? { ...snapshot, cards: { ...snapshot.cards, [conversationId]: others } } : snapshot;
}

/** A newer state of a thing, if those of its conversation are known. */
export function applyCard(snapshot: Snapshot, changed: Card): Snapshot {
  const known = snapshot.cards[changed.conversationId];
  const isNews = known && (known[changed.id]?.version ?? 0) < changed.version;
  return isNews ? withCard(snapshot, changed) : snapshot;
}

export const cardEvents: EventFamily<"card"> = {
  "card.changed": {
    fields: { card: check.oneOf("kind", card) },
    apply: (snapshot, { card: changed }) => complete(applyCard(snapshot, changed)),
    outdates: [],
  },
};
