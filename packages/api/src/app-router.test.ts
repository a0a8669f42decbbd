import { expect, test } from "vitest";
import * as z from "zod";
import { definitionOf, paths } from "./testing/role-matrix/paths.ts";
import { useTestApi } from "./testing/vitest.ts";

const api = useTestApi({ once: true, people: { root: "ADMIN", ben: "MENTEE" } });

/** The input schema of a procedure; undefined if it has none. */
function inputOf(path: (typeof paths)[number]): z.ZodType | undefined {
  const [input] = definitionOf(path).inputs;
  return input instanceof z.ZodType ? input : undefined;
}

test.each(paths)("API-1: an input without required fields may be omitted: %s", (path) => {
  const input = inputOf(path);
  const empty = input?.safeParse({});
  if (empty?.success !== true) return;
  expect(input?.safeParse(undefined)).toEqual(empty);
});

test("API-1: such calls need no argument, by their types as well", async () => {
  const ben = api.as("ben");
  expect(await ben.conversations.list()).toEqual({ conversations: [], nextCursor: null });
  expect(await ben.messages.mentions()).toEqual({ messages: [], nextCursor: null });
  expect((await ben.contacts.list()).contacts.map(({ person }) => person.id)).toEqual(["root"]);
  expect(await ben.users.updateMe()).toMatchObject({ id: "ben", name: "Ben" });
  const root = api.as("root");
  expect((await root.users.list()).accounts.map(({ id }) => id)).toEqual(["ben", "root"]);
  expect((await root.groups.activity()).pairs).toEqual([]);
});

test("API-2: a new object has an `id`, and references are named by their kind", () => {
  const shapesOf = (input: unknown): object[] => {
    if (input instanceof z.ZodUnion) return input.options.flatMap(shapesOf);
    return input instanceof z.ZodObject ? [input.shape] : [];
  };
  const withId = paths.filter((path) => shapesOf(inputOf(path)).some((shape) => "id" in shape));
  expect(withId.toSorted()).toEqual([
    "announcements.send",
    "cards.createItem",
    "cards.proposeMeeting",
    "groups.create",
    ...["messages.saveTemplate", "messages.schedule", "messages.send"],
    ...["reports.create", "users.upsert"],
  ]);
  const namesOf = (path: (typeof paths)[number]) => {
    const input = inputOf(path);
    return input instanceof z.ZodObject ? Object.keys(input.shape) : [];
  };
  // Members of a group are named by the same fields when it is created and later.
  expect(namesOf("groups.create")).toContain("menteeIds");
  const deprecated = "userIds";
  expect(namesOf("groups.addMembers")).toEqual(["groupId", "menteeIds", deprecated]);
  expect(namesOf("groups.removeMembers")).toEqual(["groupId", "menteeIds", deprecated]);
});
