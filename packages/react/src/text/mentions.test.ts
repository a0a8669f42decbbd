import { expect, test } from "vitest";
import { findMentions, mentionQueryAt, mentionsIn } from "./mentions.ts";

const people = [
  { id: "ana", name: "Ana" },
  { id: "ana-k", name: "Ana Kovač" },
  { id: "noor", name: "نور" },
];

test("a mention is an @ before a whole name, and the longest name that fits", () => {
  const ids = (text: string) => mentionsIn(text, people);
  expect(ids("@Ana, hello")).toEqual(["ana"]);
  expect(ids("@Ana Kovač!")).toEqual(["ana-k"]);
  expect(ids("(@Ana) and @نور: @Ana")).toEqual(["ana", "noor"]);
  for (const text of ["Ana", "@Anastasia", "@ana", "me@Ana.example", "@ Ana", "@", ""]) {
    expect(ids(text), text).toEqual([]);
  }
});

test("the parts put together are the text itself", () => {
  for (const text of ["", "@", "@@Ana", "a @Ana b @Ana Kovač", "@Ana@Ana", "@".repeat(5_000)]) {
    const parts = findMentions(text, people);
    expect(parts.reduce((whole, part) => whole + part.text, "")).toBe(text);
  }
});

test("somebody is looked for from the @ to the cursor, within one line", () => {
  expect(mentionQueryAt("hi @An", 6)).toEqual({ at: 3, typed: "An" });
  expect(mentionQueryAt("hi @An", 4)).toEqual({ at: 3, typed: "" });
  expect(mentionQueryAt("@Ana Ko", 7)).toEqual({ at: 0, typed: "Ana Ko" });
  for (const [text, cursor] of [
    ["hi", 2],
    ["me@an", 5],
    ["@ an", 4],
    ["@an\nb", 5],
    ["hi @an", 2],
  ] as const) {
    expect(mentionQueryAt(text, cursor), text).toBeNull();
  }
});
