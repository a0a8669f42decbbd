import type { EventOf, StreamEvent, StreamEventType } from "@parley/contract";
import { oneOf } from "./apply/checks.ts";
import { cardEvents } from "./apply/card.ts";
import { contactEvents } from "./apply/contact.ts";
import { conversationEvents } from "./apply/conversation.ts";
import type { EventDefinition, EventDefinitions, RequestCache } from "./apply/event-definition.ts";
import { groupEvents } from "./apply/group.ts";
import { messageEvents } from "./apply/message.ts";
import { reportEvents } from "./apply/report.ts";
import { userEvents } from "./apply/user.ts";
import { writingEvents } from "./apply/writing.ts";
import type { Applied, Snapshot } from "./snapshot.ts";

const resyncEvent: EventDefinition<"resync"> = {
  fields: {},
  apply: (snapshot) => ({ snapshot, missing: [{ part: "everything" }] }),
  outdates: ["searches", "mentions", "pinned", "saved", "links", "files", "about", "reports"],
};

const definitions: EventDefinitions = {
  ...messageEvents,
  ...conversationEvents,
  ...contactEvents,
  ...groupEvents,
  ...userEvents,
  ...writingEvents,
  ...cardEvents,
  ...reportEvents,
  resync: resyncEvent,
};

const isEvent = oneOf(
  "type",
  Object.fromEntries(Object.entries(definitions).map(([type, { fields }]) => [type, fields])),
);

export const resync: StreamEvent = { type: "resync" };

/**
 * An event as it came from the server. One that this client does not understand, because the server is newer,
 * becomes a `resync`: what it changed is fetched.
 */
export const readableEvent = (received: StreamEvent): StreamEvent =>
  isEvent(received) ? received : resync;

const apply = <Type extends StreamEventType>(snapshot: Snapshot, event: EventOf<Type>): Applied => {
  const { type }: { type: Type } = event;
  return definitions[type].apply(snapshot, event);
};

/**
 * Applies one event to a snapshot. Pure and idempotent: applying an event again, or one older than the snapshot,
 * changes nothing. Unchanged parts keep their reference. An event that this client does not understand changes nothing
 * and makes everything missing.
 */
export const applyEvent = (snapshot: Snapshot, received: StreamEvent): Applied =>
  apply(snapshot, readableEvent(received));

/** The request caches in which an event makes results outdated for a user. */
export function outdatedBy<Type extends StreamEventType>(
  event: EventOf<Type>,
  userId: string,
): readonly RequestCache[] {
  const { type }: { type: Type } = event;
  const { outdates } = definitions[type];
  return typeof outdates === "function" ? outdates(event, userId) : outdates;
}
