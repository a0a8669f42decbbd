import type { Group, Person } from "@parley/contract";

/** Two users who are contacts through a group. */
export interface Pair {
  readonly one: Person;
  readonly other: Person;
}

/** The contacts that begin and end when groups change. */
export interface ContactChange {
  readonly begins: readonly Pair[];
  readonly ends: readonly Pair[];
}

const membersOf = (group: Group) => [group.mentor, ...group.mentees];

/** An archived group connects no users. */
const connecting = (groups: readonly Group[]) => groups.filter(({ state }) => state !== "archived");

/** An ADMIN is a contact of every user, whatever the groups are. */
const isByGroup = ({ one, other }: Pair) => one.role !== "ADMIN" && other.role !== "ADMIN";

/** The groups of each user, by id. */
function placesOf(groups: readonly Group[]): ReadonlyMap<string, ReadonlySet<string>> {
  const places = new Map<string, Set<string>>();
  for (const group of groups) {
    for (const { id } of membersOf(group)) {
      const known = places.get(id) ?? new Set();
      places.set(id, known.add(group.id));
    }
  }
  return places;
}

/** All pairs of a group, each once, in the order of its members. */
function* pairsIn(group: Group): Generator<Pair> {
  const members = membersOf(group);
  for (const [index, one] of members.entries()) {
    for (const other of members.slice(index + 1)) yield { one, other };
  }
}

/** The pairs that `from` connects and `to` does not. Only groups that differ are compared. */
function pairsOnlyIn(from: readonly Group[], to: readonly Group[]): Pair[] {
  const same = new Set(to);
  const places = placesOf(to);
  const found = new Map<string, Pair>();
  for (const group of from.filter((one) => !same.has(one))) {
    for (const pair of pairsIn(group)) {
      const ofOther = places.get(pair.other.id);
      const isKept = [...(places.get(pair.one.id) ?? [])].some((id) => ofOther?.has(id));
      const key = [pair.one.id, pair.other.id].toSorted().join(" ");
      if (!isKept && isByGroup(pair)) found.set(key, pair);
    }
  }
  return [...found.values()];
}

/** What a change of groups does to contacts by group. */
export function contactChange(before: readonly Group[], after: readonly Group[]): ContactChange {
  const [from, to] = [connecting(before), connecting(after)];
  return { begins: pairsOnlyIn(to, from), ends: pairsOnlyIn(from, to) };
}

/** The other users of some pairs, seen from one user. */
export function othersOf(pairs: readonly Pair[], personId: string): Person[] {
  return pairs.flatMap(({ one, other }) => {
    if (one.id === personId) return [other];
    return other.id === personId ? [one] : [];
  });
}

/** Groups with one of them changed. */
export function withChanged(
  groups: readonly Group[],
  groupId: string,
  change: (group: Group) => Group,
): Group[] {
  return groups.map((group) => (group.id === groupId ? change(group) : group));
}

export const archived = (group: Group): Group => ({ ...group, state: "archived" });
export const revived = (group: Group): Group => ({ ...group, state: "active" });

export const without = (group: Group, personId: string): Group => ({
  ...group,
  mentees: group.mentees.filter(({ id }) => id !== personId),
});

/** Existing members are not added twice. */
export const including = (group: Group, people: readonly Person[]): Group => ({
  ...group,
  mentees: [
    ...group.mentees,
    ...people.filter(({ id }) => group.mentees.every((mentee) => mentee.id !== id)),
  ],
});

/** The former mentor leaves. */
export const ledBy = (group: Group, mentor: Person): Group => ({ ...group, mentor });
