import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { useTestApi } from "@parley/api/testing/internals-vitest";
import type { DemoPeople } from "@parley/contract/demo";
import type { Role } from "@parley/contract/people";
import { conversations, messages } from "@parley/db/schema";
import { buildApp } from "@parley/server/app";
import { asc, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

const program = join(import.meta.dirname, "conversations.ts");
const source = Array.from({ length: 15 }, (_, at) => ({
  id: `talk-${at}`,
  messages: Array.from({ length: 4 }, (__, turn) => ({
    from: turn % 2 === 0 ? "a" : "b",
    text: `${at}.${turn}`,
  })),
}));
const cast: Record<string, Role> = { ada: "MENTOR", ben: "MENTEE", cy: "MENTEE", dot: "MENTEE" };
const people: DemoPeople = {
  people: Object.entries(cast).map(([id, role]) => ({
    person: { id, name: id, role, avatarUrl: null },
    groupName: "Circle",
  })),
};

const api = useTestApi({
  people: cast,
  groups: [{ id: "circle", mentor: "ada", mentees: ["ben", "cy", "dot"] }],
});
let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-load-"));
  file = join(folder, "talk.jsonl");
  await writeFile(file, source.map((line) => JSON.stringify(line)).join("\n"));
});
afterAll(() => rm(folder, { recursive: true }));

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

interface ServerSpec {
  readonly isDemo?: boolean;
  /** Awaited before each message is stored. */
  readonly beforeSend?: () => Promise<void>;
}

/** A token in the form of a JWT, which the client requires. */
const tokenOf = (userId: string) => `header.${userId}.signature`;

/** A real server in which a user's id is the middle part of their token. */
async function startServer({ isDemo = true, beforeSend }: ServerSpec = {}): Promise<string> {
  const { platform, clock } = api;
  const sends = {
    async send(...[request]: Parameters<typeof platform.sends.send>) {
      await beforeSend?.();
      return platform.sends.send(request);
    },
  };
  const app = await buildApp({
    platform: { ...platform, sends },
    authenticator: {
      async authenticate(token) {
        if (token === undefined) return { status: "refused", reason: "not_signed_in" };
        const issuedAt = clock.now();
        const expiresAt = new Date(issuedAt.getTime() + 3_600_000);
        const [, userId = ""] = token.split(".");
        const session = { kind: "user", userId, issuedAt, expiresAt } as const;
        return { status: "signed-in", session };
      },
      onKeysChanged: () => () => undefined,
    },
    ...(isDemo
      ? {
          demo: {
            people: async () => people,
            signIn: async ({ userId }) => ({ token: tokenOf(userId) }),
          },
        }
      : {}),
  });
  closers.push(() => app.close());
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  return `${address}/trpc`;
}

/** The contents of a stream so far, and a wait for a text in it. */
function listen(stream: Readable) {
  let heard = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => {
    heard += chunk;
  });
  return {
    all: () => heard,
    async says(wanted: string) {
      while (!heard.includes(wanted)) await once(stream, "data");
    },
  };
}

function start(args: readonly string[]) {
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const stdout = listen(child.stdout);
  const stderr = listen(child.stderr);
  const closed = once(child, "close");
  return {
    child,
    stderr,
    async end() {
      await closed;
      return { stdout: stdout.all(), stderr: stderr.all(), code: child.exitCode };
    },
  };
}

const run = (...args: string[]) => start(args).end();

/** The messages of each direct conversation, in order. */
async function logs(): Promise<string[][]> {
  const { db } = api.platform;
  const rows = await db
    .select({ id: messages.conversationId, senderId: messages.senderId, body: messages.body })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .orderBy(asc(messages.conversationId), asc(messages.seq));
  const byConversation = Map.groupBy(rows, ({ id }) => id);
  return [...byConversation.values()].map((log) => log.map(({ body }) => body));
}

/** Every message of the source once, in order, and no conversation inside another. */
async function expectWhole() {
  const found = await logs();
  const starts = found.map((log) => log.filter((_, at) => at % 4 === 0));
  for (const [at, log] of found.entries()) {
    const talks = starts[at]?.map((first) => first.split(".")[0]) ?? [];
    expect(talks.map(Number)).toEqual(talks.map(Number).toSorted((a, b) => a - b));
    expect(log).toEqual(talks.flatMap((talk) => [0, 1, 2, 3].map((turn) => `${talk}.${turn}`)));
  }
  expect(found.flat()).toHaveLength(60);
  expect(new Set(found.flat()).size).toBe(60);
}

test("a whole file arrives through the public client, and a second run changes nothing", async () => {
  const url = await startServer();
  const first = await run(file, "--url", url);
  expect(first).toMatchObject({ code: 0, stderr: "" });
  expect(first.stdout).toContain("100 %  60 of 60 messages\n");
  expect(first.stdout).toMatch(/^sent +60$/m);
  await expectWhole();
  const second = await run(file, "--url", url);
  expect(second.code).toBe(0);
  expect(second.stdout).toMatch(/^sent +0$/m);
  expect(second.stdout).toMatch(/^already there +60$/m);
  await expectWhole();
});

/** Accepts the first ten messages, then keeps the next ones waiting. */
function createGate() {
  const full = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  let count = 0;
  const beforeSend = async () => {
    count += 1;
    if (count <= 10) return;
    full.resolve();
    await opened.promise;
  };
  return { beforeSend, full: full.promise, open: opened.resolve };
}

test("Ctrl-C stops between two messages and reports the progress; the next run sends the rest", async () => {
  const gate = createGate();
  const url = await startServer({ beforeSend: gate.beforeSend });
  const { child, stderr, end } = start([file, "--url", url]);
  await gate.full;
  child.kill("SIGINT");
  await stderr.says("Stopping");
  gate.open();
  const { stdout, code } = await end();
  expect(code).toBe(130);
  const stored = (await logs()).flat().length;
  expect(stored).toBeGreaterThanOrEqual(10);
  expect(stored).toBeLessThan(30);
  expect(stdout).toContain(`Stopped after ${stored} of 60 messages.`);
  const second = await run(file, "--url", url);
  expect(second.stdout).toMatch(new RegExp(`^sent +${60 - stored}$`, "m"));
  await expectWhole();
});

test("killed with messages in flight, the next run sends the rest and nothing twice", async () => {
  const gate = createGate();
  const url = await startServer({ beforeSend: gate.beforeSend });
  const { child, end } = start([file, "--url", url]);
  await gate.full;
  child.kill("SIGKILL");
  await end();
  expect(child.signalCode).toBe("SIGKILL");
  expect((await logs()).flat().length).toBeLessThan(60);
  gate.open();
  const second = await run(file, "--url", url);
  expect(second.code).toBe(0);
  await expectWhole();
});

test("what the server refuses is counted and makes the program fail", async () => {
  const url = await startServer();
  await api.reset();
  await api.addPeople({ ada: "MENTEE", ben: "MENTEE", cy: "MENTEE", dot: "MENTEE" });
  const { code, stdout } = await run(file, "--url", url);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^refused +60 \(not_found 60\)$/m);
});

test("a server that is not in demo mode, and no server at all, have different errors", async () => {
  const serious = await startServer({ isDemo: false });
  const refused = await run(file, "--url", serious);
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toContain(`The server at ${serious} is not in demo mode.`);
  await closers.pop()?.();
  const away = await run(file, "--url", serious);
  expect(away).toMatchObject({ code: 1, stdout: "" });
  expect(away.stderr).toContain(`No Parley server answers at ${serious}.`);
});

test("a file that cannot be loaded is refused before anything is sent", async () => {
  const url = await startServer();
  const broken = join(folder, "broken.jsonl");
  await writeFile(broken, `${JSON.stringify(source[0])}\n{"id": "x"}\n`);
  const { code, stderr } = await run(broken, "--url", url);
  expect(code).toBe(1);
  expect(stderr).toContain("line 2: messages: ");
  expect(await logs()).toEqual([]);
});
