// Uploads, downloads and memory: `npm run bench:files`. Starts everything that it measures, on loopback, and stops it again.
import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { Agent, type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { newId } from "@parley/client";
import * as z from "zod";
import { programEnvironment } from "../bench/processes/environment.ts";
import { signIn, tokenOf } from "../bench/processes/tokens.ts";

const { values } = parseArgs({
  options: {
    /** Uploads and downloads of each of the two. */
    rounds: { type: "string", default: "15" },
    /** Uploads at once. */
    uploads: { type: "string", default: "200" },
    /** Seconds of sends, with and without files, four times each. */
    seconds: { type: "string", default: "5" },
  },
});

const MiB = 1024 ** 2;
const SIZE = 25 * MiB;
const PART = 4 * MiB;
/** Calls at once when plain messages are sent. */
const SENDERS = 16;

const bareServer = fileURLToPath(new URL("./bare-server.ts", import.meta.url));
const parleyServer = fileURLToPath(new URL("../../../server/src/main.ts", import.meta.url));

interface Child {
  readonly process: ChildProcess;
  readonly url: string;
}

const children: ChildProcess[] = [];

async function start(program: readonly string[], env: Record<string, string>): Promise<Child> {
  const child = spawn(process.execPath, program, {
    env: { ...programEnvironment(), ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const url = await new Promise<string>((resolve, reject) => {
    let output = "";
    child.stdout.on("data", (data: Buffer) => {
      output += data.toString();
      const [found] = /http:\/\/\S+/.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${output}`)));
  });
  return { process: child, url };
}

const startParley = (data: string, env: Record<string, string> = {}) =>
  start([parleyServer], {
    PORT: "0",
    HOST: "127.0.0.1",
    PARLEY_DATA: data,
    JWT_SECRET: signIn.secret,
    JWT_ISSUER: signIn.issuer,
    JWT_AUDIENCE: signIn.audience,
    JIT_USERS: "on",
    RATE_LIMITS: "off",
    ...env,
  });

const people = {
  ada: { name: "Ada", role: "MENTOR" },
  ben: { name: "Ben", role: "MENTEE" },
} as const;

const bearer = (userId: keyof typeof people) => ({
  authorization: `Bearer ${tokenOf(userId, Date.now(), people[userId])}`,
});

type Call = readonly [name: string, input: object, userId?: keyof typeof people];

/** A call of a user, whose output has to be of a form. */
async function call<Output>(
  url: string,
  [name, input, userId = "ada"]: Call,
  output: z.ZodType<Output>,
): Promise<Output> {
  const response = await fetch(`${url}/trpc/${name}`, {
    method: "POST",
    headers: { ...bearer(userId), "content-type": "application/json" },
    body: JSON.stringify(input),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return z.object({ result: z.object({ data: output }) }).parse(answer).result.data;
}

const median = (all: readonly number[]) =>
  all.toSorted((one, other) => one - other)[Math.floor(all.length / 2)] ?? Number.NaN;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

/** Bytes that are a PDF as far as the server looks. */
const createFile = (size: number) =>
  Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(size - 16), Buffer.from("\n%%EOF\n")]);

async function sendBytes(url: string, body: Buffer, headers: Record<string, string> = {}) {
  const response = await fetch(url, { method: "PATCH", headers, body: new Uint8Array(body) });
  if (response.status !== 204) throw new Error(`an upload: ${response.status}`);
}

/** Sends a file in parts, as clients do. */
async function sendParts(url: string, content: Buffer, headers: Record<string, string>) {
  for (let at = 0; at < content.length; at += PART)
    await sendBytes(url, content.subarray(at, at + PART), {
      ...headers,
      "upload-offset": String(at),
    });
}

const nothing = z.unknown().optional();
const stateSchema = z.object({ status: z.string() });

async function begin(url: string, content: Buffer): Promise<string> {
  const fileId = newId();
  const sha256 = createHash("sha256").update(content).digest("hex");
  const announced = { fileId, name: "plan.pdf", size: content.length, sha256 };
  await call(url, ["files.begin", announced], stateSchema);
  return fileId;
}

const linksSchema = z.object({ links: z.array(z.object({ full: z.string() })) });

async function linkOf(url: string, fileId: string): Promise<string> {
  const input = encodeURIComponent(JSON.stringify({ fileIds: [fileId] }));
  const response = await fetch(`${url}/trpc/files.links?input=${input}`, {
    headers: bearer("ada"),
  });
  const answer: unknown = await response.json();
  const { links } = z.object({ result: z.object({ data: linksSchema }) }).parse(answer).result.data;
  const [link] = links;
  if (link === undefined) throw new Error("there is no link");
  return url + link.full;
}

const download = async (url: string) => {
  const response = await fetch(url);
  const { length } = new Uint8Array(await response.arrayBuffer());
  if (length !== SIZE) throw new Error(`${length} bytes were downloaded`);
};

const rate = (milliseconds: number) => `${(SIZE / MiB / (milliseconds / 1_000)).toFixed(0)} MiB/s`;

type Work = () => Promise<unknown>;

/** The times of each. The first of them changes: it pays for what the last round left to be collected here. */
async function timedInTurns<Name extends string>(
  round: number,
  works: Readonly<Record<Name, Work>>,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(works) as Name[];
  const times: Partial<Record<Name, number>> = {};
  for (let nth = 0; nth < names.length; nth += 1) {
    const name = names[(round + 1 + nth) % names.length] as Name;
    times[name] = await timed(works[name]);
  }
  // Each has been measured.
  return times as Record<Name, number>;
}

/** The medians of many rounds. */
function mediansOf<Name extends string>(rounds: readonly Readonly<Record<Name, number>>[]) {
  const names = Object.keys(rounds[0] ?? {}) as Name[];
  const medians = names.map((name) => [name, median(rounds.map((round) => round[name]))]);
  return Object.fromEntries(medians) as Record<Name, number>;
}

/** Uploads and downloads in turns, so that all meet the same machine. */
async function measureTransfer(parley: Child, bare: Child, rounds: number): Promise<string[]> {
  const content = createFile(SIZE);
  const all = [];
  for (let round = -1; round < rounds; round += 1) {
    const headers = bearer("ada");
    const parts = await begin(parley.url, content);
    const whole = await begin(parley.url, content);
    const bareUrl = (name: string) => `${bare.url}/files/${name}-${round}`;
    let checked = 0;
    const up = await timedInTurns(round, {
      parts: () => sendParts(`${parley.url}/files/${parts}`, content, headers),
      stored: async () => {
        await sendBytes(`${parley.url}/files/${whole}`, content, {
          ...headers,
          "upload-offset": "0",
        });
        checked = await timed(() =>
          call(parley.url, ["files.finish", { fileId: whole }], stateSchema),
        );
      },
      bare: () => sendBytes(bareUrl("plain"), content),
      bareStored: () => sendBytes(`${bareUrl("flushed")}?flush`, content),
    });
    const link = await linkOf(parley.url, whole);
    const down = await timedInTurns(round, {
      down: () => download(link),
      bareDown: () => download(bareUrl("plain")),
    });
    for (const fileId of [parts, whole])
      await call(parley.url, ["files.discard", { fileId }], nothing);
    for (const name of ["plain", "flushed"]) await fetch(bareUrl(name), { method: "DELETE" });
    // The first compiles what the others run.
    if (round >= 0) all.push({ ...up, whole: up.stored - checked, checked, ...down });
  }
  const {
    parts,
    whole,
    stored,
    checked,
    bare: bareUp,
    bareStored,
    down,
    bareDown,
  } = mediansOf(all);
  const line = (what: string, own: number, other: number) =>
    `${what} of 25 MiB: ${rate(own)}, a bare Fastify ${rate(other)}: ratio ${(other / own).toFixed(2)}`;
  return [
    line("Upload in parts", parts, bareUp),
    line("Upload in one request", whole, bareUp),
    line("Upload in one request until it is on the disk", stored, bareStored),
    `Check of 25 MiB after the last part: ${checked.toFixed(0)} ms`,
    line("Download", down, bareDown),
  ];
}

/** Resident bytes of a process. */
async function residentOf({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1_024;
}

/** The resident memory of the server before many uploads whose bytes come slowly, and the most during them. */
async function watchUploads(parley: Child, uploads: number) {
  await wait(2_000);
  const before = await residentOf(parley.process);
  let most = before;
  const timer = setInterval(() => {
    void residentOf(parley.process)
      .then((bytes) => (most = Math.max(most, bytes)))
      // The server has ended.
      .catch(() => undefined);
  }, 100);
  const content = createFile(2 * MiB);
  const headers = bearer("ada");
  const agent = new Agent({ maxSockets: uploads });
  const upload = async () => {
    const fileId = await begin(parley.url, content);
    // As a browser does that sends a file over a slow connection: its length is known.
    const sent = request(`${parley.url}/files/${fileId}`, {
      agent,
      method: "PATCH",
      headers: { ...headers, "upload-offset": "0", "content-length": content.length },
    });
    const answered = once(sent, "response");
    for (let at = 0; at < content.length; at += 64 * 1024) {
      await wait(100);
      sent.write(content.subarray(at, at + 64 * 1024));
    }
    sent.end();
    // The first argument of the event.
    const [response] = (await answered) as [IncomingMessage];
    response.resume();
    if (response.statusCode !== 204) throw new Error(`an upload: ${response.statusCode}`);
    await call(parley.url, ["files.finish", { fileId }], stateSchema);
    await call(parley.url, ["files.discard", { fileId }], nothing);
  };
  await Promise.all(Array.from({ length: uploads }, upload));
  clearInterval(timer);
  return `${((most - before) / MiB).toFixed(0)} MiB above ${(before / MiB).toFixed(0)} MiB`;
}

/** During the first V8 lets its young generation grow, as with any other load of so many users. */
async function measureMemory(parley: Child, uploads: number): Promise<string> {
  const first = await watchUploads(parley, uploads);
  const later = await watchUploads(parley, uploads);
  return `Memory with ${uploads} uploads at once: ${later} before; the first ${uploads}: ${first}`;
}

/** Plain messages a second, over HTTP. */
async function sendFor(url: string, conversationId: string, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1_000;
  let sent = 0;
  const headers = { ...bearer("ada"), "content-type": "application/json" };
  const send = async () => {
    while (performance.now() < until) {
      const response = await fetch(`${url}/trpc/messages.send`, {
        method: "POST",
        headers,
        body: JSON.stringify({ conversationId, id: newId(), body: "How was your week?" }),
      });
      if (!response.ok) throw new Error(`a send: ${response.status}`);
      await response.arrayBuffer();
      sent += 1;
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
  return sent / seconds;
}

async function openConversation({ url }: Child): Promise<string> {
  const opened = z.object({ id: z.string() });
  // Ada exists from her first call on; Ben cannot be found before his.
  await call(url, ["conversations.open", { userId: "ada" }, "ben"], opened).catch(() => undefined);
  await call(url, ["conversations.open", { userId: "ben" }], opened).catch(() => undefined);
  return (await call(url, ["conversations.open", { userId: "ben" }], opened)).id;
}

async function measureSends(withFiles: Child, without: Child, seconds: number): Promise<string> {
  const servers = [
    { url: withFiles.url, id: await openConversation(withFiles), rates: [] as number[] },
    { url: without.url, id: await openConversation(without), rates: [] as number[] },
  ] as const;
  for (let round = -1; round < 4; round += 1)
    for (const { url, id, rates } of round % 2 === 0 ? servers : servers.toReversed()) {
      const measured = await sendFor(url, id, seconds);
      if (round >= 0) rates.push(measured);
    }
  const [on, off] = servers.map(({ rates }) => median(rates));
  return `Plain sends: ${on?.toFixed(0)}/s with files, ${off?.toFixed(0)}/s without: ratio ${((on ?? 0) / (off ?? 1)).toFixed(2)}`;
}

const dir = await mkdtemp(join(tmpdir(), "parley-bench-files-"));
try {
  const parley = await startParley(join(dir, "on"));
  const bare = await start([bareServer, dir], {});
  const say = (line: string) => process.stdout.write(`${line}\n`);
  for (const line of await measureTransfer(parley, bare, Number(values.rounds))) say(line);
  say(await measureMemory(parley, Number(values.uploads)));
  const without = await startParley(join(dir, "off"), { FILES_DIR: "off" });
  say(await measureSends(parley, without, Number(values.seconds)));
} finally {
  const ending = children.map(async (child) => {
    if (child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  });
  await Promise.all(ending);
  await rm(dir, { recursive: true, force: true });
}
