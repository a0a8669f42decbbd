import { hasWords } from "@parley/contract/folding";
import type { Contact, ContactKind } from "@parley/contract";

/** The order of the headings. */
const KINDS: readonly ContactKind[] = ["mentors", "mentees", "peers", "admins", "custom"];

/** Contacts under one heading. */
export interface ContactSection {
  readonly kind: ContactKind;
  readonly contacts: readonly Contact[];
}

/** A kind of a newer server has no heading. */
const headingOf = ({ kind }: Contact): ContactKind =>
  KINDS.find((known) => known === kind) ?? "custom";

const groupNames = ({ reasons }: Contact) =>
  reasons.flatMap((reason) => (reason.type === "group" ? [reason.groupName] : []));

/** A contact is also found by the names of shared groups. */
const matches = (contact: Contact, search: string): boolean =>
  hasWords([contact.person.name, ...groupNames(contact)].join(" "), search);

/** The contacts that match a search, under their headings. Empty headings are omitted. */
export function sectionsOf(
  contacts: readonly Contact[],
  search: string,
): readonly ContactSection[] {
  return KINDS.map((kind) => ({
    kind,
    contacts: contacts.filter((contact) => headingOf(contact) === kind && matches(contact, search)),
  })).filter((section) => section.contacts.length > 0);
}

/** The groups that two users share, in words. */
export const sharedGroups = groupNames;
