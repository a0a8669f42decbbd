import type { BlockedPerson, Contact } from "@parley/contract/contacts";
import type { Snapshot } from "../snapshot.ts";
import { keepSame } from "./same.ts";

/** By id, as the server lists them: how they are shown is the screen's matter. */
const byPerson = (one: Contact, other: Contact) => (one.person.id < other.person.id ? -1 : 1);

export function applyContactsAdded(snapshot: Snapshot, added: readonly Contact[]): Snapshot {
  if (snapshot.contacts === undefined) return snapshot;
  const byId = new Map(snapshot.contacts.contacts.map((contact) => [contact.person.id, contact]));
  for (const contact of added) byId.set(contact.person.id, contact);
  const contacts = { contacts: [...byId.values()].toSorted(byPerson) };
  return { ...snapshot, contacts: keepSame(snapshot.contacts, contacts) };
}

export function applyContactsRemoved(snapshot: Snapshot, userIds: readonly string[]): Snapshot {
  if (snapshot.contacts === undefined) return snapshot;
  const contacts = snapshot.contacts.contacts.filter(({ person }) => !userIds.includes(person.id));
  return { ...snapshot, contacts: keepSame(snapshot.contacts, { contacts }) };
}

const latestFirst = (one: BlockedPerson, other: BlockedPerson) => {
  if (one.since !== other.since) return one.since > other.since ? -1 : 1;
  return one.person.id < other.person.id ? -1 : 1;
};

export function applyBlocked(snapshot: Snapshot, person: BlockedPerson): Snapshot {
  if (snapshot.blocked === undefined) return snapshot;
  const others = snapshot.blocked.blocked.filter((other) => other.person.id !== person.person.id);
  const blocked = { blocked: [...others, person].toSorted(latestFirst) };
  return { ...snapshot, blocked: keepSame(snapshot.blocked, blocked) };
}

export function applyUnblocked(snapshot: Snapshot, userId: string): Snapshot {
  if (snapshot.blocked === undefined) return snapshot;
  const blocked = snapshot.blocked.blocked.filter(({ person }) => person.id !== userId);
  return { ...snapshot, blocked: keepSame(snapshot.blocked, { blocked }) };
}
