import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { openExport } from "./export-folder.ts";
import { exportForTest } from "./testing/write-export.ts";

test("the six files of an export are found, and other files of lines are named", async () => {
  const folder = await exportForTest({ users: ["{}"] });
  await writeFile(join(folder, "reactions.jsonl"), "");
  await writeFile(join(folder, "notes.txt"), "");
  const { files, unread } = await openExport(folder);
  expect(files.map(({ part, bytes }) => [part, bytes])).toEqual([
    ["users", 3],
    ["groups", 0],
    ["contacts", 0],
    ["blocks", 0],
    ["conversations", 0],
    ["messages", 0],
  ]);
  expect(unread).toEqual(["reactions.jsonl"]);
});

test("a folder that does not exist, and a file instead of one, are refused by name", async () => {
  const folder = await exportForTest({});
  await expect(openExport(join(folder, "none"))).rejects.toThrow(
    `There is no folder ${folder}/none.`,
  );
  const file = join(folder, "users.jsonl");
  await expect(openExport(file)).rejects.toThrow(`${file} is a file, not a folder.`);
});

test("every file that is missing or of another kind is named at once", async () => {
  const folder = await exportForTest({});
  await rm(join(folder, "groups.jsonl"));
  await rm(join(folder, "blocks.jsonl"));
  await mkdir(join(folder, "blocks.jsonl"));
  await writeFile(join(folder, "users.jsonl"), Buffer.from("\uFEFF{}", "utf16le"));
  await writeFile(join(folder, "messages.jsonl"), gzipSync("{}\n"));
  await expect(openExport(folder)).rejects.toThrow(
    [
      `${folder}/users.jsonl is UTF-16: save it as UTF-8.`,
      `${folder}/groups.jsonl is missing. A table without rows is an empty file.`,
      `${folder}/blocks.jsonl is not a file.`,
      `${folder}/messages.jsonl is compressed (gzip): unpack it first.`,
    ].join("\n"),
  );
});
