import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@parley/api/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openRawSocket } from "./testing/raw-socket.ts";
import { createTestProgramme, startTestServer, type TestServer } from "./testing/test-server.ts";

const guide = readFileSync(new URL("../../../docs/protocol.md", import.meta.url), "utf8");
const blocksOf = (language: string) =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map(
    ([, block = ""]) => block,
  );

const api = await createTestProgramme();
const folder = mkdtempSync(join(tmpdir(), "parley-protocol-"));
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer(api);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await api.close();
  rmSync(folder, { recursive: true });
});

/** Whether a response contains what the guide shows; `…` matches anything. */
function fits(shown: unknown, actual: unknown): boolean {
  if (shown === "…") return actual !== undefined;
  if (typeof shown !== "object" || shown === null) return shown === actual;
  if (typeof actual !== "object" || actual === null) return false;
  return Object.entries(shown).every(([key, part]) => fits(part, Reflect.get(actual, key)));
}

test("PRO-1: a socket answers every frame of the guide as the guide shows", async () => {
  const { id: conversation } = await api.as("ben").conversations.open({ userId: "ada" });
  const names: Record<string, string> = {
    TOKEN: await server.sign("ben"),
    CONVERSATION: conversation,
  };
  const socket = await openRawSocket(server.socketUrl);
  const lines = blocksOf("text").flatMap((block) => block.trim().split("\n"));
  expect(lines.length).toBeGreaterThan(12);
  for (const line of lines) {
    const filled = line.replaceAll(/TOKEN|CONVERSATION|LAST/g, (name) => names[name] ?? name);
    const frame: unknown = JSON.parse(filled.slice(2));
    if (line.startsWith("> ")) socket.send(frame);
    else {
      const { result } = await socket.answer((answer) => fits(frame, answer));
      // The first event: the others come after it.
      if (typeof result?.["id"] === "string") names["LAST"] ??= result["id"];
    }
  }
  socket.ws.close();
});

test("PRO-1: the program of the guide prints what is written, also after a cut", async () => {
  const [program = ""] = blocksOf("js");
  const path = join(folder, "listen.mjs");
  writeFileSync(path, program);
  const { id: conversationId } = await api.as("ben").conversations.open({ userId: "ada" });
  const say = (body: string) => api.as("ben").messages.send({ conversationId, id: newId(), body });
  const url = `ws://127.0.0.1:${server.port}/trpc`;
  const child = spawn(process.execPath, [path, url, await server.sign("ada")]);
  let printed = "";
  const prints = async (text: string) => {
    while (!printed.includes(text)) {
      const [chunk] = await once(child.stdout, "data");
      printed += String(chunk);
    }
  };
  try {
    await prints("listening");
    await say("first");
    await prints("first");
    for (const client of server.webSockets.clients) client.terminate();
    await say("while it was away");
    await prints("while it was away");
    expect(printed.match(/first/g)).toHaveLength(1);
  } finally {
    child.kill();
    await once(child, "close");
  }
});

test("PRO-1: the calls of the guide over HTTP are calls that the server knows", async () => {
  const [commands = ""] = blocksOf("sh");
  const calls = [...commands.matchAll(/https:\/\/chat\.example\.org\/trpc\/([\w.]+)/g)];
  expect(calls).toHaveLength(3);
  const headers = { authorization: `Bearer ${await server.sign("ben")}` };
  const list = await server.app.inject({ url: "/trpc/conversations.list", headers });
  expect(list.statusCode).toBe(200);
  const [, input = ""] = /input=(\{.*\})'/.exec(commands) ?? [];
  const query = new URLSearchParams({ input });
  const page = await server.app.inject({ url: `/trpc/messages.list?${query.toString()}`, headers });
  expect(page.json()).toMatchObject({ error: { data: { reason: "not_found" } } });
  const [, payload = ""] = /-d '(\{.*\})'/.exec(commands) ?? [];
  const json = { ...headers, "content-type": "application/json" };
  const opened = await server.app.inject({
    method: "POST",
    url: "/trpc/conversations.open",
    headers: json,
    payload,
  });
  expect(opened.json()).toMatchObject({ result: { data: { with: { person: { id: "ada" } } } } });
});
