import type { EventOf, StreamEvent, StreamEventType } from "@parley/contract/events";
import { cardEvents } from "./events/card.ts";
import { contactEvents } from "./events/contact.ts";
import { conversationEvents } from "./events/conversation.ts";
import type {
  EventDefinition,
  EventDefinitions,
  LogRow,
  Need,
  Recipient,
  References,
  RowKey,
} from "./events/event-definition.ts";
import { groupEvents } from "./events/group.ts";
import { messageEvents } from "./events/message.ts";
import { reportEvents } from "./events/report.ts";
import { draftEvents, templateEvents } from "./events/template.ts";
import { userEvents } from "./events/user.ts";

const resyncEvent: EventDefinition<"resync"> = {
  needs: [],
  toEvent: () => ({ type: "resync" }),
  explains: () => [""],
};

const definitions: EventDefinitions = {
  ...messageEvents,
  ...conversationEvents,
  ...contactEvents,
  ...groupEvents,
  ...templateEvents,
  ...draftEvents,
  ...cardEvents,
  ...reportEvents,
  ...userEvents,
  resync: resyncEvent,
};

/** What the event of a row is made of. */
export function needsOf(row: RowKey): readonly Need[] {
  const { needs } = definitions[row.type];
  return typeof needs === "function" ? needs(row) : needs;
}

/** Whether all recipients of the event get the same. */
export const isShared = (row: LogRow): boolean => definitions[row.type].isShared?.(row) ?? false;

/** The event of a row, or undefined if the recipient may no longer see what it refers to. */
export const toEvent = (row: LogRow, references: References): StreamEvent | undefined =>
  definitions[row.type].toEvent(row, references);

/** The facts that an event brings up to date for its recipient, as prefixes of their names. */
export function explainedBy<Type extends StreamEventType>(
  event: EventOf<Type>,
  recipient: Recipient,
): readonly string[] {
  const { type }: { type: Type } = event;
  return definitions[type].explains(event, recipient);
}
