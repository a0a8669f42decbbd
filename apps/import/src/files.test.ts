import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { useTestApi } from "@parley/api/testing/internals-vitest";
import { files as fileRows } from "@parley/db/schema";
import { samples } from "@parley/server/files/samples";
import { startTestS3 } from "@parley/server/testing/s3-server";
import { openFileStore } from "@parley/standalone/open-file-store";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FilePlaces } from "./files/take-files.ts";
import { Interrupted } from "./terminal.ts";
import { importFolder } from "./testing/run-in.ts";
import { at, exportForTest, person } from "./testing/write-export.ts";

const api = useTestApi();

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "parley-import-files-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

function open(more: Record<string, string> = {}): FilePlaces {
  const places = openFileStore({ FILES_DIR: dir, ...more });
  if (places === undefined) throw new Error("no store");
  return places;
}

const PDF = Buffer.from("%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n");

const message = (id: string, more: object) => ({
  id,
  conversationId: "talk",
  senderId: "ben",
  createdAt: at(1),
  ...more,
});

/** An export with these files in its folder, and these messages. */
async function exportWith(
  content: Readonly<Record<string, Buffer>>,
  messages: readonly object[],
): Promise<string> {
  const folder = await exportForTest({
    users: [person("ada", "MENTOR"), person("ben"), person("cleo")],
    groups: [{ id: "north", name: "North", mentorId: "ada", menteeIds: ["ben"] }],
    conversations: [{ id: "talk", participants: [{ userId: "ben" }, { userId: "ada" }] }],
    messages,
  });
  for (const [path, bytes] of Object.entries(content)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
}

const run = (folder: string, more: Parameters<typeof importFolder>[2] = {}) =>
  importFolder(api.platform, folder, { files: open(), ...more });

async function historyOf(userId: string) {
  const { conversations } = await api.as(userId).conversations.list({});
  const conversationId = conversations.find(({ with: other }) => other.kind === "direct")?.id ?? "";
  return (await api.as(userId).messages.list({ conversationId, limit: 100 })).messages;
}

const storedIds = async () => {
  const ids: string[] = [];
  for (const what of ["uploads", "files"] as const)
    for await (const id of open().store.ids(what)) ids.push(id);
  return ids.toSorted();
};

const rowIds = async () =>
  (await api.platform.db.select({ id: fileRows.id }).from(fileRows)).map(({ id }) => id).toSorted();

const problems = ({ findings }: Awaited<ReturnType<typeof run>>) =>
  findings.map(({ line, field, problem }) => `${line} ${field} ${problem}`);

test("IMP-13: messages have their files, in order, which participants fetch and find by name", async () => {
  const picture = await samples[0]?.bytes();
  const folder = await exportWith(
    { "uploads/1.bin": PDF, "uploads/2": Buffer.from(picture ?? "") },
    [
      message("one", {
        files: [
          { path: "uploads/2", name: "C:\\prototype.png", alt: "A blue square" },
          { path: "uploads/1.bin", name: "cv.pdf" },
        ],
      }),
      message("two", {
        body: "Again",
        createdAt: at(2),
        files: [{ path: "uploads/1.bin", name: "b.pdf" }],
      }),
      message("three", { body: "No more", createdAt: at(3) }),
    ],
  );
  const { result, findings } = await run(folder);
  expect(findings).toEqual([]);
  expect(result.files).toMatchObject({ files: 3, imported: 3, alreadyThere: 0, leftOut: 0 });
  const [first, second, third] = await historyOf("ada");
  expect(first).toMatchObject({
    body: "",
    files: [
      { kind: "image", name: "prototype.png", alt: "A blue square", width: 40, height: 30 },
      { kind: "pdf", name: "cv.pdf", size: PDF.length },
    ],
  });
  expect(second).toMatchObject({ body: "Again", files: [{ name: "b.pdf" }] });
  expect(third).not.toHaveProperty("files");
  const fileIds = (first?.files ?? []).map(({ id }) => id);
  const { links } = await api.as("ada").files.links({ fileIds });
  expect(links.map(({ fileId }) => fileId)).toEqual(fileIds);
  expect((await api.as("cleo").files.links({ fileIds })).links).toEqual([]);
  const { hits } = await api.as("ada").messages.search({ text: "prototype" });
  expect(hits).toMatchObject([{ message: { seq: 1 } }]);
  const content = await open().store.read(fileIds[1] ?? "", "full", {
    start: 0,
    end: PDF.length - 1,
  });
  expect(await buffer(content)).toEqual(PDF);
  expect(await storedIds()).toEqual(await rowIds());

  const again = await run(folder);
  expect(again.result.files).toMatchObject({ imported: 0, alreadyThere: 3, leftOut: 0 });
  expect((await historyOf("ada"))[0]).toEqual(first);
  expect(await storedIds()).toEqual(await rowIds());
});

test("IMP-13: an import that stopped after its files has them once when it is run again, also if one has changed", async () => {
  const one = { path: "1", name: "a.pdf" };
  const folder = await exportWith({ 1: PDF, 2: Buffer.from("before") }, [
    message("one", { files: [one, { path: "2", name: "notes.txt" }] }),
  ]);
  const controller = new AbortController();
  const { result } = await run(folder, {
    signal: controller.signal,
    show: ({ text }) => void (text.startsWith("files, 2") && controller.abort(new Interrupted())),
  });
  expect(result).toMatchObject({ state: "interrupted", files: { imported: 2 } });
  const before = await rowIds();
  expect(before).toHaveLength(2);
  await writeFile(join(folder, "2"), "and after");
  expect((await run(folder)).result.files).toMatchObject({ imported: 2, leftOut: 0 });
  expect(await rowIds()).toEqual(before);
  const [row] = await historyOf("ada");
  expect(row?.files?.map(({ size }) => size)).toEqual([PDF.length, 9]);
});

test("IMP-14: a file is accepted or left out as an upload would be, and a check says the same", async () => {
  const content: Record<string, Buffer> = {};
  const messages: object[] = [];
  for (const [n, { name, bytes }] of samples.entries()) {
    content[`files/${n}`] = Buffer.from(await bytes());
    messages.push(
      message(`m${n}`, { createdAt: at(n), body: `${n}`, files: [{ path: `files/${n}`, name }] }),
    );
  }
  const folder = await exportWith(content, messages);
  const bytes = Object.values(content).reduce((sum, { length }) => sum + length, 0);
  const leftOut = samples.filter(({ is }) => is.startsWith("refused")).length;
  const checked = await run(folder, { isCheck: true });
  const imported = samples.length - leftOut;
  expect(checked.result.files).toEqual({
    files: samples.length,
    bytes,
    imported,
    alreadyThere: 0,
    leftOut,
  });
  expect(await rowIds()).toEqual([]);

  const done = await run(folder);
  expect(done.findings).toEqual(checked.findings);
  expect(done.findings).toHaveLength(leftOut);
  expect(new Set(done.findings.map(({ outcome }) => outcome))).toEqual(new Set(["kept in part"]));
  expect(done.result.summary.messages).toMatchObject({ imported: samples.length, refused: 0 });
  const history = await historyOf("ada");
  for (const [n, { name, is }] of samples.entries()) {
    const row = history[n];
    const finding = done.findings.find(({ line }) => line === n + 1);
    if (is.startsWith("refused")) {
      expect(row).toMatchObject({ body: `${n}\n[${name}]` });
      expect(row).not.toHaveProperty("files");
      const found = /\(.*\)/.exec(is)?.[0] ?? "";
      expect(finding?.problem).toMatch(
        /^names files\/\d+, which .*: the message is imported without it$/,
      );
      expect(finding?.problem).toContain(found);
    } else {
      expect(row?.files?.map((file) => `${file.kind} ${file.type} ${file.name}`)).toEqual([is]);
      expect(row?.body).toBe(`${n}`);
    }
  }
  expect(await storedIds()).toEqual(await rowIds());
  // The next run says it again.
  const again = await run(folder);
  expect(again.findings).toEqual(done.findings);
  expect(again.result.files).toMatchObject({ imported: 0, alreadyThere: imported, leftOut });
});

test("IMP-15: nothing outside of the folder is read, and what is no file is left out", async () => {
  const secret = join(dir, "secret.txt");
  await writeFile(secret, "secret");
  const paths = ["../secret.txt", secret, "C:\\a.txt", "in/../../a.txt", "out", "outs/secret.txt"];
  const others = ["absent.txt", "in", "empty.txt", "in/real.txt/x"];
  const folder = await exportWith({ "in/real.txt": PDF, "empty.txt": Buffer.alloc(0) }, [
    ...[...paths, ...others].map((path, n) =>
      message(`m${n}`, { createdAt: at(n), files: [{ path, name: "a.txt" }] }),
    ),
    message("link", { createdAt: at(90), files: [{ path: "link", name: "a.pdf" }] }),
  ]);
  await symlink(secret, join(folder, "out"));
  await symlink(dir, join(folder, "outs"));
  await symlink(join(folder, "in/real.txt"), join(folder, "link"));
  const without = ": the message is imported without it";
  const result = await run(folder);
  expect(problems(result)).toEqual([
    ...paths.map(
      (path, n) =>
        `${n + 1} files.0 names ${path}, which is not in the folder of the export${without}`,
    ),
    `7 files.0 names absent.txt, which does not exist${without}`,
    `8 files.0 names in, which is not a file${without}`,
    `9 files.0 names empty.txt, which is empty${without}`,
    `10 files.0 names in/real.txt/x, which does not exist${without}`,
  ]);
  const history = await historyOf("ada");
  expect(history.slice(0, 10).map(({ body }) => body)).toEqual(Array(10).fill("[a.txt]"));
  expect(history[10]).toMatchObject({ body: "", files: [{ kind: "pdf", name: "a.pdf" }] });
});

test("IMP-13: files wait for their messages, however long an import takes", async () => {
  const folder = await exportWith({ 1: PDF }, [
    message("one", { files: [{ path: "1", name: "a.pdf" }] }),
  ]);
  let now = new Date("2026-06-01T00:00:00.000Z");
  const later = new Date("2026-06-01T20:00:00.000Z");
  await run(folder, {
    clock: { now: () => now },
    show: ({ text }) => {
      if (text.startsWith("files, 1")) now = later;
    },
  });
  const [row] = await api.platform.db.select().from(fileRows);
  expect(row?.usedAt).toEqual(later);
});

test("IMP-13: files go into a bucket, if the servers have one", async () => {
  await using s3 = await startTestS3();
  const { endpoint, bucket, accessKeyId, secretAccessKey } = s3.settings;
  const files = open({
    FILES_DIR: "off",
    FILES_S3_ENDPOINT: endpoint,
    FILES_S3_BUCKET: bucket,
    FILES_S3_ACCESS_KEY_ID: accessKeyId,
    FILES_S3_SECRET_ACCESS_KEY: secretAccessKey,
  });
  const notes = Buffer.from("a line of text\n".repeat(400_000));
  const folder = await exportWith({ 1: notes }, [
    message("one", { files: [{ path: "1", name: "notes.txt" }] }),
  ]);
  expect((await run(folder, { files })).result.files).toMatchObject({ imported: 1, leftOut: 0 });
  const id = (await historyOf("ada"))[0]?.files?.[0]?.id ?? "";
  const content = await files.store.read(id, "full", { start: 0, end: notes.length - 1 });
  expect((await buffer(content)).equals(notes)).toBe(true);
  expect(await storedIds()).toEqual([]);
});

test("IMP-1: a line with files of another form is refused", async () => {
  const good = { path: "1", name: "a.pdf" };
  const { findings } = await run(
    await exportWith({ 1: PDF }, [
      message("a", { files: "1" }),
      message("b", { files: [{ path: "1" }] }),
      message("c", { files: [{ ...good, name: "\u200B" }] }),
      message("d", { files: Array.from({ length: 11 }, (_, n) => ({ ...good, path: `${n}` })) }),
      message("d", { files: [good, { ...good, name: "b.pdf" }] }),
      message("e", { files: [{ ...good, size: 7 }] }),
      message("f", { body: null, files: [] }),
    ]),
  );
  expect(findings.map(({ field, problem }) => `${field} ${problem}`)).toEqual([
    "files has to be a list, and is a text",
    "files.0.name is missing",
    "files.0.name is empty",
    "files are too many: a message has at most 10",
    "files name the same path twice",
    "files.0.size is not a field of this file",
    "body is null, and only a deleted message or one with files may have no text",
  ]);
});

test("IMP-13: the quota of a user does not count; no place, and no room, end the import with one line", async () => {
  const large = Buffer.concat([PDF, Buffer.alloc(800_000, " "), Buffer.from("%%EOF\n")]);
  const folder = await exportWith({ 1: large, 2: large }, [
    message("one", { files: [1, 2].map((n) => ({ path: `${n}`, name: "a.pdf" })) }),
  ]);
  for (const isCheck of [true, false]) {
    await expect(run(folder, { isCheck, files: undefined })).rejects.toThrow(
      /^Messages .*FILES_DIR/,
    );
    const full = open({ FILES_TOTAL_MB: "1" });
    await expect(run(folder, { isCheck, files: full })).rejects.toThrow(/FILES_TOTAL_MB/);
  }
  expect(await historyOf("ada").catch(() => [])).toEqual([]);
  const { result } = await run(folder, { files: open({ FILES_USER_MB: "1" }) });
  expect(result.files).toMatchObject({ imported: 2, leftOut: 0 });
});

test("IMP-11: files go with a later deletion, and a message that was imported without its files stays so", async () => {
  const named = { files: [{ path: "1", name: "a.pdf" }] };
  const one = message("one", named);
  const two = message("two", { body: "Here", createdAt: at(2) });
  const folder = await exportWith({ 1: PDF }, [one, two]);
  await run(folder);
  const later = await exportWith({ 1: PDF }, [
    { ...one, deletedAt: at(9) },
    { ...two, ...named },
  ]);
  const { result, findings } = await run(later);
  expect(findings).toMatchObject([
    {
      line: 2,
      problem:
        "names 1, which was not there when the message was imported: the message is imported without it",
    },
  ]);
  expect(result.files).toMatchObject({ files: 1, leftOut: 1 });
  const [first, second] = await historyOf("ada");
  expect(first).toMatchObject({ deletedAt: at(9), body: null });
  expect(first).not.toHaveProperty("files");
  expect(second).toMatchObject({ body: "Here" });
  const rows = await api.platform.db.select().from(fileRows);
  expect(rows.map(({ goneAt, sha256 }) => [goneAt?.toISOString(), sha256])).toEqual([
    [at(9), createHash("sha256").update(PDF).digest("hex")],
  ]);
});
