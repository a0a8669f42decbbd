import type { Conversation, ConversationDetail, EventOf, Person } from "@parley/contract";
import type { Snapshot } from "../snapshot.ts";
import * as check from "./checks.ts";
import { mapLists } from "./conversation-rows.ts";
import { complete, type EventFamily } from "./event-definition.ts";
import { keepSame } from "./keep-same.ts";

type UserUpdated = EventOf<"user.updated">;

/** Replaces one person by id, and returns all others unchanged. */
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

/** A user's new name, picture or role, wherever they are shown. */
export function applyPerson(
  snapshot: Snapshot,
  { person, me }: Omit<UserUpdated, "type">,
): Snapshot {
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

const me: check.Checks<NonNullable<UserUpdated["me"]>> = {
  ...check.person,
  email: check.orNull(check.text),
  sharesPresence: check.flag,
  sharesReceipts: check.flag,
  sharesResponseTime: check.flag,
};

export const userEvents: EventFamily<"user"> = {
  "user.updated": {
    fields: { person: check.record(check.person), me: check.orNull(check.record(me)) },
    apply: (snapshot, event) => complete(applyPerson(snapshot, event)),
    outdates: ["about"],
  },
};
