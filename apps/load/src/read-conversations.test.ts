import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseConversations, readConversations } from "./read-conversations.ts";

const good = (id: string) => JSON.stringify({ id, messages: [{ from: "a", text: "Hello" }] });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-load-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("lines become conversations in the order of the file, whatever other fields they have", () => {
  const line = JSON.stringify({
    id: "two",
    lang: "zh",
    topic: "travel",
    messages: [
      { from: "a", text: "你好" },
      { from: "b", text: "  你好！ " },
    ],
  });
  expect(parseConversations(`${good("one")}\n\n${line}\r\n`, "talk.jsonl")).toEqual([
    { id: "one", messages: [{ from: "a", text: "Hello" }] },
    {
      id: "two",
      messages: [
        { from: "a", text: "你好" },
        { from: "b", text: "你好！" },
      ],
    },
  ]);
});

test.each([
  ["no JSON", '{"id": "x",', "line 2: is not JSON"],
  ["no object", "17", "line 2: the line: "],
  ["no id", '{"messages": [{"from": "a", "text": "Hi"}]}', "line 2: id: "],
  ["no message", '{"id": "x", "messages": []}', "line 2: messages: "],
  [
    "a third speaker",
    '{"id": "x", "messages": [{"from": "c", "text": "Hi"}]}',
    "line 2: messages.0.from: ",
  ],
  [
    "a blank text",
    '{"id": "x", "messages": [{"from": "a", "text": " "}]}',
    "line 2: messages.0.text: is empty",
  ],
  [
    "half a character",
    String.raw`{"id": "x", "messages": [{"from": "a", "text": "\ud83d"}]}`,
    "line 2: messages.0.text: has a character",
  ],
  ["an id of another line", good("one"), "line 2: has the id of line 1"],
])("a line with %s is refused by its number", (_, line, fault) => {
  expect(() =>
    parseConversations(`${good("one")}\n${line}\n${good("three")}`, "talk.jsonl"),
  ).toThrow(fault);
});

test("many faults are reported together, the first five by name", () => {
  const lines = Array.from({ length: 7 }, () => "?").join("\n");
  expect(() => parseConversations(lines, "talk.jsonl")).toThrow(
    `talk.jsonl cannot be loaded; nothing was sent.
  line 1: is not JSON
  line 2: is not JSON
  line 3: is not JSON
  line 4: is not JSON
  line 5: is not JSON
  and 2 more`,
  );
});

test("a file without a conversation is refused", () => {
  expect(() => parseConversations("\n\n", "talk.jsonl")).toThrow(
    "talk.jsonl holds no conversation.",
  );
});

test("a file that is missing, a folder, or not text is refused in words", async () => {
  const latin = join(folder, "latin-1.jsonl");
  await writeFile(latin, Buffer.from([0x7b, 0xe9, 0x7d]));
  await expect(readConversations(join(folder, "none"))).rejects.toThrow("There is no file");
  await expect(readConversations(folder)).rejects.toThrow("is a folder");
  await expect(readConversations(latin)).rejects.toThrow("is not UTF-8 text");
});
