import { once } from "node:events";
import { createServer } from "node:http";
import { appRouter } from "@parley/api/app-router";
import { serviceAccess } from "@parley/api/testing/internals";
import { closeCodes } from "@parley/contract/close-codes";
import { exportJWK, generateKeyPair } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { noLimits } from "./rate-limits/limits.ts";
import { createAuthenticator } from "./auth.ts";
import { rememberSignIns } from "./auth/remember-sign-ins.ts";
import { createPublishedKeys } from "./auth/token-key.ts";
import { portOf } from "./testing/port-of.ts";
import { openRawSocket } from "./testing/raw-socket.ts";
import { createTestProgramme, startTestServer, type TestServer } from "./testing/test-server.ts";
import { testExpected } from "./testing/tokens.ts";

const api = await createTestProgramme();
const service = { claims: { scope: "parley:service" } };
const definitions: Readonly<Record<string, { _def: { type: string } }>> = Object.fromEntries(
  // At run time the procedures are flat under their full names; tRPC's type nests them.
  Object.entries(
    appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>,
  ),
);
let server: TestServer;

beforeAll(async () => {
  await api.addPeople({ rosa: "ADMIN", gwen: "MENTEE", dora: "MENTEE" });
  await api.as("rosa").users.deactivate({ userId: "dora" });
  server = await startTestServer(api);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await api.close();
});

const typeOf = (path: string) => {
  const type = definitions[path]?._def.type;
  if (type === "query" || type === "mutation" || type === "subscription") return type;
  throw new Error(`the router has no ${path}`);
};

test("ID-7: a service token maintains users and groups", async () => {
  const host = await openRawSocket(server.socketUrl, { token: await server.sign("host", service) });
  const person = { id: "hana", email: "hana@example.org", name: "Hana", role: "MENTOR" };
  expect(await host.call("mutation", "users.upsert", person)).toMatchObject({
    result: { data: { id: "hana" } },
  });
  const group = { id: "east", name: "East", mentorId: "hana", menteeIds: ["gwen"] };
  expect(await host.call("mutation", "groups.create", group)).toMatchObject({
    result: { data: { mentor: { id: "hana" } } },
  });
  host.ws.close();
});

test.for(["host", "ada", "ben", "rosa", "dora"])(
  "ID-11: a service token is never a user, whatever its subject: %s",
  async (sub) => {
    const host = await openRawSocket(server.socketUrl, { token: await server.sign(sub, service) });
    const wrong: string[] = [];
    for (const path of Object.keys(definitions)) {
      const answer = await host.call(typeOf(path), path, {});
      // A call that is allowed is refused only for its input, or answered.
      const isRefused = answer.error?.data.reason === "forbidden";
      if (isRefused !== (serviceAccess[path] === "forbidden")) wrong.push(path);
    }
    expect(wrong).toEqual([]);
    host.ws.close();
  },
);

test.for([
  "parley:service\n",
  "openid\tparley:service",
  "openid,parley:service".replace(",", "\u00a0"),
  "PARLEY:SERVICE",
  "openid Parley:Service",
  "parley:services",
  "parley:service:read",
  "parley:",
  '"parley:service"',
])(
  "ID-11: a token with a misspelt service scope is neither a service nor a user: %j",
  async (scope) => {
    for (const sub of ["ben", "rosa", "host"]) {
      const headers = { authorization: `Bearer ${await server.sign(sub, { claims: { scope } })}` };
      for (const url of ["/trpc/users.me", "/trpc/groups.list"])
        expect((await server.app.inject({ url, headers })).statusCode).toBe(401);
    }
    for (const other of ["", "openid  email", "openid email https://host.example/all"]) {
      const token = await server.sign("ben", { claims: { scope: other } });
      const headers = { authorization: `Bearer ${token}` };
      expect((await server.app.inject({ url: "/trpc/users.me", headers })).statusCode).toBe(200);
    }
  },
);

test("ID-11: over HTTP as well nothing is read or written in the name of the subject", async () => {
  const token = await server.sign("ben", service);
  const headers = { authorization: `Bearer ${token}` };
  const wrong: string[] = [];
  for (const path of Object.keys(definitions).filter((each) => typeOf(each) !== "subscription")) {
    const response = await server.app.inject(
      typeOf(path) === "query"
        ? { method: "GET", url: `/trpc/${path}?input=%7B%7D`, headers }
        : { method: "POST", url: `/trpc/${path}`, headers, payload: {} },
    );
    const isRefused = response.statusCode === 403;
    if (isRefused !== (serviceAccess[path] === "forbidden")) wrong.push(path);
  }
  expect(wrong).toEqual([]);
});

test("ID-11: a service has its own limits, separate from the user whose id its subject is", async () => {
  await using limited = await startTestServer(api, {
    limits: { ...noLimits, calls: { burst: 1, perSecond: 0.001 } },
  });
  const call = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await limited.app.inject({ url: "/trpc/groups.list", headers })).statusCode;
  };
  const asService = await limited.sign("ben", service);
  // One after the other: which of two calls at once is counted first is not determined.
  expect(await call(asService)).toBe(200);
  expect(await call(await limited.sign("ben"))).toBe(200);
  expect(await call(asService)).toBe(429);
});

test.for([
  ["a service", { scope: "parley:service" }],
  ["a user", {}],
] as const)("ID-12: the open socket of %s closes when its key is withdrawn", async ([, claims]) => {
  const pair = await generateKeyPair("ES256", { extractable: true });
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: "one", alg: "ES256", use: "sig" };
  const published = { keys: [jwk] };
  const address = createServer((_, response) => response.end(JSON.stringify(published)));
  address.listen(0, "127.0.0.1");
  await once(address, "listening");
  const key = createPublishedKeys(new URL(`http://127.0.0.1:${portOf(address)}/`));
  const { clock } = api;
  const options = { key, expected: testExpected, clock, maxLifetime: 86_400, createsUsers: false };
  const authenticator = rememberSignIns(createAuthenticator(options), { clock });
  await using own = await startTestServer(api, { authenticator });

  const header = { alg: "ES256", kid: "one" };
  const token = await own.sign("ben", { claims, key: pair.privateKey, header });
  const socket = await openRawSocket(own.socketUrl, { token });
  await socket.call("query", "groups.list");
  const overHttp = async () => {
    const headers = { authorization: `Bearer ${token}` };
    return (await own.app.inject({ url: "/trpc/groups.list", headers })).statusCode;
  };
  expect(await overHttp()).toBe(200);

  published.keys = [];
  await key.reload();
  expect(await socket.closed).toEqual({ code: closeCodes.signInAgain, reason: "not_signed_in" });
  expect(await overHttp(), "it is not remembered either").toBe(401);
  key.close();
  address.close();
});
