import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createParleyClient, newId } from "@parley/client";
import { afterAll, expect, test, vi } from "vitest";
import { startChildServer } from "./testing/child-server.ts";
import { chatToken, fill } from "./testing/platform-sample.ts";

const dataDir = await mkdtemp(join(tmpdir(), "parley-platform-sample-"));
const secret = "a secret of the sample, longer than thirty-two bytes";
vi.stubEnv("JWT_SECRET", secret);
const server = startChildServer({
  PARLEY_DATA: dataDir,
  JWT_SECRET: secret,
  JWT_ISSUER: "https://platform.example.org",
  JWT_AUDIENCE: "parley",
  ALLOWED_ORIGINS: "https://platform.example.org",
});
afterAll(async () => {
  server.process.kill("SIGTERM");
  await server.exited;
  await rm(dataDir, { recursive: true });
  vi.unstubAllEnvs();
});

test("the samples of the guide end with a message between two users", async () => {
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
