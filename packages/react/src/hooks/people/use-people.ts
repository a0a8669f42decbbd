import type { Snapshot } from "@parley/client";
import type { Person } from "@parley/contract";
import { peopleOf } from "../../people.ts";
import { useScreen } from "../../provider/use-screen.ts";

const known = new WeakMap<Snapshot, ReadonlyMap<string, Person>>();

function knownPeople(snapshot: Snapshot): ReadonlyMap<string, Person> {
  const people = known.get(snapshot) ?? peopleOf(snapshot);
  known.set(snapshot, people);
  return people;
}

const isSame = (one: ReadonlyMap<string, Person>, other: ReadonlyMap<string, Person>) =>
  one.size === other.size && [...one].every(([id, person]) => other.get(id) === person);

/** All users whom the screen knows by name. */
export const usePeople = () => useScreen(({ shown }) => knownPeople(shown), isSame);
