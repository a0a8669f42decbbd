import type { Person } from "@parley/contract/people";
import { PersonLine } from "../parts/person-line.tsx";
import { emailOf } from "./known-people.ts";

/** Somebody in a list to choose from. */
export const showPerson = (person: Person) => (
  <PersonLine person={person}>{emailOf(person)}</PersonLine>
);
