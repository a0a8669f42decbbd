import { DomainError } from "@parley/api/platform";
import { publicProcedure, router } from "@parley/api/testing/internals";
import { limits } from "@parley/contract/limits";
import type { FastifyInstance, InjectOptions } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildApp } from "../app.ts";
import { createLogger } from "../logs/logger.ts";
import { createSigner, deciding, createTestAuthenticator, seconds } from "../testing/tokens.ts";
import { createTestProgramme } from "../testing/test-server.ts";

const api = await createTestProgramme();
const sign = createSigner(api.clock);
const authenticator = await createTestAuthenticator(api.clock);
const allowedOrigins = ["https://host.example"];
let app: FastifyInstance;

beforeAll(async () => {
  app = await buildApp({ platform: api.platform, authenticator, allowedOrigins });
});
afterAll(async () => {
  await app.close();
  await api.close();
});

const SECRET = "select body from messages where body = 'my secret'";
const faulty = router({
  fault: router({
    sql: publicProcedure.query(() => {
      throw Object.assign(new Error(SECRET), { code: "42P01", detail: SECRET });
    }),
  }),
});

const batchOf = async (size: number) => {
  const url = `/trpc/${Array(size).fill("users.me").join(",")}?batch=1&input=%7B%7D`;
  return app.inject({ url, headers: await as("ada") });
};

const keysAreAway = () => Promise.reject(new DomainError("unavailable"));

const as = async (userId: string) => ({ authorization: `Bearer ${await sign(userId)}` });
const json = { "content-type": "application/json" };
const reasonOf = (response: { json(): { error?: { data?: { reason?: string } } } }) =>
  response.json().error?.data?.reason;

test("a signed-in user gets a response with the id of the request", async () => {
  const response = await app.inject({ url: "/trpc/users.me", headers: await as("ada") });
  expect(response.statusCode).toBe(200);
  expect(response.json()).toMatchObject({ result: { data: { id: "ada", role: "MENTOR" } } });
  expect(response.headers["x-request-id"]).toMatch(/^[\w-]{36}$/);
});

test("the id of a proxy in front is kept, if it is valid", async () => {
  const kept = await app.inject({ url: "/healthz", headers: { "x-request-id": "edge-42" } });
  expect(kept.headers["x-request-id"]).toBe("edge-42");
  const odd = await app.inject({ url: "/healthz", headers: { "x-request-id": "a b\tc" } });
  expect(odd.headers["x-request-id"]).toMatch(/^[\w-]{36}$/);
});

test.for<[string, string | undefined, string]>([
  ["no header", undefined, "not_signed_in"],
  ["another scheme", "Basic YWRhOnNlY3JldA==", "not_signed_in"],
  ["no token", "Bearer ", "not_signed_in"],
  ["garbage", "Bearer garbage", "not_signed_in"],
  ["a huge token", `Bearer ${"x".repeat(12_000)}.y.z`, "not_signed_in"],
])(
  "without a valid token the response is 401 and one reason: %s",
  async ([, authorization, reason]) => {
    const headers = authorization === undefined ? {} : { authorization };
    const response = await app.inject({ url: "/trpc/users.me", headers });
    expect(response.statusCode).toBe(401);
    expect(reasonOf(response)).toBe(reason);
  },
);

test("an expired token is reported as such", async () => {
  const now = seconds(api.clock);
  const token = await sign("ada", { claims: { iat: now - 7_200, exp: now - 3_600 } });
  const response = await app.inject({
    url: "/trpc/users.me",
    headers: { authorization: `Bearer ${token}` },
  });
  expect(response.statusCode).toBe(401);
  expect(reasonOf(response)).toBe("session_expired");
});

test("a valid token of an unknown user is answered like a missing token", async () => {
  const response = await app.inject({ url: "/trpc/users.me", headers: await as("nobody") });
  expect(response.statusCode).toBe(401);
  expect(reasonOf(response)).toBe("not_signed_in");
});

const unknownPaths =
  "users.nothing nothing __proto__ constructor users.__proto__ users.constructor toString users " +
  "users.me.name users/me users.me/ demo.people demo.signIn %00 users.me%2Fx";

test.for(unknownPaths.split(" "))("an unknown procedure is named as such: %s", async (path) => {
  const response = await app.inject({ url: `/trpc/${path}`, headers: await as("ada") });
  expect(response.statusCode).toBe(404);
  expect(reasonOf(response)).toBe("unknown_procedure");
});

test.for<[string, InjectOptions, number, string]>([
  ["malformed JSON", { headers: json, payload: "{" }, 400, "invalid_input"],
  ["an empty body", { headers: json, payload: "" }, 400, "invalid_input"],
  ["the wrong type", { headers: json, payload: '"text"' }, 400, "invalid_input"],
  ["an extra key", { headers: json, payload: { userId: "ben", extra: 1 } }, 400, "invalid_input"],
  [
    "an extra key of another kind",
    { headers: json, payload: '{"userId":"ben","__proto__":{"x":1}}' },
    400,
    "invalid_input",
  ],
  [
    "plain text",
    { headers: { "content-type": "text/plain" }, payload: "{}" },
    415,
    "invalid_input",
  ],
  [
    "a form",
    { headers: { "content-type": "multipart/form-data; boundary=x" }, payload: "--x--" },
    415,
    "invalid_input",
  ],
  [
    "bytes",
    { headers: { "content-type": "application/octet-stream" }, payload: "x" },
    415,
    "invalid_input",
  ],
  ["no content type", { headers: { "content-type": "" }, payload: "{}" }, 415, "invalid_input"],
  [
    "a body over the limit",
    { headers: json, payload: `"${"x".repeat(limits.frameBytesMax)}"` },
    413,
    "too_large",
  ],
])(
  "invalid input has one clear answer: %s",
  async ([, { headers, ...request }, status, reason]) => {
    const response = await app.inject({
      method: "POST",
      url: "/trpc/conversations.open",
      ...request,
      headers: { ...headers, ...(await as("ada")) },
    });
    expect(response.statusCode).toBe(status);
    expect(reasonOf(response)).toBe(reason);
    expect(response.headers["content-type"]).toContain("application/json");
    expect(response.body).not.toContain("x".repeat(100));
  },
);

const asService = async () => ({
  authorization: `Bearer ${await sign("host", { claims: { scope: "parley:service" } })}`,
});
const large = {
  mode: "merge",
  dryRun: true,
  people: Array.from({ length: 2_000 }, (_, at) => ({
    id: `p${at}`,
    name: `P${at}`,
    role: "MENTEE",
  })),
};

test("SYNC-10: the host platform syncs more than a body of others holds, and no other procedure takes as much", async () => {
  const post = (path: string, headers: object, payload: object) =>
    app.inject({ method: "POST", url: `/trpc/${path}`, headers: { ...json, ...headers }, payload });
  expect(JSON.stringify(large).length).toBeGreaterThan(limits.frameBytesMax);
  const synced = await post("platform.sync", await asService(), large);
  expect(synced.json()).toMatchObject({
    result: { data: { dryRun: true, summary: { people: { created: 2_000 } } } },
  });
  const elsewhere = await post("users.upsert", await asService(), large);
  expect([elsewhere.statusCode, reasonOf(elsewhere)]).toEqual([413, "too_large"]);
  const beyond = { ...large, more: "x".repeat(limits.syncBytesMax) };
  expect(reasonOf(await post("platform.sync", await asService(), beyond))).toBe("too_large");
});

test("SYNC-10: a caller other than the host platform is refused before the body is read", async () => {
  const headers = { ...json, "content-length": String(limits.syncBytesMax + 1) };
  const refused = async (more: object) =>
    reasonOf(
      await app.inject({
        ...{ method: "POST", url: "/trpc/platform.sync", payload: "{}" },
        headers: { ...headers, ...more },
      }),
    );
  expect(await refused({})).toBe("not_signed_in");
  expect(await refused(await as("ada"))).toBe("forbidden");
  expect(await refused(await as("nobody"))).toBe("not_signed_in");
});

test("invalid input names the fields", async () => {
  const payload = { userId: "no spaces allowed" };
  const headers = { ...json, ...(await as("ada")) };
  const response = await app.inject({
    method: "POST",
    url: "/trpc/conversations.open",
    headers,
    payload,
  });
  expect(response.json()).toMatchObject({
    error: {
      message: "The input is invalid: userId has a character that ids cannot have.",
      data: { path: "conversations.open", issues: [{ path: "userId" }] },
    },
  });
});

test.for<[string, string, { method: "GET" | "POST"; headers?: object; payload?: string }, string]>([
  [
    "no content type",
    "/trpc/conversations.open",
    { method: "POST", payload: "{}", headers: { "content-type": "" } },
    "content-type has to be application/json",
  ],
  [
    "a form",
    "/trpc/conversations.open",
    {
      method: "POST",
      payload: "userId=ben",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    },
    "content-type has to be application/json",
  ],
  ["broken JSON", "/trpc/conversations.open", { method: "POST", payload: "{" }, "is not JSON"],
  ["a broken query", "/trpc/conversations.get?input=%7B", { method: "GET" }, "is not JSON"],
  [
    "a GET of a mutation",
    "/trpc/conversations.open?input=%7B%7D",
    { method: "GET" },
    "has to come as GET for a query",
  ],
  [
    "a stream over HTTP",
    "/trpc/events.stream",
    { method: "GET" },
    "over a WebSocket for a subscription",
  ],
])("ERR-1: unreadable input has a sentence: %s", async ([, url, request, says]) => {
  const headers = { ...json, ...(await as("ada")), ...request.headers };
  const response = await app.inject({ ...request, url, headers });
  const { error } = response.json();
  expect(error.data.reason).toBe("invalid_input");
  expect(error.message).toContain(says);
  expect(error.data.issues).toHaveLength(1);
});

test.for(["conversations.list", "contacts.list", "messages.mentions"])(
  "API-1: a query without required fields needs no input in its address: %s",
  async (path) => {
    const headers = await as("ada");
    const bare = await app.inject({ url: `/trpc/${path}`, headers });
    const empty = await app.inject({ url: `/trpc/${path}?input=%7B%7D`, headers });
    expect(bare.statusCode).toBe(200);
    expect(bare.json()).toEqual(empty.json());
  },
);

test("a query is a GET and a mutation a POST", async () => {
  const headers = { ...json, ...(await as("ada")) };
  const post = await app.inject({ method: "POST", url: "/trpc/users.me", headers, payload: "{}" });
  expect(post.statusCode).toBe(405);
  const get = await app.inject({ url: "/trpc/conversations.open?input=%7B%7D", headers });
  expect(get.statusCode).toBe(405);
});

test("subscriptions are refused over HTTP", async () => {
  const response = await app.inject({ url: "/trpc/events.signals", headers: await as("ada") });
  expect(response.statusCode).toBe(405);
  expect(reasonOf(response)).toBe("invalid_input");
});

test("LIM-4: a batch of 20 is answered call by call, and one of 21 refused", async () => {
  const whole = await batchOf(limits.batchMax);
  expect(whole.statusCode).toBe(200);
  expect(whole.json()).toHaveLength(limits.batchMax);
  const over = await batchOf(limits.batchMax + 1);
  expect(over.statusCode).toBe(400);
  expect(reasonOf(over)).toBe("invalid_input");
});

test("a path with invalid percent encoding, or a very long one, has the same kind of answer", async () => {
  const broken = await app.inject({ url: "/trpc/%E0%A4%A" });
  expect(broken.statusCode).toBe(400);
  expect(reasonOf(broken)).toBe("invalid_input");
  const long = await app.inject({ url: `/trpc/${"x".repeat(5_000)}` });
  expect(long.statusCode).toBe(413);
  expect(reasonOf(long)).toBe("too_large");
});

test("an unexpected error is not sent, and is logged with the id of the request", async () => {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const own = await buildApp({
    platform: api.platform,
    authenticator,
    router: faulty,
    logger: createLogger({ level: "info", destination }),
  });
  const response = await own.inject({ url: "/trpc/fault.sql?input=%22typed%20by%20a%20person%22" });
  await own.close();
  expect(response.statusCode).toBe(500);
  expect(reasonOf(response)).toBe("internal");
  expect(response.body).not.toContain("select");
  expect(response.body).not.toContain("stack");
  const log = lines.join("");
  expect(log).toContain(String(response.headers["x-request-id"]));
  expect(log).toContain("42P01");
  expect(log, "logged once").toSatisfy((text: string) => text.split("a call failed").length === 2);
  expect(log).not.toContain("typed by a person");
  expect(log).not.toContain("typed%20by");
});

test("a token that cannot be verified at the moment is neither valid nor invalid", async () => {
  const own = await buildApp({ platform: api.platform, authenticator: deciding(keysAreAway) });
  const response = await own.inject({ url: "/trpc/users.me", headers: await as("ada") });
  await own.close();
  expect(response.statusCode).toBe(503);
  expect(reasonOf(response)).toBe("unavailable");
});

test("allowed origins may call, others get no permission", async () => {
  const preflight = (origin: string) =>
    app.inject({
      method: "OPTIONS",
      url: "/trpc/messages.send",
      headers: {
        origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
      },
    });
  const allowed = await preflight("https://host.example");
  expect(allowed.statusCode).toBe(204);
  expect(allowed.headers["access-control-allow-origin"]).toBe("https://host.example");
  expect(allowed.headers["access-control-allow-headers"]).toContain("authorization");
  expect(allowed.headers["access-control-allow-credentials"]).toBeUndefined();
  const foreign = await preflight("https://evil.example");
  expect(foreign.headers["access-control-allow-origin"]).toBeUndefined();
  const answer = await app.inject({
    url: "/trpc/users.me",
    headers: { ...(await as("ada")), origin: "https://host.example" },
  });
  expect(answer.headers["access-control-allow-origin"]).toBe("https://host.example");
  expect(answer.headers["access-control-expose-headers"]).toContain("x-request-id");
});
