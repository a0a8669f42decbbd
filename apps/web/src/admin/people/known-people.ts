import type { Account, Person } from "@parley/contract/people";

export const idOf = ({ id }: Person) => id;
export const nameOf = ({ name }: Person) => name;
export const samePerson = (one: Person, other: Person) => one.id === other.id;

/** The address that tells two people of one name apart, where it is known. */
export const emailOf = (person: Person | Account) =>
  "email" in person ? (person.email ?? undefined) : undefined;

/** People without some of them. */
export function withoutPeople<Some extends Person>(
  people: readonly Some[],
  others: readonly Person[],
): Some[] {
  const ids = new Set(others.map(idOf));
  return people.filter(({ id }) => !ids.has(id));
}

/** Those who were found, and those chosen who are not among them. */
export const knownPeople = (found: readonly Person[], chosen: readonly Person[]): Person[] => [
  ...found,
  ...withoutPeople(chosen, found),
];
