import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { files } from "@parley/db/schema";
import { expect, test } from "vitest";
import { newId, nextOf, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { findLinkedFile, sweepFiles } from "./files.ts";

const api = useTestApi({
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", dan: "MENTEE", eve: "MENTEE" },
  groups: [{ id: "circle", mentor: "ada", mentees: ["ben", "dan"] }],
  oracle: true,
});

/** Its bytes. */
function store() {
  const { files: found } = api.platform;
  if (found === undefined) throw new Error("no store");
  return found;
}

const DAY = 24 * 3_600_000;
const content = Buffer.from("the prototype");
const photo = (name = "prototype.jpg") => api.attach("ada", { name, content });

const begin = (fileId: string, more: object = {}) =>
  api.as("ada").files.begin({
    fileId,
    name: "plan.pdf",
    size: content.length,
    sha256: createHash("sha256").update(content).digest("hex"),
    ...more,
  });

const direct = async (userId = "ada", other = "ben") =>
  (await api.as(userId).conversations.open({ userId: other })).id;

async function send(fileIds: readonly string[], body = "") {
  const conversationId = await direct();
  const { message } = await api
    .as("ada")
    .messages.send({ conversationId, id: newId(), body, files: [...fileIds] });
  return message;
}

const seenBy = async (userId: string, fileId: string) => {
  const { links } = await api.as(userId).files.links({ fileIds: [fileId] });
  return links.length === 1;
};

const idsIn = async () => {
  const ids: string[] = [];
  for (const what of ["uploads", "files"] as const)
    for await (const id of store().ids(what)) if (!ids.includes(id)) ids.push(id);
  return ids;
};

test("FILE-1: a message can consist of files only, and everyone in the conversation receives them", async () => {
  const follower = await api.follow("ben");
  const file = await photo();
  const message = await send([file.id]);
  expect(message).toMatchObject({ body: "", files: [{ id: file.id, kind: "image", width: 4 }] });
  const { message: received } = await nextOf(follower, "message.created");
  expect(received.files).toEqual([file]);
  const page = await api.as("ben").messages.list({ conversationId: message.conversationId });
  expect(page.messages[0]?.files).toEqual([file]);
  await follower.stop();
});

test("FILE-1: a message without a text and without files is refused, also as an edit", async () => {
  const conversationId = await direct();
  const call = api.as("ada").messages.send({ conversationId, id: newId(), body: "  " });
  expect(await reasonOf(call)).toBe("invalid_input");
  const { message } = await api
    .as("ada")
    .messages.send({ conversationId, id: newId(), body: "Hi" });
  const edit = { conversationId, seq: message.seq, body: "", expectedVersion: 1 };
  expect(await reasonOf(api.as("ada").messages.edit(edit))).toBe("invalid_input");
  const { id } = await photo();
  const withFile = await send([id], "A caption");
  const edited = await api
    .as("ada")
    .messages.edit({ conversationId, seq: withFile.seq, body: "", expectedVersion: 1 });
  expect(edited).toMatchObject({ body: "", files: [{ id }] });
});

test("FILE-1: a message has at most ten files, each once", async () => {
  const all = await Promise.all(Array.from({ length: 11 }, (_, at) => photo(`${at}.jpg`)));
  const ids = all.map(({ id }) => id);
  expect(await reasonOf(send(ids))).toBe("invalid_input");
  expect(await reasonOf(send([ids[0] ?? "", ids[0] ?? ""]))).toBe("invalid_input");
  const message = await send(ids.slice(0, 10));
  expect(message.files?.map(({ id }) => id)).toEqual(ids.slice(0, 10));
});

test("FILE-2: a repeat of a send returns the first message, and the same id with other files is a conflict", async () => {
  const [one, other] = [await photo(), await photo("other.jpg")];
  const conversationId = await direct();
  const message = { conversationId, id: newId(), body: "", files: [one.id] };
  const first = await api.as("ada").messages.send(message);
  const again = await api.as("ada").messages.send(message);
  expect(again).toEqual({ ...first, deduplicated: true });
  const changed = api.as("ada").messages.send({ ...message, files: [other.id] });
  expect(await reasonOf(changed)).toBe("idempotency_conflict");
});

test("FILE-2: a file belongs to one message, and to another one only if the first was never stored", async () => {
  const file = await photo();
  await api.as("ada").contacts.block({ userId: "ben" });
  expect(await reasonOf(send([file.id]))).toBe("contact_unavailable");
  await api.as("ada").contacts.unblock({ userId: "ben" });
  await send([file.id]);
  expect(await reasonOf(send([file.id]))).toBe("invalid_input");
});

test("FILE-2: announcing again returns how much has arrived, and another file under the same id is a conflict", async () => {
  const fileId = newId();
  expect(await begin(fileId)).toMatchObject({ status: "uploading", received: 0 });
  await store().append(
    { fileId, offset: 0, size: content.length },
    Readable.from([content.subarray(0, 4)]),
  );
  expect(await begin(fileId)).toMatchObject({ status: "uploading", received: 4 });
  expect(await api.as("ada").files.finish({ fileId })).toMatchObject({ received: 4 });
  expect(await reasonOf(begin(fileId, { size: 99 }))).toBe("idempotency_conflict");
  const asBen = api.as("ben").files;
  expect(await reasonOf(asBen.finish({ fileId }))).toBe("not_found");
  await asBen.discard({ fileId });
  expect(await begin(fileId)).toMatchObject({ received: 4 });
});

test("FILE-2: announced again with other words, an image gets them until it is sent", async () => {
  const said = { name: "prototype.jpg", size: content.length };
  const file = await photo();
  expect(await begin(file.id, { ...said, alt: "A red chair" })).toMatchObject({
    status: "ready",
    file: { alt: "A red chair" },
  });
  const message = await send([file.id]);
  expect(message.files).toMatchObject([{ alt: "A red chair" }]);
  await begin(file.id, { ...said, alt: "Another chair" });
  const { messages } = await api
    .as("ben")
    .messages.list({ conversationId: message.conversationId });
  expect(messages[0]?.files).toMatchObject([{ alt: "A red chair" }]);
});

test("FILE-3: what was received has to be what was announced", async () => {
  const fileId = newId();
  await begin(fileId);
  const other = Buffer.from("the prototypf");
  await store().append({ fileId, offset: 0, size: content.length }, Readable.from([other]));
  const refused = { status: "refused", problem: "hash_mismatch" };
  expect(await api.as("ada").files.finish({ fileId })).toEqual(refused);
  expect(await api.as("ada").files.finish({ fileId })).toEqual(refused);
  expect(await idsIn()).not.toContain(fileId);
});

test("FILE-4: too large a file and a full quota are refused before a byte is sent", async () => {
  const { bytesMax, userBytesMax } = store().limits;
  const result = await begin(newId(), { size: bytesMax + 1 });
  expect(result).toEqual({ status: "refused", problem: "too_large" });
  for (let used = 0; used + bytesMax <= userBytesMax; used += bytesMax)
    expect(await begin(newId(), { size: bytesMax })).toMatchObject({ status: "uploading" });
  expect(await begin(newId())).toEqual({ status: "refused", problem: "user_quota" });
  const { server } = await api.as("ada").users.me();
  expect(server.files).toEqual({ bytesMax, userBytesMax });
});

test.each([
  ["../../etc/passwd.txt", "passwd.txt"],
  ["C:\\Users\\ada\\plan.pdf", "plan.pdf"],
  ["invoice\u202Efdp.exe", "invoicefdp.exe"],
  ["  my\n plan .pdf ", "my plan .pdf"],
  ["...pdf", "pdf"],
  [`${"a".repeat(300)}.pdf`, `${"a".repeat(116)}.pdf`],
  ["re\u0301sume\u0301.pdf", "r\u00E9sum\u00E9.pdf"],
])("FILE-5: the name %j becomes %j", async (name, expected) => {
  const fileId = newId();
  await begin(fileId, { name });
  const [row] = await api.platform.db.select().from(files);
  expect(row?.name).toBe(expected);
});

test("FILE-5: a name without a visible character is refused", async () => {
  for (const name of ["", " ", "\u200B", "..", "a/"])
    expect(await reasonOf(begin(newId(), { name })), JSON.stringify(name)).toBe("invalid_input");
});

test("FILE-6: who can see a message as a participant can fetch its files, and nobody else", async () => {
  const file = await photo();
  expect([await seenBy("ada", file.id), await seenBy("ben", file.id)]).toEqual([true, false]);
  await send([file.id]);
  expect(await seenBy("ben", file.id)).toBe(true);
  for (const stranger of ["dan", "eve", "root"])
    expect(await seenBy(stranger, file.id), stranger).toBe(false);
});

test("FILE-6: a former member, a blocked user and everyone after a deletion lose access at once", async () => {
  const groups = await api.as("ben").conversations.list({});
  const conversationId =
    groups.conversations.find((each) => each.with.kind === "group")?.id ?? "no conversation";
  const file = await photo();
  const { message } = await api
    .as("ada")
    .messages.send({ conversationId, id: newId(), body: "", files: [file.id] });
  expect(await seenBy("ben", file.id)).toBe(true);
  await api.as("ada").contacts.block({ userId: "ben" });
  expect(await seenBy("ben", file.id)).toBe(false);
  await api.as("ada").contacts.unblock({ userId: "ben" });
  await api.as("root").groups.removeMembers({ groupId: "circle", userIds: ["ben"] });
  expect([await seenBy("ben", file.id), await seenBy("dan", file.id)]).toEqual([false, true]);
  const deleted = await api.as("ada").messages.delete({ conversationId, seq: message.seq });
  expect(deleted.files).toBeUndefined();
  expect([await seenBy("dan", file.id), await seenBy("ada", file.id)]).toEqual([false, false]);
});

test("FILE-7: a link is for one user, one file and five minutes, and asks again at each fetch", async () => {
  const [file, other] = [await photo(), await photo("other.jpg")];
  const message = await send([file.id, other.id]);
  const { links } = await api.as("ben").files.links({ fileIds: [file.id] });
  const url = new URL(links[0]?.thumb ?? "", "http://parley.test");
  const { searchParams } = url;
  const link = {
    fileId: file.id,
    variant: "thumb" as const,
    userId: searchParams.get("for") ?? "",
    until: Number(searchParams.get("until")),
    signature: searchParams.get("signature") ?? "",
  };
  const find = (change: object = {}) => findLinkedFile(api.platform, { ...link, ...change });
  expect(await find()).toEqual(file);
  for (const change of [
    { userId: "dan" },
    { fileId: other.id },
    { variant: "full" },
    { until: link.until + 1 },
    { until: Number.NaN },
    { signature: "" },
    { signature: `${link.signature}x` },
  ])
    await expect(find(change), JSON.stringify(change)).rejects.toThrow("does not exist");
  await api.as("ada").messages.delete({ conversationId: message.conversationId, seq: message.seq });
  await expect(find()).rejects.toThrow("does not exist");
  const second = await send([(await photo()).id]);
  const { links: later } = await api
    .as("ben")
    .files.links({ fileIds: [second.files?.[0]?.id ?? ""] });
  expect(later).toHaveLength(1);
  api.clock.advance(5 * 60_000 + 1);
  await expect(find()).rejects.toThrow("does not exist");
});

test("FILE-8: what was not sent within a day is removed, and the files of a message thirty days after its deletion", async () => {
  const [unsent, sent, deleted] = [await photo(), await photo("sent.jpg"), await photo("gone.jpg")];
  await send([sent.id]);
  const message = await send([deleted.id]);
  await api.as("ada").messages.delete({ conversationId: message.conversationId, seq: message.seq });
  await sweepFiles(api.platform);
  expect(await idsIn()).toEqual(expect.arrayContaining([unsent.id, sent.id, deleted.id]));
  api.clock.advance(DAY + 1);
  await sweepFiles(api.platform);
  expect(await idsIn()).not.toContain(unsent.id);
  expect(await idsIn()).toEqual(expect.arrayContaining([sent.id, deleted.id]));
  api.clock.advance(30 * DAY);
  await sweepFiles(api.platform);
  expect(await idsIn()).not.toContain(deleted.id);
  expect(await seenBy("ben", sent.id)).toBe(true);
});

test("FILE-9: a file can be discarded until it is sent", async () => {
  const file = await photo();
  await api.as("ada").files.discard({ fileId: file.id });
  await api.as("ada").files.discard({ fileId: file.id });
  expect(await idsIn()).not.toContain(file.id);
  expect(await reasonOf(send([file.id]))).toBe("invalid_input");
  const sent = await photo();
  await send([sent.id]);
  expect(await reasonOf(api.as("ada").files.discard({ fileId: sent.id }))).toBe("forbidden");
});

test("FILE-10: the files of a conversation are listed, newest first, as far as the caller can see them", async () => {
  const [one, two] = [await photo("one.jpg"), await photo("two.jpg")];
  const { conversationId } = await send([one.id]);
  await send([two.id], "and this");
  const page = await api.as("ben").files.list({ conversationId });
  expect(page.files.map(({ file }) => file.name)).toEqual(["two.jpg", "one.jpg"]);
  expect(await reasonOf(api.as("dan").files.list({ conversationId }))).toBe("not_found");
});

test("FILE-11: messages are found by the names of their files", async () => {
  const file = await photo("Prototype-Café.jpg");
  await send([file.id], "Look at this");
  const { hits } = await api.as("ben").messages.search({ text: "cafe" });
  expect(hits.map(({ message }) => message.files?.[0]?.name)).toEqual([file.name]);
  expect(hits[0]?.snippet.filter(({ isHit }) => isHit).map(({ text }) => text)).toEqual(["Café"]);
});

test("FILE-29: ADMINs see how much room files take, and whose take most, and nobody else does", async () => {
  await photo();
  await photo("second.jpg");
  await api.attach("ben", { name: "notes.txt", content: Buffer.from("notes") });
  const { limits } = store();
  expect(await api.as("root").files.usage()).toEqual({
    files: 3,
    bytes: 2 * content.length + 5,
    bytesMax: limits.totalBytesMax,
    userBytesMax: limits.userBytesMax,
    pending: 0,
    failed: 0,
    infected: 0,
    largest: [
      { userId: "ada", name: expect.any(String), files: 2, bytes: 2 * content.length },
      { userId: "ben", name: expect.any(String), files: 1, bytes: 5 },
    ],
  });
  expect(await reasonOf(api.as("ada").files.usage())).toBe("forbidden");
});
