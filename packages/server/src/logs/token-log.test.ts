import { PassThrough } from "node:stream";
import { users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createAuthenticator } from "../auth.ts";
import { createSharedKey, importSecret } from "../auth/token-key.ts";
import { openRawSocket } from "../testing/raw-socket.ts";
import { createTestProgramme, startTestServer, type TestServer } from "../testing/test-server.ts";
import { testExpected, testSecret, type TokenSpec } from "../testing/tokens.ts";
import { createLogger } from "./logger.ts";
import { createTokenLog } from "./token-log.ts";

const api = await createTestProgramme();
const { clock } = api;
let server: TestServer;
const heard: { check: string; message: string }[] = [];
const onTokenRefused = (problem: { check: string; message: string }) => void heard.push(problem);

beforeAll(async () => {
  await api.addPeople({ rosa: "ADMIN", dora: "MENTEE", finn: "MENTEE" });
  await api.as("rosa").users.deactivate({ userId: "dora" });
  const tokensValidAfter = new Date(clock.now().getTime() + 60_000);
  await api.platform.db.update(users).set({ tokensValidAfter }).where(eq(users.id, "finn"));
  const key = createSharedKey(await importSecret(testSecret));
  const rules = { key, expected: testExpected, clock, maxLifetime: 86_400, createsUsers: true };
  const authenticator = createAuthenticator({ ...rules, onTokenRefused });
  server = await startTestServer(api, { authenticator, onTokenRefused });
});
beforeEach(() => void heard.splice(0));
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await api.close();
});

const ada = { name: "Ada Two", email: "ada@example.org", role: "MENTOR" };
const revoked = /^iat is \S+Z, and tokens of the user are revoked up to \S+Z$/;
const nobody = /^sub is the id of no user: create the user with users\.upsert/;

const causes: readonly [string, string, TokenSpec, { check: string; message: RegExp }][] = [
  [
    "another audience",
    "ada",
    { claims: { aud: "x" } },
    { check: "audience", message: /^aud is "x", wanted "parley"$/ },
  ],
  [
    "nobody's id",
    "nobody",
    {},
    {
      check: "user claims",
      message:
        /the claims do not create one: they cannot create a user: name is missing, role is missing$/,
    },
  ],
  [
    "a bad role",
    "nobody",
    { claims: { ...ada, email: "no@example.org", role: "OWNER" } },
    { check: "user claims", message: /role is not ADMIN, MENTOR or MENTEE$/ },
  ],
  [
    "the address of another user",
    "nobody",
    { claims: ada },
    { check: "account", message: /e-mail address belongs to another user$/ },
  ],
  ["a closed account", "dora", {}, { check: "account", message: /^the user is deactivated/ }],
  ["revoked tokens", "finn", {}, { check: "revoked", message: revoked }],
];

test.for(causes)(
  "ID-13: over HTTP the log has the reason: %s",
  async ([, sub, spec, { check, message }]) => {
    const authorization = `Bearer ${await server.sign(sub, spec)}`;
    const response = await server.app.inject({ url: "/trpc/users.me", headers: { authorization } });
    expect(response.statusCode).toBe(401);
    expect(heard).toEqual([
      expect.objectContaining({ check, message: expect.stringMatching(message) }),
    ]);
    expect(response.body, "the caller is not told").not.toContain(heard[0]?.message);
  },
);

test("ID-13: an unknown user is named as such if tokens create none", async () => {
  const authenticator = createAuthenticator({
    key: createSharedKey(await importSecret(testSecret)),
    expected: testExpected,
    clock,
    maxLifetime: 86_400,
    createsUsers: false,
  });
  await using own = await startTestServer(api, { authenticator, onTokenRefused });
  const authorization = `Bearer ${await own.sign("nobody")}`;
  await own.app.inject({ url: "/trpc/users.me", headers: { authorization } });
  expect(heard).toEqual([
    expect.objectContaining({ check: "account", message: expect.stringMatching(nobody) }),
  ]);
});

test("ID-13: a send, which checks the account itself, is logged too", async () => {
  const authorization = `Bearer ${await server.sign("dora")}`;
  const payload = {
    conversationId: "01890a5d-ac96-774b-bcce-b302099a8057",
    id: "01890a5d-ac96-774b-bcce-b302099a8058",
    body: "hello",
  };
  const response = await server.app.inject({
    method: "POST",
    url: "/trpc/messages.send",
    headers: { authorization },
    payload,
  });
  expect(response.statusCode).toBe(401);
  expect(heard).toEqual([{ check: "account", message: "sub is the id of no active user" }]);
});

test.for<[string, { authorization: string }]>([
  ["a header of another kind", { authorization: "Token abc" }],
  ["a token without the word Bearer", { authorization: "abc.def.ghi" }],
])("ID-13: %s is reported, and not quoted", async ([, headers]) => {
  await server.app.inject({ url: "/trpc/users.me", headers });
  expect(heard).toEqual([
    { check: "form", message: 'the token is empty, wanted "Authorization: Bearer <token>"' },
  ]);
});

test("ID-13: a request without a token is not a refused token", async () => {
  await server.app.inject({ url: "/trpc/users.me" });
  expect(heard).toEqual([]);
});

test("ID-13: on a socket the log has the reason as well", async () => {
  const socket = await openRawSocket(server.socketUrl, {
    token: await server.sign("ada", { claims: { iss: "x" } }),
  });
  await socket.closed;
  expect(heard).toEqual([
    { check: "issuer", message: 'iss is "x", wanted "https://host.example"' },
  ]);
});

test("ID-13: all of them get the same answer", async () => {
  const answers = new Set<string>();
  for (const [, sub, spec] of causes) {
    const headers = { authorization: `Bearer ${await server.sign(sub, spec)}` };
    const { error } = (await server.app.inject({ url: "/trpc/users.me", headers })).json();
    answers.add(JSON.stringify({ ...error, data: { ...error.data, requestId: "" } }));
  }
  // An expired token is reported as such; all others are indistinguishable.
  expect(answers.size).toBe(2);
});

test("ID-13: a check logs at most a line a minute, with the number of omitted ones", () => {
  let time = 0;
  const info = vi.fn();
  const report = createTokenLog({ info, warn: info }, () => time);
  const problem = { check: "audience", message: 'aud is "x", wanted "parley"' };
  for (let count = 0; count < 10_000; count += 1) report(problem);
  expect(info).toHaveBeenCalledTimes(5);
  report({ check: "issuer", message: "another check has lines of its own" });
  expect(info).toHaveBeenCalledTimes(6);
  time += 60_000;
  report(problem);
  expect(info).toHaveBeenLastCalledWith(
    { check: "audience", why: problem.message, leftOut: 9_995 },
    "a token was refused",
  );
});

test("ID-13: the line is logged at level info, and nothing of it is redacted", async () => {
  const destination = new PassThrough();
  const report = createTokenLog(createLogger({ level: "info", destination }));
  report({ check: "audience", message: 'aud is "x", wanted "parley"' });
  const line: unknown = JSON.parse(String(destination.read()));
  expect(line).toMatchObject({ level: 30, check: "audience", why: 'aud is "x", wanted "parley"' });
});
