import type { BlockedPerson, Contact, ContactReason } from "@parley/contract";
import type { Snapshot } from "../snapshot.ts";
import * as check from "./checks.ts";
import { complete, type EventFamily } from "./event-definition.ts";
import { keepSame } from "./keep-same.ts";

/** By id, in the order of the server. */
const byPerson = (one: Contact, other: Contact) => (one.person.id < other.person.id ? -1 : 1);

/** Adds contacts, or replaces them. */
export function applyContactsAdded(snapshot: Snapshot, added: readonly Contact[]): Snapshot {
  if (snapshot.contacts === undefined) return snapshot;
  const byId = new Map(snapshot.contacts.contacts.map((contact) => [contact.person.id, contact]));
  for (const contact of added) byId.set(contact.person.id, contact);
  const contacts = { contacts: [...byId.values()].toSorted(byPerson) };
  return { ...snapshot, contacts: keepSame(snapshot.contacts, contacts) };
}

function applyContactsRemoved(snapshot: Snapshot, userIds: readonly string[]): Snapshot {
  if (snapshot.contacts === undefined) return snapshot;
  const contacts = snapshot.contacts.contacts.filter(({ person }) => !userIds.includes(person.id));
  return { ...snapshot, contacts: keepSame(snapshot.contacts, { contacts }) };
}

const latestFirst = (one: BlockedPerson, other: BlockedPerson) => {
  if (one.since !== other.since) return one.since > other.since ? -1 : 1;
  return one.person.id < other.person.id ? -1 : 1;
};

/** Adds a blocked user. */
export function applyBlocked(snapshot: Snapshot, added: BlockedPerson): Snapshot {
  if (snapshot.blocked === undefined) return snapshot;
  const others = snapshot.blocked.blocked.filter((other) => other.person.id !== added.person.id);
  const blocked = { blocked: [...others, added].toSorted(latestFirst) };
  return { ...snapshot, blocked: keepSame(snapshot.blocked, blocked) };
}

/** Removes a blocked user. */
export function applyUnblocked(snapshot: Snapshot, userId: string): Snapshot {
  if (snapshot.blocked === undefined) return snapshot;
  const blocked = snapshot.blocked.blocked.filter(({ person }) => person.id !== userId);
  return { ...snapshot, blocked: keepSame(snapshot.blocked, { blocked }) };
}

const reason: check.ByName<ContactReason, "type"> = {
  group: { groupId: check.text, groupName: check.text },
  admin: {},
  custom: {},
};
const contact: check.Checks<Contact> = {
  person: check.record(check.person),
  kind: check.text,
  reasons: check.each(check.oneOf("type", reason)),
};
const blocked: check.Checks<BlockedPerson> = {
  person: check.record(check.person),
  since: check.time,
};

export const contactEvents: EventFamily<"contact"> = {
  "contact.added": {
    fields: { contacts: check.each(check.record(contact)) },
    apply: (snapshot, { contacts }) => complete(applyContactsAdded(snapshot, contacts)),
    outdates: ["about"],
  },
  "contact.removed": {
    fields: { userIds: check.each(check.text) },
    apply: (snapshot, { userIds }) => complete(applyContactsRemoved(snapshot, userIds)),
    outdates: ["about"],
  },
  // A search shows nothing that a user wrote in a direct conversation across a block.
  "contact.blocked": {
    fields: { blocked: check.record(blocked) },
    apply: (snapshot, event) => complete(applyBlocked(snapshot, event.blocked)),
    outdates: ["searches", "mentions", "saved", "links", "files", "about"],
  },
  "contact.unblocked": {
    fields: { userId: check.text },
    apply: (snapshot, { userId }) => complete(applyUnblocked(snapshot, userId)),
    outdates: ["searches", "mentions", "saved", "links", "files", "about"],
  },
};
