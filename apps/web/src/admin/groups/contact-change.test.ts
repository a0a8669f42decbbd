import type { Group, Person, Role } from "@parley/contract";
import { expect, test } from "vitest";
import { archived, including, ledBy, revived, withChanged, without } from "./contact-change.ts";
import { contactChange, othersOf } from "./contact-change.ts";
import type { Pair } from "./contact-change.ts";

const person = (id: string, role: Role): Person => ({ id, name: id, role, avatarUrl: null });
const mentor = (id: string) => person(id, "MENTOR");
const mentee = (id: string) => person(id, "MENTEE");

const group = (id: string, lead: Person, mentees: readonly string[]): Group => ({
  id,
  name: id,
  mentor: lead,
  mentees: mentees.map(mentee),
  state: "active",
  endsAt: null,
  conversationId: "01890a5d-ac96-774b-bcce-b302099a8057",
});

const north = group("north", mentor("ada"), ["ben", "cleo"]);
const south = group("south", mentor("sam"), ["dan"]);
const groups = [north, south];
const names = (pairs: readonly Pair[]) => pairs.map(({ one, other }) => `${one.id} ${other.id}`);

test("a new group makes contacts of all its members", () => {
  const { begins, ends } = contactChange(groups, [
    ...groups,
    group("west", mentor("eve"), ["fay", "gil"]),
  ]);
  expect(names(begins)).toEqual(["eve fay", "eve gil", "fay gil"]);
  expect(ends).toEqual([]);
});

test("moving a user ends the contacts of the one group and begins those of the other", () => {
  const left = withChanged(groups, "north", (one) => without(one, "ben"));
  const after = withChanged(left, "south", (one) => including(one, [mentee("ben")]));
  const { begins, ends } = contactChange(groups, after);
  expect(othersOf(ends, "ben").map(({ id }) => id)).toEqual(["ada", "cleo"]);
  expect(othersOf(begins, "ben").map(({ id }) => id)).toEqual(["sam", "dan"]);
  expect(othersOf(ends, "dan")).toEqual([]);
});

test("a contact stays while another group connects the two", () => {
  const both = [...groups, group("club", mentor("sam"), ["ben", "cleo"])];
  const after = withChanged(both, "north", archived);
  expect(names(contactChange(both, after).ends)).toEqual(["ada ben", "ada cleo"]);
});

test("an archived group connects no users until it is revived", () => {
  const ended = withChanged(groups, "north", archived);
  expect(
    contactChange(
      ended,
      withChanged(ended, "north", (one) => without(one, "ben")),
    ).ends,
  ).toEqual([]);
  expect(names(contactChange(ended, withChanged(ended, "north", revived)).begins)).toHaveLength(3);
});

test("another mentor replaces the former one", () => {
  const after = withChanged(groups, "north", (one) => ledBy(one, mentor("eve")));
  const { begins, ends } = contactChange(groups, after);
  expect(names(ends)).toEqual(["ada ben", "ada cleo"]);
  expect(names(begins)).toEqual(["eve ben", "eve cleo"]);
});

test("an admin who leads a group stays a contact of every user", () => {
  const led = [group("north", person("root", "ADMIN"), ["ben", "cleo"])];
  expect(names(contactChange(led, withChanged(led, "north", archived)).ends)).toEqual(["ben cleo"]);
});

test("adding an existing member changes nothing", () => {
  expect(including(north, [mentee("ben")]).mentees).toEqual(north.mentees);
});
