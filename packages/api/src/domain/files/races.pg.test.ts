import { describePostgres } from "@parley/db/testing/describe-postgres";
import { conversations, files, scheduledMessages } from "@parley/db/schema";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { createPlatform } from "../../platform.ts";
import { newId } from "../../testing/index.ts";
import { overlapping } from "../../testing/overlap.ts";
import { useTestApi } from "../../testing/vitest.ts";
import type { Platform } from "../context.ts";
import { claimFiles, sweepFiles } from "./files.ts";

const suite = await describePostgres();

const api = useTestApi({ engine: "postgres", people: { ada: "MENTOR", ben: "MENTEE" } });
const HOUR = 3_600_000;
let conversationId: string;
let fileId: string;

/** For the file, and in time for the sweep. */
const calls = {
  schedule: () => {
    const local = new Date(api.clock.now().getTime() + HOUR).toISOString().slice(0, 16);
    const at = { local, timeZone: "UTC" };
    const message = { conversationId, id: newId(), body: "", files: [fileId], at };
    return api.as("ben").messages.schedule(message);
  },
  send: () =>
    api.as("ben").messages.send({ conversationId, id: newId(), body: "", files: [fileId] }),
  discard: () => api.as("ben").files.discard({ fileId }),
  sweep: () => sweepFiles(api.platform),
};

suite("races over files", () => {
  beforeEach(async () => {
    conversationId = (await api.as("ben").conversations.open({ userId: "ada" })).id;
    const content = Buffer.from("the prototype");
    ({ id: fileId } = await api.attach("ben", { name: "plan.txt", content }));
    api.clock.advance(25 * HOUR);
  });

  test.each([
    ["schedule", "schedule"],
    ["schedule", "send"],
    ["schedule", "discard"],
    ["schedule", "sweep"],
    ["discard", "schedule"],
    ["sweep", "schedule"],
  ] as const)(
    "LATER-12: of %s and %s at once the first has the file, or removes it",
    async (first, second) => {
      await overlapping<unknown>(api.platform.db, {
        lock: sql`select from ${files} where id = ${fileId} for update`,
        ...{ waiting: 1, begin: () => [calls[first]()] },
        next: { waiting: 2, begin: () => [calls[second]()] },
      });
      const { scheduled } = await api.as("ben").messages.scheduled();
      const { messages } = await api.as("ben").messages.list({ conversationId });
      expect([scheduled.length, messages.length]).toEqual([first === "schedule" ? 1 : 0, 0]);
      const size = await api.platform.files?.sizeOf(fileId, "full");
      expect(size !== undefined).toBe(first === "schedule");
    },
  );

  test.each(["sendScheduled", "unschedule"] as const)(
    "LATER-9, LATER-12: of sending and canceling at once %s came first, and the file is in the message or free",
    async (first) => {
      const { id: messageId } = await calls.schedule();
      const mine = api.as("ben").messages;
      const second = first === "unschedule" ? "sendScheduled" : "unschedule";
      await overlapping<unknown>(api.platform.db, {
        lock: sql`select from ${scheduledMessages} for update`,
        ...{ waiting: 1, begin: () => [mine[first]({ messageId })] },
        next: { waiting: 2, begin: () => [mine[second]({ messageId })] },
      });
      const isSent = first === "sendScheduled";
      expect(await mine.scheduled()).toEqual({ scheduled: [] });
      const { messages } = await mine.list({ conversationId });
      expect(messages.flatMap((message) => message.files ?? [])).toHaveLength(isSent ? 1 : 0);
      const again = await calls.send().then(
        () => true,
        () => false,
      );
      expect(again).toBe(!isSent);
    },
  );

  /** A message with the file, by a process that has claimed it. */
  async function claim(platform: Platform) {
    const id = newId();
    const claimed = await claimFiles(platform, { userId: "ben", messageId: id, fileIds: [fileId] });
    const issuedAt = api.clock.now();
    return () =>
      platform.sends.send({
        ...{ conversationId, id, senderId: "ben", body: "", files: claimed, issuedAt },
      });
  }

  const messagesWithIt = async () =>
    (await api.as("ben").messages.list({ conversationId })).messages.filter(
      (message) => message.files?.[0]?.id === fileId,
    ).length;

  test("FILE-2: of two sends with one file at once to two servers the first has it", async () => {
    const { db, clock, files: store } = api.platform;
    const other = createPlatform({ db, clock, files: store });
    const first = await claim(api.platform);
    const [one, two] = await overlapping<unknown>(db, {
      lock: sql`select from ${conversations} where id = ${conversationId} for update`,
      ...{ waiting: 1, begin: () => [first()] },
      next: { waiting: 2, begin: () => [claim(other).then((send) => send())] },
    });
    expect([one?.status, two?.status]).toEqual(["fulfilled", "rejected"]);
    expect(await messagesWithIt()).toBe(1);
  });

  test("FILE-2: a send whose file another message has claimed since is refused, and that message has it", async () => {
    const first = await claim(api.platform);
    const second = await claim(api.platform);
    await expect(first()).rejects.toMatchObject({ reason: "invalid_input" });
    await second();
    expect(await messagesWithIt()).toBe(1);
  });
});
