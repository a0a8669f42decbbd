import { createHash } from "node:crypto";
import { mkdtemp, open, readdir, rm } from "node:fs/promises";
import { request as openRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@parley/api/testing";
import { createTestApi, type TestApi } from "@parley/api/testing/internals";
import type { FileLink, FileLinks, FileState, MessageFile } from "@parley/contract/files";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { noLimits } from "../rate-limits/limits.ts";
import { startTestS3 } from "../testing/s3-server.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { createFileStore } from "./file-store.ts";
import { samples } from "./samples.ts";

const MiB = 1024 ** 2;

let dir: string;
let api: TestApi;
let server: TestServer;
let conversationId: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "parley-files-"));
  const files = createFileStore({
    places: [{ kind: "disk", dir }],
    bytesMax: 25 * MiB,
    userBytesMax: 1024 * MiB,
    totalBytesMax: 1024 * MiB,
  });
  api = await createTestApi({ files });
  await api.addPeople({ ada: "MENTOR", ben: "MENTEE", eve: "MENTEE" });
  await api.addGroup({ id: "circle", mentor: "ada", mentees: ["ben"] });
  conversationId = (await api.as("ada").conversations.open({ userId: "ben" })).id;
  server = await startTestServer(api, { limits: noLimits });
});

afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await api?.close();
  await rm(dir, { recursive: true, force: true });
});

const at = (path: string) => `http://127.0.0.1:${server.port}${path}`;
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

async function begin(name: string, bytes: Buffer, more: object = {}): Promise<string> {
  const fileId = newId();
  const announced = { fileId, name, size: bytes.length, sha256: sha256(bytes), ...more };
  const state = await api.as("ada").files.begin(announced);
  expect(state.status).toBe("uploading");
  return fileId;
}

async function patch(fileId: string, offset: number, part: Buffer, userId = "ada") {
  return fetch(at(`/files/${fileId}`), {
    method: "PATCH",
    body: new Uint8Array(part),
    headers: {
      authorization: `Bearer ${await server.sign(userId)}`,
      "upload-offset": String(offset),
      "content-type": "application/offset+octet-stream",
    },
  });
}

async function head(fileId: string) {
  const authorization = `Bearer ${await server.sign("ada")}`;
  return fetch(at(`/files/${fileId}`), { method: "HEAD", headers: { authorization } });
}

async function upload(name: string, bytes: Buffer, more: object = {}): Promise<FileState> {
  const fileId = await begin(name, bytes, more);
  const response = await patch(fileId, 0, bytes);
  expect(response.status).toBe(204);
  expect(response.headers.get("upload-offset")).toBe(String(bytes.length));
  return api.as("ada").files.finish({ fileId });
}

async function ready(name: string, bytes: Buffer, more: object = {}): Promise<MessageFile> {
  const state = await upload(name, bytes, more);
  if (state.status !== "ready") throw new Error(JSON.stringify(state));
  return state.file;
}

async function send(file: MessageFile) {
  const message = { conversationId, id: newId(), body: "", files: [file.id] };
  return (await api.as("ada").messages.send(message)).message;
}

async function linkOf(userId: string, { id }: MessageFile): Promise<FileLink> {
  const { links } = await api.as(userId).files.links({ fileIds: [id] });
  const [link] = links;
  if (link === undefined) throw new Error("no link");
  return link;
}

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

const draw = (width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: "#ff0000" } })
    // A quarter is blue, so that a turn can be seen.
    .composite([
      {
        input: {
          create: { width: width / 2, height: height / 2, channels: 3, background: "#0000ff" },
        },
        left: 0,
        top: 0,
      },
    ]);

test("FILE-3: an upload continues where a broken connection ended", async () => {
  const bytes = Buffer.from("a line of text\n".repeat(50_000));
  const fileId = await begin("notes.txt", bytes);
  const authorization = `Bearer ${await server.sign("ada")}`;
  const request = openRequest(at(`/files/${fileId}`), {
    method: "PATCH",
    headers: { authorization, "upload-offset": "0", "content-length": String(bytes.length) },
  });
  const isClosed = new Promise<void>((resolve) => {
    request.on("error", () => undefined).on("close", resolve);
  });
  request.write(bytes.subarray(0, 300_000));
  const received = async () => Number((await head(fileId)).headers.get("upload-offset"));
  await expect.poll(received).toBeGreaterThan(0);
  request.destroy();
  await isClosed;
  let offset = await received();
  const again = await api
    .as("ada")
    .files.begin({ fileId, name: "notes.txt", size: bytes.length, sha256: sha256(bytes) });
  expect(again.status).toBe("uploading");
  for (;;) {
    const response = await patch(fileId, offset, bytes.subarray(offset, offset + 200_000));
    offset = Number(response.headers.get("upload-offset"));
    if (response.status === 204 && offset === bytes.length) break;
    expect([204, 409]).toContain(response.status);
  }
  const state = await api.as("ada").files.finish({ fileId });
  expect(state).toMatchObject({ status: "ready", file: { kind: "text", type: "text/plain" } });
});

test("FILE-3: a part at another place, beyond the end, of another user or without a token is refused", async () => {
  const bytes = Buffer.from("0123456789");
  const fileId = await begin("notes.txt", bytes);
  expect((await patch(fileId, 0, bytes.subarray(0, 4))).status).toBe(204);
  const wrong = await patch(fileId, 0, bytes);
  expect([wrong.status, wrong.headers.get("upload-offset")]).toEqual([409, "4"]);
  expect((await patch(fileId, 4, Buffer.alloc(7))).status).toBe(413);
  expect((await patch(fileId, -1, bytes)).status).toBe(400);
  expect((await patch(fileId, 4, bytes.subarray(4), "ben")).status).toBe(404);
  expect((await fetch(at(`/files/${fileId}`), { method: "PATCH", body: "x" })).status).toBe(401);
  expect((await fetch(at(`/files/${fileId}`))).status).toBe(405);
  for (const id of ["x", "..%2f..%2fetc", newId()])
    expect((await patch(id, 0, bytes)).status, id).toBe(404);
  const info = await head(fileId);
  expect(info.headers.get("upload-length")).toBe("10");
  expect(info.headers.get("tus-resumable")).toBe("1.0.0");
  expect((await patch(fileId, 4, bytes.subarray(4))).status).toBe(204);
  expect((await api.as("ada").files.finish({ fileId })).status).toBe("ready");
});

test("FILE-30: an upload of which the disk lost bytes is refused, and can begin again under its id", async () => {
  const bytes = Buffer.from("a line of text\n".repeat(1_000));
  const fileId = await begin("notes.txt", bytes);
  expect((await patch(fileId, 0, bytes)).status).toBe(204);
  // As after a power cut: a file system can keep the size of a file without all of its bytes.
  const file = await open(join(dir, "uploads", fileId), "r+");
  await file.write(Buffer.alloc(4_096), 0, 4_096, 4_096);
  await file.close();
  expect((await head(fileId)).headers.get("upload-offset")).toBe(String(bytes.length));
  const refused = { status: "refused", problem: "hash_mismatch" };
  expect(await api.as("ada").files.finish({ fileId })).toEqual(refused);
  await api.as("ada").files.discard({ fileId });
  const announced = { fileId, name: "notes.txt", size: bytes.length, sha256: sha256(bytes) };
  const again = await api.as("ada").files.begin(announced);
  expect(again).toMatchObject({ status: "uploading", received: 0 });
  expect((await patch(fileId, 0, bytes)).status).toBe(204);
  expect((await api.as("ada").files.finish({ fileId })).status).toBe("ready");
});

test("FILE-12: images are turned, lose their metadata, and have three sizes", async () => {
  const photo = await draw(2_000, 1_000)
    .jpeg()
    .withExif({ IFD0: { Copyright: "secret owner" }, IFD3: { GPSLatitude: "52/1 31/1 0/1" } })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  expect(photo.includes("secret owner") || (await sharp(photo).metadata()).orientation === 6).toBe(
    true,
  );
  const file = await ready("photo.JPG", photo, { alt: "A red wall" });
  expect(file).toMatchObject({
    kind: "image",
    name: "photo.JPG",
    type: "image/jpeg",
    width: 1_000,
    height: 2_000,
    alt: "A red wall",
    color: expect.stringMatching(/^#[\da-f]{6}$/),
  });
  await send(file);
  const link = await linkOf("ben", file);
  for (const [path, longer] of [
    [link.full, 2_000],
    [link.screen, 1_280],
    [link.thumb, 320],
  ] as const) {
    const response = await fetch(at(path ?? ""));
    expect(response.status).toBe(200);
    const image = await bytesOf(response);
    const { width, height, exif, orientation, xmp, iptc } = await sharp(image).metadata();
    expect({ height, isTall: width * 2 === height }).toEqual({ height: longer, isTall: true });
    expect([exif, xmp, iptc, orientation]).toEqual([undefined, undefined, undefined, undefined]);
    expect(image.includes("secret owner")).toBe(false);
    // Turned clockwise, the blue corner is at the top right.
    const corner = { left: Math.round(width * 0.75), top: Math.round(height * 0.1) };
    const { data } = await sharp(image)
      .extract({ ...corner, width: 1, height: 1 })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data[2]).toBeGreaterThan(200);
  }
});

test("FILE-12: an animation stays one, and AVIF becomes WebP", async () => {
  const frames = await Promise.all(
    ["#ff0000", "#00ff00"].map((background) =>
      sharp({ create: { width: 20, height: 20, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  const gif = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  const file = await ready("dance.gif", gif);
  expect(file).toMatchObject({ type: "image/gif", width: 20, height: 20 });
  const { full } = await linkOf("ada", file);
  const { pages } = await sharp(await bytesOf(await fetch(at(full))), {
    animated: true,
  }).metadata();
  expect(pages).toBe(2);
  const avif = await ready("still.avif", await draw().avif().toBuffer());
  expect(avif).toMatchObject({ type: "image/webp", name: "still.webp" });
});

test.each(samples)("FILE-5: $name is $is", async ({ name, bytes, is }) => {
  const content = await bytes();
  const state = await upload(name, content);
  const shown =
    state.status === "ready"
      ? `${state.file.kind} ${state.file.type} ${state.file.name}`
      : state.status === "refused"
        ? `refused: ${state.problem}${state.found === undefined ? "" : ` (${state.found})`}`
        : state.status;
  expect(shown).toBe(is);
});

test("FILE-5: nothing of a refused file stays on the disk, and no folder of a process", async () => {
  const before = (await readdir(dir, { recursive: true })).length;
  expect(await upload("page.html", Buffer.from("<html><script>alert(1)</script>"))).toEqual({
    status: "refused",
    problem: "type_refused",
    found: "web page",
  });
  expect((await readdir(dir, { recursive: true })).length).toBe(before);
  expect(await readdir(join(dir, "work"))).toEqual([]);
});

test("FILE-7: a link works for its user's file alone, with headers under which nothing of it runs", async () => {
  const file = await ready('Äpfel "1"; x.pdf', Buffer.from("%PDF-1.4\n%%EOF\n"));
  await send(file);
  const { full } = await linkOf("ben", file);
  const response = await fetch(at(full));
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "application/pdf",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-cache",
    "content-disposition": `attachment; filename="_pfel _1_; x.pdf"; filename*=UTF-8''%C3%84pfel%20%221%22%3B%20x.pdf`,
  });
  const etag = response.headers.get("etag") ?? "";
  const known = await fetch(at(full), { headers: { "if-none-match": etag } });
  expect(known.status).toBe(304);
  for (const path of [
    full.replace("for=ben", "for=eve"),
    full.replace("/full", "/thumb"),
    full.replace(file.id, newId()),
    full.split("?")[0] ?? "",
    `${full}x`,
  ])
    expect((await fetch(at(path))).status, path).toBe(404);
  expect((await fetch(at(full), { method: "POST" })).status).toBe(405);
});

test("FILE-7: a link that was valid is not after the message was deleted, also with a known ETag", async () => {
  const file = await ready("plan.pdf", Buffer.from("%PDF-1.4\n%%EOF\n"));
  const { seq } = await send(file);
  const { full } = await linkOf("ben", file);
  const etag = (await fetch(at(full))).headers.get("etag") ?? "";
  await api.as("ada").messages.delete({ conversationId, seq });
  expect((await fetch(at(full))).status).toBe(404);
  expect((await fetch(at(full), { headers: { "if-none-match": etag } })).status).toBe(404);
});

test("FILE-26: with an origin of their own, links lead there; a page of another origin may read them, and save an image", async () => {
  const store = api.platform.files;
  if (store === undefined) throw new Error("no store");
  const file = await ready("wall.png", await draw().png().toBuffer());
  const address = "https://files.example.org/parley";
  const platform = { ...api.platform, files: { ...store, address } };
  await using other = await startTestServer(api, { limits: noLimits, platform });
  const input = encodeURIComponent(JSON.stringify({ fileIds: [file.id] }));
  const response = await fetch(`http://127.0.0.1:${other.port}/trpc/files.links?input=${input}`, {
    headers: { authorization: `Bearer ${await other.sign("ada")}` },
  });
  const { links } = ((await response.json()) as { result: { data: FileLinks } }).result.data;
  expect(links[0]?.thumb).toMatch(/^https:\/\/files\.example\.org\/parley\/files\/.*signature=/);
  const path = links[0]?.full.slice(address.length) ?? "";
  const shown = await fetch(at(path), { headers: { origin: "https://chat.example.org" } });
  expect(shown.headers.get("access-control-allow-origin")).toBe("*");
  expect(shown.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  expect(shown.headers.get("content-disposition")).toMatch(/^inline;/);
  const saved = await fetch(at(`${path}&download`));
  expect(saved.headers.get("content-disposition")).toMatch(/^attachment; filename="wall.png"/);
});

test("FILE-13: a part of a file is fetched as RFC 9110 defines it", async () => {
  const file = await ready("digits.txt", Buffer.from("0123456789"));
  const { full } = await linkOf("ada", file);
  const get = async (range: string) => {
    const response = await fetch(at(full), { headers: { range } });
    return [response.status, await response.text(), response.headers.get("content-range")];
  };
  expect(await get("bytes=2-4")).toEqual([206, "234", "bytes 2-4/10"]);
  expect(await get("bytes=7-")).toEqual([206, "789", "bytes 7-9/10"]);
  expect(await get("bytes=-3")).toEqual([206, "789", "bytes 7-9/10"]);
  expect(await get("bytes=5-99")).toEqual([206, "56789", "bytes 5-9/10"]);
  expect(await get("bytes=10-")).toEqual([416, "", "bytes */10"]);
  for (const ignored of ["bytes=5-2", "bytes=", "lines=1-2", "bytes=1-2,4-5"])
    expect(await get(ignored), ignored).toEqual([200, "0123456789", null]);
});

test("FILE-14: a disk that cannot be written is a temporary failure", async () => {
  const broken = createFileStore({
    places: [{ kind: "disk", dir: "/dev/null/files" }],
    bytesMax: MiB,
    userBytesMax: MiB,
    totalBytesMax: MiB,
  });
  const part = { fileId: newId(), offset: 0, size: 1 };
  await expect(
    broken.append(
      part,
      (async function* () {
        yield Buffer.from("x");
      })(),
    ),
  ).rejects.toMatchObject({ reason: "unavailable" });
  await expect(broken.received(newId())).rejects.toMatchObject({ reason: "unavailable" });
});

test("FILE-19: with a bucket, everything is there, and nothing on this machine", async () => {
  await using s3 = await startTestS3();
  const places = [{ kind: "s3", ...s3.settings }] as const;
  const files = createFileStore({ places, bytesMax: MiB, userBytesMax: MiB, totalBytesMax: MiB });
  const platform = { ...api.platform, files };
  await using other = await startTestServer(api, { limits: noLimits, platform });
  const bytes = await draw().png().toBuffer();
  const fileId = newId();
  const headers = { authorization: `Bearer ${await other.sign("ada")}` };
  const call = async (name: string, input: object) => {
    const response = await fetch(`http://127.0.0.1:${other.port}/trpc/files.${name}`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(input),
    });
    return (await response.json()) as { result: { data: FileState } };
  };
  const announced = { fileId, name: "a.png", size: bytes.length, sha256: sha256(bytes) };
  await call("begin", announced);
  for (const [start, end] of [
    [0, 20],
    [20, bytes.length],
  ] as const) {
    const { status } = await fetch(`http://127.0.0.1:${other.port}/files/${fileId}`, {
      method: "PATCH",
      headers: { ...headers, "upload-offset": String(start) },
      body: new Uint8Array(bytes.subarray(start, end)),
    });
    expect(status).toBe(204);
  }
  const before = (await readdir(dir, { recursive: true })).length;
  expect((await call("finish", { fileId })).result.data).toMatchObject({ status: "ready" });
  const { links } = await api.as("ada").files.links({ fileIds: [fileId] });
  for (const path of [links[0]?.full, links[0]?.screen, links[0]?.thumb]) {
    const response = await fetch(`http://127.0.0.1:${other.port}${path}`);
    expect(response.status).toBe(200);
    expect((await sharp(await bytesOf(response)).metadata()).width).toBe(60);
  }
  const range = await fetch(`http://127.0.0.1:${other.port}${links[0]?.full}`, {
    headers: { range: "bytes=1-3" },
  });
  expect([range.status, await range.text()]).toEqual([206, "PNG"]);
  expect(s3.requests.filter((request) => request.startsWith("PUT"))).toEqual([
    `PUT uploads/${fileId}/0-20`,
    `PUT uploads/${fileId}/20-${bytes.length}`,
    `PUT files/${fileId}.full`,
    `PUT files/${fileId}.screen`,
    `PUT files/${fileId}.thumb`,
  ]);
  expect(await files.received(fileId)).toBe(0);
  expect((await readdir(dir, { recursive: true })).length).toBe(before);
});

test("FILE-2: two finishes at once have one result", async () => {
  const bytes = await draw().png().toBuffer();
  const fileId = await begin("two.png", bytes);
  await patch(fileId, 0, bytes);
  const [one, other] = await Promise.all([
    api.as("ada").files.finish({ fileId }),
    api.as("ada").files.finish({ fileId }),
  ]);
  expect(one.status).toBe("ready");
  expect(other).toEqual(one);
  const { full } = await linkOf("ada", (one as { file: MessageFile }).file);
  expect((await fetch(at(full))).status).toBe(200);
});
