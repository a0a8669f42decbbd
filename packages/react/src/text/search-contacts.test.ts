import type { Contact, ContactKind } from "@parley/contract";
import { expect, test } from "vitest";
import { personOf } from "@parley/client/testing";
import { sectionsOf } from "./search-contacts.ts";

const contact = (name: string, kind: ContactKind, groupName?: string): Contact => ({
  person: personOf(name, name),
  kind,
  reasons:
    groupName === undefined ? [{ type: "admin" }] : [{ type: "group", groupId: "g", groupName }],
});

const contacts = [
  contact("Noah Lindqvist", "mentees", "Spring cohort"),
  contact("José García-Ibáñez", "mentees"),
  contact("Mara Okafor", "admins"),
  contact("Priya Nair", "mentors"),
];

const found = (search: string) =>
  sectionsOf(contacts, search).flatMap((section) =>
    section.contacts.map(({ person }) => person.name),
  );

test("contacts are listed under their headings, in one order, without empty ones", () => {
  expect(sectionsOf(contacts, "").map(({ kind }) => kind)).toEqual([
    "mentors",
    "mentees",
    "admins",
  ]);
});

test("a search finds parts of names, ignoring case and accents", () => {
  expect(found("noa")).toEqual(["Noah Lindqvist"]);
  expect(found("jose iba")).toEqual(["José García-Ibáñez"]);
  expect(found("SPRING")).toEqual(["Noah Lindqvist"]);
  expect(found("kafo")).toEqual(["Mara Okafor"]);
  expect(found("mar noa")).toEqual([]);
});
