import type { Account, Person } from "@parley/contract";
import { PersonLine } from "../parts/person-line.tsx";
import { Combobox } from "@base-ui/react/combobox";
import { Icon } from "../../shell/icon.tsx";
import { useAdminText } from "../parts/admin-text.ts";

/** A user in a list to select from. */
export const showPerson = (person: Person) => (
  <PersonLine person={person}>{emailOf(person)}</PersonLine>
);

export const idOf = ({ id }: Person) => id;
export const nameOf = ({ name }: Person) => name;
export const samePerson = (one: Person, other: Person) => one.id === other.id;

/** The address that distinguishes users of the same name, if known. */
const emailOf = (person: Person | Account) =>
  "email" in person ? (person.email ?? undefined) : undefined;

/** Users without some of them. */
export function withoutPeople<Some extends Person>(
  people: readonly Some[],
  others: readonly Person[],
): Some[] {
  const ids = new Set(others.map(idOf));
  return people.filter(({ id }) => !ids.has(id));
}

/** The found users, and selected ones who are not among them. */
export const knownPeople = (found: readonly Person[], chosen: readonly Person[]): Person[] => [
  ...found,
  ...withoutPeople(chosen, found),
];

/** A selected user, with a button that removes them. */
export function PersonChip({ person: { name } }: { readonly person: Person }) {
  const { t } = useAdminText();
  return (
    <Combobox.Chip className="chip" aria-label={name} aria-description={t("choose.removeHint")}>
      <bdi className="min-w-0 truncate">{name}</bdi>
      <Combobox.ChipRemove className="chip-remove" aria-label={t("choose.remove", { name })}>
        <Icon path="M6 6l12 12M18 6L6 18" className="size-3.5" />
      </Combobox.ChipRemove>
    </Combobox.Chip>
  );
}
