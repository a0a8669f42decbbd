import type { ScheduledMessage, Template } from "@parley/contract";
import type { Snapshot } from "../snapshot.ts";
import * as check from "./checks.ts";
import { complete, type EventFamily } from "./event-definition.ts";

type Item = Template & Partial<Pick<ScheduledMessage, "sendAt">>;

/** By the time at which they are sent, then by id. */
const orderOf = ({ sendAt = "", id }: Omit<Item, "title">) => sendAt + id;

/** The snapshot with an item of a list added or replaced, or removed if it is absent. */
function changed<Key extends "scheduled" | "templates">(
  snapshot: Snapshot,
  key: Key,
  { id, item }: { id: string; item?: NonNullable<Snapshot[Key]>[number] },
) {
  // Both lists have items with ids; the key decides on the rest.
  const known = snapshot[key] as readonly Omit<Item, "title">[] | undefined;
  if (known === undefined) return complete(snapshot);
  const items = [...known.filter((one) => one.id !== id), ...(item === undefined ? [] : [item])];
  items.sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
  return complete({ ...snapshot, [key]: items });
}

const { text } = check;
const scheduled: check.Checks<ScheduledMessage> = {
  id: text,
  conversationId: text,
  body: text,
  replyToSeq: check.orNull(check.count),
  mentions: check.each(text),
  sendAt: check.time,
  timeZone: text,
  state: text,
  reason: check.orNull(text),
};
const template: check.Checks<Template> = { id: text, title: text, body: text };

type WritingEvents = Pick<EventFamily<"message">, "message.scheduled" | "message.unscheduled"> &
  EventFamily<"template">;

export const writingEvents: WritingEvents = {
  "message.scheduled": {
    fields: { scheduled: check.record(scheduled) },
    apply: (snapshot, { scheduled: item }) => changed(snapshot, "scheduled", { id: item.id, item }),
    outdates: [],
  },
  "message.unscheduled": {
    fields: { id: text },
    apply: (snapshot, { id }) => changed(snapshot, "scheduled", { id }),
    outdates: [],
  },
  "template.saved": {
    fields: { template: check.record(template) },
    apply: (snapshot, { template: item }) => changed(snapshot, "templates", { id: item.id, item }),
    outdates: [],
  },
  "template.removed": {
    fields: { id: text },
    apply: (snapshot, { id }) => changed(snapshot, "templates", { id }),
    outdates: [],
  },
};
