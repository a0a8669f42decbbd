import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createParleyClient, newId } from "@parley/client";
import { afterAll, expect, test, vi } from "vitest";
import { startChildServer } from "./testing/child-server.ts";
import { chatToken, fill } from "./testing/quick-start.ts";

const dataDir = await mkdtemp(join(tmpdir(), "parley-quick-start-"));
const secret = "a secret of the quick start, longer than thirty-two bytes";
vi.stubEnv("JWT_SECRET", secret);
const server = startChildServer({
  PARLEY_DATA: dataDir,
  JWT_SECRET: secret,
  JWT_ISSUER: "http://localhost:5173",
  JWT_AUDIENCE: "parley",
  ALLOWED_ORIGINS: "http://localhost:5173",
});
afterAll(async () => {
  server.process.kill("SIGTERM");
  await server.exited;
  await rm(dataDir, { recursive: true });
  vi.unstubAllEnvs();
});

test("the steps of the quick start end with a message between two users", async () => {
  const url = `${await server.url}/trpc`;
  await fill(url);
  await fill(url);
  const ada = createParleyClient({ url, token: () => chatToken("ada") });
  const ben = createParleyClient({ url, token: () => chatToken("ben") });
  const { id: conversationId } = await ben.trpc.conversations.open.mutate({ userId: "ada" });
  await ben.trpc.messages.send.mutate({ conversationId, id: newId(), body: "Good morning" });
  const { conversations } = await ada.trpc.conversations.list.query({});
  expect(conversations.find(({ id }) => id === conversationId)).toMatchObject({
    unread: 1,
    lastMessage: { body: "Good morning" },
  });
  ada.close();
  ben.close();
});
