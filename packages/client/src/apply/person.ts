import type { Conversation, ConversationDetail } from "@parley/contract/conversations";
import type { StreamEvent } from "@parley/contract/events";
import type { Person } from "@parley/contract/people";
import type { Snapshot } from "../snapshot.ts";
import { mapLists } from "./lists.ts";
import { keepSame } from "./same.ts";

type UserUpdated = Extract<StreamEvent, { type: "user.updated" }>;

/** The person of an id as they are now, and everybody else as they were. */
const replacing = (person: Person) => (known: Person) => (known.id === person.id ? person : known);

function inRow<Row extends Conversation>(row: Row, person: Person): Row {
  if (row.with.kind !== "direct" || row.with.person.id !== person.id) return row;
  return { ...row, with: { ...row.with, person } };
}

const inDetail = (detail: ConversationDetail, person: Person): ConversationDetail => ({
  ...inRow(detail, person),
  members: detail.members.map((member) => ({
    ...member,
    person: replacing(person)(member.person),
  })),
  membershipChanges: detail.membershipChanges.map((change) => ({
    ...change,
    person: replacing(person)(change.person),
  })),
});

const mapValues = <Value>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Value,
) => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

/** Somebody's new name, picture or role, wherever they stand. */
export function applyPerson(snapshot: Snapshot, { person, me }: UserUpdated): Snapshot {
  const replace = replacing(person);
  const { contacts, blocked, groups } = snapshot;
  return keepSame(snapshot, {
    ...mapLists(snapshot, (page) => ({
      ...page,
      conversations: page.conversations.map((row) => inRow(row, person)),
    })),
    me: snapshot.me && me ? { ...snapshot.me, ...me } : snapshot.me,
    details: mapValues(snapshot.details, (detail) => inDetail(detail, person)),
    contacts: contacts && {
      contacts: contacts.contacts.map((contact) => ({
        ...contact,
        person: replace(contact.person),
      })),
    },
    blocked: blocked && {
      blocked: blocked.blocked.map((one) => ({ ...one, person: replace(one.person) })),
    },
    groups: groups && {
      groups: groups.groups.map((group) => ({
        ...group,
        mentor: replace(group.mentor),
        mentees: group.mentees.map(replace),
      })),
    },
  });
}
