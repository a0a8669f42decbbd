import type { Contact, ContactKind } from "@parley/contract/contacts";
import { fold, foldedWords } from "./fold.ts";

/** The order of the headings. */
const KINDS: readonly ContactKind[] = ["mentors", "mentees", "peers", "admins", "custom"];

/** Contacts under one heading. */
export interface ContactSection {
  readonly kind: ContactKind;
  readonly contacts: readonly Contact[];
}

const groupNames = ({ reasons }: Contact) =>
  reasons.flatMap((reason) => (reason.type === "group" ? [reason.groupName] : []));

/** Whether each word is a part of a text. */
function standIn(words: readonly string[], text: string): boolean {
  const folded = fold(text);
  return words.every((word) => folded.includes(word));
}

/** Whether each word of a search is a part of a name. */
export const nameMatches = (name: string, search: string): boolean =>
  standIn(foldedWords(search), name);

/** A contact is also found by the names of the groups that they share with one. */
const matches = (contact: Contact, words: readonly string[]): boolean =>
  standIn(words, [contact.person.name, ...groupNames(contact)].join(" "));

/** The contacts that a search leaves, under their headings. Empty headings are left out. */
export function sectionsOf(
  contacts: readonly Contact[],
  search: string,
): readonly ContactSection[] {
  const words = foldedWords(search);
  return KINDS.map((kind) => ({
    kind,
    contacts: contacts.filter((contact) => contact.kind === kind && matches(contact, words)),
  })).filter((section) => section.contacts.length > 0);
}

/** The groups that two people share, in words. */
export const sharedGroups = groupNames;
