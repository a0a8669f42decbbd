import type { Snapshot } from "@parley/client";
import type { Conversation, Person } from "@parley/contract";

/** The name of a conversation: that of the other user, or of the group. */
export function nameOfConversation({ with: counterpart }: Conversation): string {
  switch (counterpart.kind) {
    case "direct":
      return counterpart.person.name;
    case "group":
      return counterpart.name;
  }
}

/** The other user of a direct conversation. */
export function otherPersonOf({ with: counterpart }: Conversation): Person | null {
  return counterpart.kind === "direct" ? counterpart.person : null;
}

/** All users whom the screen knows by name. */
export function peopleOf(snapshot: Snapshot): ReadonlyMap<string, Person> {
  const people = new Map<string, Person>();
  const learn = (person: Person | null) => {
    if (person !== null) people.set(person.id, person);
  };
  const lists = [snapshot.conversations, ...Object.values(snapshot.filtered)];
  for (const conversation of lists.flatMap((list) => list?.conversations ?? [])) {
    learn(otherPersonOf(conversation));
  }
  for (const { members, membershipChanges } of Object.values(snapshot.details)) {
    for (const { person } of [...membershipChanges, ...members]) learn(person);
  }
  for (const { person } of snapshot.contacts?.contacts ?? []) learn(person);
  return people;
}
