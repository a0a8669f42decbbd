import { limits } from "@parley/contract/limits";
import { starterKeys } from "@parley/contract/starter-table";
import type { SaveStarterInput, StarterChange } from "@parley/contract/starters";
import { starters } from "@parley/db/schema";
import { expect, test } from "vitest";
import { newId, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";

const api = useTestApi({ people: { root: "ADMIN", ada: "MENTOR" } });
const hello: SaveStarterInput = {
  language: "en",
  key: "mentor-motive",
  body: "Hello, and welcome",
};
const save = (wish: Partial<SaveStarterInput> = {}) =>
  api.as("root").starters.save({ ...hello, ...wish });
const changesOf = async (language: SaveStarterInput["language"]): Promise<StarterChange[]> =>
  (await api.as("ada").starters.list({ language })).changes;

test("STA-3: an ADMIN changes a starter of one language, hides it, and takes that back", async () => {
  await save();
  expect(await changesOf("en")).toEqual([
    { key: "mentor-motive", body: "Hello, and welcome", role: null, when: null },
  ]);
  expect(await changesOf("fr")).toEqual([]);
  await save({ body: null });
  expect(await changesOf("en")).toMatchObject([{ key: "mentor-motive", body: null }]);
  for (const _ of ["once", "repeated"])
    await api.as("root").starters.reset({ language: "en", key: "mentor-motive" });
  expect(await changesOf("en")).toEqual([]);
});

test("STA-3: an ADMIN adds starters, at most 200 in a language, changes and removes them", async () => {
  const key = newId();
  const added = { key, role: "MENTEE", when: "early" } as const;
  await save(added);
  await save({ ...added, when: "late", body: "Better" });
  expect(await changesOf("en")).toEqual([{ ...added, when: "late", body: "Better" }]);
  const others = Array.from({ length: limits.startersMax - 1 }, () => ({
    ...{ language: "en", key: newId(), body: "x", role: "MENTOR", when: "early" },
  }));
  await api.platform.db.insert(starters).values(others as (typeof starters.$inferInsert)[]);
  expect(await reasonOf(save({ ...added, key: newId() }))).toBe("invalid_input");
  // Those that are there, and the ones that every installation has, can still be changed.
  await save({ ...added, body: "Best" });
  await save();
  await api.as("root").starters.reset({ language: "en", key });
  await save({ ...added, key: newId() });
});

test("STA-3: a text has 1 to 300 code points, and what is unknown or missing is refused with its field", async () => {
  await save({ body: "🙂".repeat(limits.starterMax) });
  const key = newId();
  for (const wish of [
    { body: "🙂".repeat(limits.starterMax + 1) },
    { body: " " },
    { body: "a\0" },
    { language: "xx" },
    { key: "mentor-unknown" },
    { key: "__proto__" },
    { role: "MENTOR" },
    { when: "early" },
    { key, role: "ADMIN", when: "early" },
    { key, role: "MENTOR", when: "never" },
    { key, when: "early" },
    { key, role: "MENTOR" },
    { key, role: "MENTOR", when: "early", body: null },
  ])
    // Also what the types exclude.
    expect(await reasonOf(save(wish as Partial<SaveStarterInput>)), JSON.stringify(wish)).toBe(
      "invalid_input",
    );
});

test("STA-1: every installation has forty starters", () => {
  expect(starterKeys).toHaveLength(40);
});
