import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { appRouter } from "@parley/api/app-router";
import { newId } from "@parley/api/testing";
import { useTestApi } from "@parley/api/testing/internals-vitest";
import { serve } from "@parley/client/testing/serve";
import { afterAll, expect, test, vi } from "vitest";

const api = useTestApi({ people: { ben: "MENTEE", helper: "BOT" } });
const lifetime = { issuedAt: new Date(0), expiresAt: new Date("2999-01-01T00:00:00.000Z") };
const served = await serve({
  router: appRouter,
  verify: (token) => token?.split(".")[1] ?? null,
  contextOf({ userId }) {
    const session =
      userId === "host"
        ? { kind: "service", name: userId, ...lifetime }
        : { kind: "user", userId, ...lifetime };
    return { ...api.platform, requestId: "test", session };
  },
});
afterAll(() => served[Symbol.asyncDispose]());

const bot = fileURLToPath(new URL("testing/echo-bot.ts", import.meta.url));
/** Starts the program of the guide. */
function startBot() {
  const env = {
    PARLEY_URL: served.url,
    BOT_TOKEN: "a.helper.token",
    SERVICE_TOKEN: "a.host.token",
  };
  const child = spawn(process.execPath, ["--conditions=source", bot], {
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  return {
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await once(child, "close");
    },
  };
}

test("SVC-1, KIND-5: the bot of the guide answers each message once, also what came while it was not running", async () => {
  const { id: conversationId } = await api.as("ben").conversations.open({ userId: "helper" });
  const say = (body: string) => api.as("ben").messages.send({ conversationId, id: newId(), body });
  const answered = (...bodies: readonly string[]) =>
    vi.waitFor(async () => {
      const { messages } = await api.as("ben").messages.list({ conversationId });
      const answers = messages.filter(({ senderId }) => senderId === "helper");
      expect(answers.map(({ body }) => body)).toEqual(bodies.map((body) => `You wrote: ${body}`));
    });
  await say("before");
  {
    await using _started = startBot();
    await answered("before");
    await say("hello");
    await answered("before", "hello");
  }
  await say("still there?");
  await using _restarted = startBot();
  await answered("before", "hello", "still there?");
});
