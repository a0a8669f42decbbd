import { once } from "node:events";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@parley/api/testing";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import * as z from "zod";
import { type ChildServer, startChildServer } from "./testing/child-server.ts";
import { portOf } from "@parley/server/testing/port-of";
import { openRawSocket } from "@parley/server/testing/raw-socket";

const PARLEY_DATA = await mkdtemp(join(tmpdir(), "parley-main-"));
const running = new Set<ChildServer>();

function start(env: Readonly<Record<string, string>> = {}): ChildServer {
  const child = startChildServer({ PARLEY_DATA, ...env });
  running.add(child);
  void child.exited.then(() => running.delete(child));
  return child;
}

async function stop(child: ChildServer) {
  child.process.kill("SIGTERM");
  return child.exited;
}

afterEach(async () => {
  await Promise.all([...running].map(stop));
});
afterAll(() => rm(PARLEY_DATA, { recursive: true }));

interface Call {
  readonly token?: string | undefined;
  readonly input?: unknown;
}

const answerSchema = z.object({ result: z.object({ data: z.record(z.string(), z.unknown()) }) });

async function call(url: string, path: string, { token, input }: Call = {}) {
  const isMutation = /\.(signIn|open|send)$/.test(path);
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(isMutation ? { "content-type": "application/json" } : {}),
  };
  const response = isMutation
    ? await fetch(`${url}/trpc/${path}`, { method: "POST", headers, body: JSON.stringify(input) })
    : await fetch(`${url}/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input ?? {}))}`, {
        headers,
      });
  return answerSchema.parse(await response.json()).result.data;
}

const peopleSchema = z.object({
  people: z.array(z.object({ person: z.object({ id: z.string(), role: z.string() }) })),
});

test("kill -9 and a new start: the sign-in is still valid and every message is there", async () => {
  const first = start();
  const url = await first.url;
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const { people } = peopleSchema.parse(await call(url, "demo.people"));
  const mentor = people.find(({ person }) => person.role === "MENTOR")?.person.id ?? "";
  const mentee = people.find(({ person }) => person.role === "MENTEE")?.person.id ?? "";
  const token = z
    .string()
    .parse((await call(url, "demo.signIn", { input: { userId: mentor } }))["token"]);
  const conversationId = (
    await call(url, "conversations.open", { token, input: { userId: mentee } })
  )["id"];
  const ids = Array.from({ length: 20 }, newId);
  for (const id of ids)
    await call(url, "messages.send", {
      token,
      input: { conversationId, id, body: "still here" },
    });
  first.process.kill("SIGKILL");
  expect((await first.exited).code).toBeNull();

  const second = start();
  const again = await second.url;
  const page = await call(again, "messages.list", {
    token,
    input: { conversationId, limit: 20 },
  });
  const kept = z.array(z.object({ id: z.string() })).parse(page["messages"]);
  expect(kept.map(({ id }) => id)).toEqual(ids);

  const { code, output, errors } = await stop(second);
  expect(code).toBe(0);
  expect(errors).toBe("");
  expect(output).toMatch(/^Parley is ready at \S+\nDatabase: .+\nE-mail: .+\nDemo mode: .+\n$/);
});

test("the demo secret is readable only by its owner", async () => {
  const path = join(PARLEY_DATA, "demo-secret");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await readFile(path, "utf8")).length).toBeGreaterThanOrEqual(48);
});

test("a second process on the same data is refused with one line", async () => {
  const first = start();
  await first.url;
  const { code, output, errors } = await start().exited;
  expect({ code, output }).toEqual({ code: 1, output: "" });
  expect(errors).toContain(String(first.process.pid));
  expect(errors.trimEnd().split("\n")).toHaveLength(1);
});

test("a port in use is named in one line", async () => {
  const holder = createServer().listen(0, "127.0.0.1");
  await once(holder, "listening");
  const port = portOf(holder);
  const { code, output, errors } = await start({ PORT: String(port) }).exited;
  holder.close();
  expect({ code, output, errors }).toEqual({
    code: 1,
    output: "",
    errors: `Port ${port} is in use: stop what uses it, or set PORT to another.\n`,
  });
});

test.for<[string, Record<string, string>, RegExp]>([
  ["a port that is none", { PORT: "http" }, /^PORT must be a whole number from 0 to 65535\.\n$/],
  ["a demo for the whole network", { HOST: "0.0.0.0" }, /^HOST must be a loopback address .*\n$/],
  [
    "a database address that is none",
    { DATABASE_URL: "nowhere" },
    /^DATABASE_URL must be an address .*\n$/,
  ],
  [
    "a database that is not there",
    { DATABASE_URL: "postgres://u:hunter2@127.0.0.1:1/x" },
    /^.*127\.0\.0\.1.*\n$/,
  ],
  [
    "an address of the figures that is none of this machine",
    { METRICS_PORT: "0", METRICS_HOST: "192.0.2.1" },
    /^METRICS_HOST 192\.0\.2\.1 is not an address of this machine\.\n$/,
  ],
])("an invalid setting ends the start with one plain line: %s", async ([, env, line]) => {
  const { code, output, errors } = await start(env).exited;
  expect({ code, output }).toEqual({ code: 1, output: "" });
  expect(errors).toMatch(line);
  expect(errors).not.toContain("hunter2");
});

test("HTTP-10: a stop ends with 0 in time, although an incomplete request holds a connection", async () => {
  const child = start();
  const { port } = new URL(await child.url);
  const half = connect(Number(port), "127.0.0.1");
  half.on("error", () => undefined);
  half.write(
    "POST /trpc/users.updateMe HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
  );
  await once(half, "connect");
  // The server has received it once it answers what was sent later.
  await fetch(`${await child.url}/healthz`);
  const { code, errors } = await stop(child);
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
  half.destroy();
});

test("the first signal drains, the second ends the process at once", async () => {
  const child = start();
  const url = await child.url;
  const stuck = await openRawSocket(`${url.replace("http", "ws")}/trpc?connectionParams=1`);
  stuck.ws.pause();
  child.process.kill("SIGTERM");
  await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(503));
  child.process.kill("SIGTERM");
  expect((await child.exited).code).toBe(1);
  stuck.ws.terminate();
  await stop(start());
});
