import { takeDueAvatar } from "@parley/api/housekeeping";
import { nextOf, reasonOf } from "@parley/api/testing";
import { useTestApi } from "@parley/api/testing/internals-vitest";
import { personSchema } from "@parley/contract/people";
import { request as openRequest } from "node:http";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { noLimits } from "../rate-limits/limits.ts";
import { type PublicHost, startPublicHost } from "../testing/public-host.ts";
import { createTestAuthenticator } from "../testing/tokens.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { createEncodePicture } from "./encode-picture.ts";
import { refreshDueAvatars } from "./refresh-avatars.ts";

const encodePicture = createEncodePicture();
const DAY = 24 * 3_600_000;

const api = useTestApi({
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", dan: "MENTEE" },
  groups: [{ id: "circle", mentor: "ada", mentees: ["ben"] }],
});
let server: TestServer;
let host: PublicHost;
/** The picture host's response, by path; 404 for anything else. */
const pictures = new Map<string, Buffer>();

const draw = (background: string) =>
  sharp({ create: { width: 30, height: 20, channels: 3, background } })
    .png()
    .toBuffer();
const [red, blue] = await Promise.all([draw("#ff0000"), draw("#0000ff")]);

beforeAll(async () => {
  server = await startTestServer(api, {
    limits: noLimits,
    encodePicture,
    allowedOrigins: ["https://platform.example"],
  });
  host = await startPublicHost((request, response) => {
    const picture = pictures.get(request.url ?? "");
    if (picture === undefined) response.writeHead(404).end();
    else response.end(picture);
  });
});

afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await host?.[Symbol.asyncDispose]();
});

beforeEach(() => pictures.clear());

const at = (path: string) => `http://127.0.0.1:${server.port}${path}`;

async function upload(
  userId: string,
  body: BodyInit,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const authorization = `Bearer ${await server.sign(userId)}`;
  return fetch(at("/avatars"), { method: "POST", body, headers: { authorization, ...headers } });
}

const bodyOf = (picture: Buffer) => new Uint8Array(picture);

async function uploaded(userId: string, picture: Buffer): Promise<string> {
  const response = await upload(userId, bodyOf(picture));
  expect(response.status).toBe(200);
  const { avatarUrl } = personSchema.pick({ avatarUrl: true }).parse(await response.json());
  return avatarUrl ?? "";
}

const shownOf = async (userId: string) => (await api.as(userId).users.me()).avatarUrl;

/** The colour in the middle of a picture, as the initials of its red, green and blue parts. */
async function colourOf(path: string | null): Promise<string> {
  if (path === null) return "none";
  const image = Buffer.from(await (await fetch(at(path))).arrayBuffer());
  const pixel = await sharp(image)
    .extract({ left: 9, top: 9, width: 1, height: 1 })
    .raw()
    .toBuffer();
  return ["r", "g", "b"].filter((_, n) => (pixel[n] ?? 0) > 128).join("");
}

const remote = (path: string) => `https://pictures.example.org:${host.port}${path}`;
const ada = { id: "ada", email: "ada@example.org", name: "ada", role: "MENTOR" } as const;
const upsert = (avatarUrl?: string | null) =>
  api.as("root").users.upsert({ ...ada, ...(avatarUrl === undefined ? {} : { avatarUrl }) });
const refresh = () =>
  refreshDueAvatars(api.platform, { fetchPicture: host.fetcher(), encodePicture });
const problemOf = async (userId: string) =>
  (await api.as("root").users.list({})).accounts.find(({ id }) => id === userId)?.avatarProblem;

test("AVA-6: a user uploads a picture, and all who see them get its path", async () => {
  await using ben = await api.follow("ben");
  const { cursor: before } = await api.as("dan").users.me();
  const avatarUrl = await uploaded("ada", red);
  expect(avatarUrl).toMatch(/^\/avatars\/[\w-]{43}$/);
  expect(await nextOf(ben, "user.updated")).toMatchObject({ person: { id: "ada", avatarUrl } });
  expect(await shownOf("ada")).toBe(avatarUrl);
  expect((await api.as("dan").users.me()).cursor).toBe(before);
  expect(await colourOf(avatarUrl)).toBe("r");
});

test("AVA-6: the same picture again notifies no one, another one replaces it, and the old one is deleted", async () => {
  const first = await uploaded("ada", red);
  const { cursor } = await api.as("ben").users.me();
  expect(await uploaded("ada", red)).toBe(first);
  expect((await api.as("ben").users.me()).cursor).toBe(cursor);
  const second = await uploaded("ada", blue);
  expect(second).not.toBe(first);
  expect((await fetch(at(first))).status).toBe(404);
  expect(await colourOf(second)).toBe("b");
});

test("AVA-6: a removed picture is gone from the screen and from the server", async () => {
  const path = await uploaded("ada", red);
  await using ben = await api.follow("ben");
  expect(await api.as("ada").users.updateMe({ avatarUrl: null })).toMatchObject({
    avatarUrl: null,
  });
  expect(await nextOf(ben, "user.updated")).toMatchObject({
    person: { id: "ada", avatarUrl: null },
  });
  expect((await fetch(at(path))).status).toBe(404);
});

test("AVA-6: an unauthenticated caller, and the host platform itself, cannot upload", async () => {
  const response = await fetch(at("/avatars"), { method: "POST", body: bodyOf(red) });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ error: { data: { reason: "not_signed_in" } } });
  const service = await server.sign("ada", { claims: { scope: "parley:service" } });
  const headers = { authorization: `Bearer ${service}` };
  const refused = await fetch(at("/avatars"), { method: "POST", body: bodyOf(red), headers });
  expect(refused.status).toBe(403);
  await api.as("root").users.deactivate({ userId: "ada" });
  expect((await upload("ada", bodyOf(red))).status).toBe(401);
  expect(await api.platform.db.execute("select 1 from parley.avatars")).toMatchObject({ rows: [] });
});

test("AVA-4: what is not a picture is refused by name, whatever its header says", async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`;
  for (const body of [svg, "", "<!doctype html><script>alert(1)</script>"]) {
    const response = await upload("ada", body, { "content-type": "image/png" });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: {
        data: {
          reason: "invalid_input",
          issues: [{ path: "picture", message: "is not a PNG, JPEG, WebP, GIF or AVIF picture" }],
        },
      },
    });
  }
  for (const type of ["text/html", "image", "", "/", "image/png;", "application/json; charset"]) {
    const asType = await upload("ada", bodyOf(red), { "content-type": type });
    expect(asType.status, type).toBe(200);
  }
  expect(await shownOf("ada")).not.toBeNull();
});

test("AVA-6: a picture may have 5 MiB, far more than any other body, and no byte more", async () => {
  const padded = (length: number) =>
    bodyOf(Buffer.concat([red, Buffer.alloc(length - red.length)]));
  expect((await upload("ada", padded(5 * 1024 ** 2))).status).toBe(200);
  const refused = await upload("ada", padded(5 * 1024 ** 2 + 1));
  expect(refused.status).toBe(413);
  expect(await refused.json()).toMatchObject({ error: { data: { reason: "too_large" } } });
});

test("AVA-6: a body without a length is refused once it is too long", async () => {
  // Not fetch: its body would be read on after the response, without end and without a turn of the event loop.
  const headers = { authorization: `Bearer ${await server.sign("ada")}` };
  const call = openRequest(at("/avatars"), { method: "POST", headers });
  let sent = 0;
  const outcome = await new Promise((resolve) => {
    call.once("response", ({ statusCode }) => resolve(statusCode));
    // The server may close the connection before the response is read.
    call.on("error", () => resolve(413));
    const write = () => {
      sent += 1;
      call.write(new Uint8Array(64 * 1024), (fault) => {
        if (fault === null || fault === undefined) write();
      });
    };
    write();
  });
  call.destroy();
  expect(outcome).toBe(413);
  expect(sent).toBeGreaterThan(79);
  expect(await shownOf("ada")).toBeNull();
});

test("AVA-6: ten pictures an hour are accepted, and the next is refused with a retry delay", async () => {
  await using limited = await startTestServer(api, { encodePicture });
  const authorization = `Bearer ${await limited.sign("ada")}`;
  const send = () =>
    fetch(`http://127.0.0.1:${limited.port}/avatars`, {
      method: "POST",
      body: "no picture",
      headers: { authorization },
    });
  for (let n = 0; n < 10; n += 1) expect((await send()).status).toBe(400);
  const refused = await send();
  expect(refused.status).toBe(429);
  const wait = Number(refused.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(3_000);
  expect(wait).toBeLessThanOrEqual(3_600);
});

test("AVA-7: a picture is served in the requested size, and may be cached forever", async () => {
  const path = await uploaded("ada", red);
  for (const [query, size] of [
    ["", 128],
    ["?size=64", 64],
    ["?size=128", 128],
    ["?size=256", 256],
  ] as const) {
    const response = await fetch(at(path + query));
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/webp",
      "cache-control": "private, max-age=31536000, immutable",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "cross-origin",
    });
    const etag = response.headers.get("etag") ?? "";
    const image = Buffer.from(await response.arrayBuffer());
    expect(await sharp(image).metadata()).toMatchObject({ format: "webp", width: size });
    const again = await fetch(at(path + query), { headers: { "if-none-match": etag } });
    expect(again.status).toBe(304);
    for (const known of ["*", `W/${etag}`, `"other", W/${etag}`, `"a" , ${etag},"b"`])
      expect((await fetch(at(path + query), { headers: { "if-none-match": known } })).status).toBe(
        304,
      );
    const stale = await fetch(at(path + query), { headers: { "if-none-match": `"other", W/"x"` } });
    expect(stale.status).toBe(200);
    expect((await again.arrayBuffer()).byteLength).toBe(0);
  }
  const head = await fetch(at(path), { method: "HEAD" });
  expect([head.status, head.headers.get("content-type")]).toEqual([200, "image/webp"]);
});

test("AVA-7: any other key or size is the same 404, which is not cached", async () => {
  const path = await uploaded("ada", red);
  const other = path.slice(0, -1) + (path.endsWith("A") ? "B" : "A");
  const paths = [
    other,
    `${path}?size=63`,
    `${path}?size=64&size=64`,
    "/avatars/x",
    "/avatars/..%2F",
    `${path}x`,
  ];
  for (const wrong of paths) {
    const response = await fetch(at(wrong));
    expect(response.status, wrong).toBe(404);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("content-type")).toContain("application/json");
  }
});

test("AVA-7: a key reveals neither user nor content: the same picture has a different key for each user", async () => {
  const [ofAda, ofBen] = [await uploaded("ada", red), await uploaded("ben", red)];
  expect(ofAda).not.toBe(ofBen);
  await api.reset();
  await api.addPeople({ ada: "MENTOR" });
  expect(await uploaded("ada", red)).not.toBe(ofAda);
});

test("AVA-7: pages of allowed origins can upload, others cannot", async () => {
  const ask = (origin: string) =>
    fetch(at("/avatars"), {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
      },
    });
  const allowed = await ask("https://platform.example");
  expect(allowed.headers.get("access-control-allow-origin")).toBe("https://platform.example");
  expect(allowed.headers.get("access-control-allow-methods")).toContain("POST");
  const foreign = await ask("https://elsewhere.example");
  expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
});

test("AVA-1: the server fetches a picture of the platform, and it is shown only from there", async () => {
  pictures.set("/ada.png", red);
  expect(await upsert(remote("/ada.png"))).toMatchObject({ avatarUrl: null });
  await using ben = await api.follow("ben");
  expect(host.asked.filter((path) => path.endsWith("/ada.png"))).toEqual([]);
  await refresh();
  const { person } = await nextOf(ben, "user.updated");
  expect(person.avatarUrl).toMatch(/^\/avatars\//);
  expect(await colourOf(person.avatarUrl)).toBe("r");
  expect(await problemOf("ada")).toBeNull();
});

test("AVA-9: a picture is fetched again after a week, and notifies no one if it is unchanged", async () => {
  pictures.set("/ada.png", red);
  await upsert(remote("/ada.png"));
  await refresh();
  const path = await shownOf("ada");
  const { cursor } = await api.as("ben").users.me();
  const fetches = () => host.asked.filter((asked) => asked.endsWith("/ada.png")).length;
  const before = fetches();
  api.clock.advance(6 * DAY);
  await upsert(remote("/ada.png"));
  await refresh();
  expect(fetches()).toBe(before);
  api.clock.advance(2 * DAY);
  await refresh();
  expect(fetches()).toBe(before + 1);
  expect(await shownOf("ada")).toBe(path);
  expect((await api.as("ben").users.me()).cursor).toBe(cursor);
  pictures.set("/ada.png", blue);
  api.clock.advance(8 * DAY);
  await refresh();
  expect(await colourOf(await shownOf("ada"))).toBe("b");
});

test("AVA-9: a failed fetch leaves initials, is shown to an ADMIN, and is retried with growing delays", async () => {
  await upsert(remote("/missing.png"));
  const waits: number[] = [];
  for (let n = 0; n < 4; n += 1) {
    await refresh();
    expect(await problemOf("ada")).toBe("bad_answer");
    const tries = host.asked.length;
    let minutes = 0;
    while (host.asked.length === tries) {
      api.clock.advance(60_000);
      minutes += 1;
      await refresh();
    }
    waits.push(minutes);
  }
  expect(waits).toEqual([2, 4, 8, 16]);
  expect(await shownOf("ada")).toBeNull();
  pictures.set("/missing.png", red);
  api.clock.advance(8 * DAY);
  await refresh();
  expect(await problemOf("ada")).toBeNull();
  expect(await colourOf(await shownOf("ada"))).toBe("r");
});

test("AVA-9: the shown picture stays if its URL fails for a time, and is removed if a new one does", async () => {
  pictures.set("/ada.png", red);
  await upsert(remote("/ada.png"));
  await refresh();
  pictures.clear();
  api.clock.advance(8 * DAY);
  await refresh();
  expect(await problemOf("ada")).toBe("bad_answer");
  expect(await colourOf(await shownOf("ada"))).toBe("r");
  await upsert(remote("/new.png"));
  expect(await colourOf(await shownOf("ada"))).toBe("r");
  await refresh();
  expect(await shownOf("ada")).toBeNull();
});

test.each([
  ["not_a_picture", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>")],
  ["damaged", red.subarray(0, 60)],
] as const)("AVA-9: a URL that returns what is %s is reported", async (problem, content) => {
  const withEnd = problem === "damaged" ? Buffer.concat([content, red.subarray(-12)]) : content;
  pictures.set("/ada.png", withEnd);
  await upsert(remote("/ada.png"));
  await refresh();
  expect(await problemOf("ada")).toBe(problem);
});

test("AVA-8: a user's own picture, and its removal, stay until the platform sets another URL", async () => {
  pictures.set("/ada.png", red);
  pictures.set("/other.png", blue);
  await upsert(remote("/ada.png"));
  await refresh();
  const own = await uploaded("ada", blue);
  await upsert(remote("/ada.png"));
  api.clock.advance(30 * DAY);
  await refresh();
  expect(await shownOf("ada")).toBe(own);
  await api.as("ada").users.updateMe({ avatarUrl: null });
  await upsert(remote("/ada.png"));
  await refresh();
  expect(await shownOf("ada")).toBeNull();
  await upsert(remote("/other.png"));
  await refresh();
  expect(await colourOf(await shownOf("ada"))).toBe("b");
});

test("AVA-8: a platform without a picture removes its own, and none that users chose", async () => {
  pictures.set("/ada.png", red);
  await upsert(remote("/ada.png"));
  await refresh();
  await upsert();
  expect(await colourOf(await shownOf("ada"))).toBe("r");
  await using ben = await api.follow("ben");
  await upsert(null);
  expect(await nextOf(ben, "user.updated")).toMatchObject({
    person: { id: "ada", avatarUrl: null },
  });
  const own = await uploaded("ada", blue);
  await upsert(null);
  await upsert();
  expect(await shownOf("ada")).toBe(own);
});

test("AVA-8: an upload wins over a concurrent fetch of the platform's picture", async () => {
  await upsert(remote("/ada.png"));
  let own = "";
  await refreshDueAvatars(api.platform, {
    encodePicture,
    async fetchPicture() {
      own = await uploaded("ada", blue);
      return { ok: true, bytes: red };
    },
  });
  expect(await shownOf("ada")).toBe(own);
});

test("AVA-9: two servers that poll at the same time fetch a picture once", async () => {
  pictures.set("/ada.png", red);
  await upsert(remote("/ada.png"));
  const before = host.asked.length;
  await Promise.all([refresh(), refresh(), refresh()]);
  expect(host.asked.length).toBe(before + 1);
});

test("AVA-2: a URL from which no server may fetch is refused with the field", async () => {
  expect(await reasonOf(upsert("https://127.0.0.1/ada.png"))).toBe("invalid_input");
  expect(await reasonOf(upsert("http://example.org/ada.png"))).toBe("invalid_input");
});

test("AVA-7: every other method is answered as HTTP defines, with the allowed ones", async () => {
  const ask = async (method: string, path: string) => {
    const { status, headers } = await fetch(at(path), { method });
    return [status, headers.get("allow")];
  };
  const path = await uploaded("ada", red);
  expect(await ask("PUT", "/avatars")).toEqual([405, "POST, OPTIONS"]);
  expect(await ask("GET", "/avatars")).toEqual([405, "POST, OPTIONS"]);
  expect(await ask("OPTIONS", "/avatars")).toEqual([204, "POST, OPTIONS"]);
  expect(await ask("POST", path)).toEqual([405, "GET, HEAD, OPTIONS"]);
  expect(await ask("DELETE", path)).toEqual([405, "GET, HEAD, OPTIONS"]);
});

test.each([
  ["https://old.example.org/eve.png", true],
  ["http://127.0.0.1/eve.png", false],
])(
  "AVA-1: the claim `picture` of a user's first token, %s, is fetched or ignored",
  async (picture, isDue) => {
    const authenticator = await createTestAuthenticator(api.clock, { createsUsers: true });
    await using open = await startTestServer(api, { authenticator, encodePicture });
    const claims = { name: "Eve", email: "eve@example.org", role: "MENTEE", picture };
    const authorization = `Bearer ${await open.sign("eve", { claims })}`;
    const me = await fetch(`http://127.0.0.1:${open.port}/trpc/users.me`, {
      headers: { authorization },
    });
    expect(me.status).toBe(200);
    const due = await takeDueAvatar(api.platform);
    expect(due).toEqual(isDue ? { userId: "eve", url: picture, attempts: 1 } : undefined);
  },
);
