import type { EventOf, Group } from "@parley/contract";
import type { Snapshot } from "../snapshot.ts";
import * as check from "./checks.ts";
import { complete, type EventFamily } from "./event-definition.ts";
import { keepSame } from "./keep-same.ts";

/** A group as it is now, or removed from the list if it is null. */
export function applyGroup(
  snapshot: Snapshot,
  { groupId, group }: Omit<EventOf<"group.updated">, "type">,
): Snapshot {
  if (snapshot.groups === undefined) return snapshot;
  const others = snapshot.groups.groups.filter(({ id }) => id !== groupId);
  const groups = group === null ? others : [...others, group];
  const sorted = { groups: groups.toSorted((one, other) => (one.id < other.id ? -1 : 1)) };
  return { ...snapshot, groups: keepSame(snapshot.groups, sorted) };
}

const checks: check.Checks<Group> = {
  id: check.text,
  name: check.text,
  mentor: check.record(check.person),
  mentees: check.each(check.record(check.person)),
  state: check.text,
  endsAt: check.orNull(check.time),
  conversationId: check.conversationId,
};

export const groupEvents: EventFamily<"group"> = {
  "group.updated": {
    fields: { groupId: check.text, group: check.orNull(check.record(checks)) },
    apply: (snapshot, event) => complete(applyGroup(snapshot, event)),
    outdates: ["about"],
  },
};
