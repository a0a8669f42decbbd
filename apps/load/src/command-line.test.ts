import { expect, test } from "vitest";
import { readCommandLine } from "./command-line.ts";

test("a file alone is sent to the server of npm start", () => {
  expect(readCommandLine(["talk.jsonl"])).toEqual({
    file: "talk.jsonl",
    url: "http://localhost:3000/trpc",
  });
});

test("another address can be set, and pnpm's own separator is not an argument", () => {
  expect(readCommandLine(["--", "talk.jsonl", "--url", "http://127.0.0.1:4000/trpc"])).toEqual({
    file: "talk.jsonl",
    url: "http://127.0.0.1:4000/trpc",
  });
});

test.each([
  ["no file", []],
  ["two files", ["one.jsonl", "two.jsonl"]],
  ["an unknown option", ["talk.jsonl", "--fast"]],
  ["an address that is none", ["talk.jsonl", "--url", "localhost"]],
  ["an address of another kind", ["talk.jsonl", "--url", "ftp://localhost/"]],
])("%s is answered with the usage", (_, args) => {
  expect(() => readCommandLine(args)).toThrow(/Usage: pnpm load:conversations FILE/);
});
