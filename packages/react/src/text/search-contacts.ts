import type { Contact, ContactKind } from "@parley/contract/contacts";

/** The order of the headings. */
const KINDS: readonly ContactKind[] = ["mentors", "mentees", "peers", "admins", "custom"];

/** Contacts under one heading. */
export interface ContactSection {
  readonly kind: ContactKind;
  readonly contacts: readonly Contact[];
}

/** Without case and accents, so that "jose" finds José. */
const folded = (text: string) =>
  text
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLocaleLowerCase();

const groupNames = ({ reasons }: Contact) =>
  reasons.flatMap((reason) => (reason.type === "group" ? [reason.groupName] : []));

/** Contacts in whose name, or a name of whose group, each word of the search begins a word. */
function matches(contact: Contact, words: readonly string[]): boolean {
  const text = ` ${folded([contact.person.name, ...groupNames(contact)].join(" "))}`;
  return words.every((word) => text.includes(` ${word}`) || text.includes(`-${word}`));
}

/** The contacts that a search leaves, under their headings. Empty headings are left out. */
export function sectionsOf(
  contacts: readonly Contact[],
  search: string,
): readonly ContactSection[] {
  const words = folded(search)
    .split(/\s+/u)
    .filter((word) => word !== "");
  return KINDS.map((kind) => ({
    kind,
    contacts: contacts.filter((contact) => contact.kind === kind && matches(contact, words)),
  })).filter((section) => section.contacts.length > 0);
}

/** The groups that two people share, in words. */
export const sharedGroups = groupNames;
