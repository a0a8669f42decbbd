import type { Group } from "@parley/contract/groups";
import type { Person } from "@parley/contract/people";

/** Two people who have each other as contacts through a group. */
export interface Pair {
  readonly one: Person;
  readonly other: Person;
}

/** Whose contacts begin and end where groups become other than they are. */
export interface ContactChange {
  readonly begins: readonly Pair[];
  readonly ends: readonly Pair[];
}

const membersOf = (group: Group) => [group.mentor, ...group.mentees];

/** An archived group connects nobody. */
const connecting = (groups: readonly Group[]) => groups.filter(({ state }) => state !== "archived");

/** An ADMIN is everybody's contact, whatever the groups are. */
const isByGroup = ({ one, other }: Pair) => one.role !== "ADMIN" && other.role !== "ADMIN";

/** The groups of each person, as positions in the list. */
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

/** Every two people of a group, once, the one of the lower place first. */
function* pairsIn(group: Group): Generator<Pair> {
  const members = membersOf(group);
  for (const [index, one] of members.entries()) {
    for (const other of members.slice(index + 1)) yield { one, other };
  }
}

/** The pairs that `from` connects and `to` does not. Only the groups that differ are looked through. */
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

/** What a change of groups does to the contacts that come from groups. */
export function contactChange(before: readonly Group[], after: readonly Group[]): ContactChange {
  const [from, to] = [connecting(before), connecting(after)];
  return { begins: pairsOnlyIn(to, from), ends: pairsOnlyIn(from, to) };
}

/** Everybody else in some pairs, once, from the side of one person. */
export function othersOf(pairs: readonly Pair[], personId: string): Person[] {
  return pairs.flatMap(({ one, other }) => {
    if (one.id === personId) return [other];
    return other.id === personId ? [one] : [];
  });
}

/** Groups as they would be with one of them changed. */
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

/** Who is in it already is not in it twice. */
export const including = (group: Group, people: readonly Person[]): Group => ({
  ...group,
  mentees: [
    ...group.mentees,
    ...people.filter(({ id }) => group.mentees.every((mentee) => mentee.id !== id)),
  ],
});

/** The former mentor leaves. */
export const ledBy = (group: Group, mentor: Person): Group => ({ ...group, mentor });
