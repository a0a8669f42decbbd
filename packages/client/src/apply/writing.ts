import type { Draft, DraftMention, ScheduledMessage, Template } from "@parley/contract";
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

/** The snapshot with a draft as it is now: absent if it was sent or cleared. */
export function applyDraft(snapshot: Snapshot, draft: Draft): Snapshot {
  const { drafts: known } = snapshot;
  if (known === undefined) return snapshot;
  const drafts = known.filter(({ conversationId }) => conversationId !== draft.conversationId);
  if (draft.body !== null) drafts.push(draft);
  drafts.sort((one, other) => (one.conversationId < other.conversationId ? -1 : 1));
  return { ...snapshot, drafts };
}

const { text } = check;
const scheduled: check.Checks<ScheduledMessage> = {
  id: text,
  conversationId: text,
  body: text,
  replyToSeq: check.orNull(check.count),
  mentions: check.each(text),
  files: check.message.files,
  sendAt: check.time,
  timeZone: text,
  state: text,
  reason: check.orNull(text),
};
const template: check.Checks<Template> = { id: text, title: text, body: text };
const chosen: check.Checks<DraftMention> = { userId: text, at: check.count, text };
const draft: check.Checks<Draft> = {
  conversationId: check.conversationId,
  body: check.orNull(text),
  replyToSeq: check.orNull(check.count),
  chosen: check.each(check.record(chosen)),
  editedAt: check.time,
};

type WritingEvents = Pick<EventFamily<"message">, "message.scheduled" | "message.unscheduled"> &
  EventFamily<"template"> &
  EventFamily<"draft">;

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
  "draft.saved": {
    fields: { draft: check.record(draft) },
    apply: (snapshot, event) => complete(applyDraft(snapshot, event.draft)),
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
