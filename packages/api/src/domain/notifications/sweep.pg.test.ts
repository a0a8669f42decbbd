import { describePostgres } from "@parley/db/testing/describe-postgres";
import { expect, test } from "vitest";
import { newId } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { lockNotifications } from "./store.ts";
import { sweepNotifications } from "./sweep.ts";

const suite = await describePostgres();

suite("looking for what is due", () => {
  const people = { ada: "MENTOR", ben: "MENTEE", cem: "MENTEE" } as const;
  const api = useTestApi({ engine: "postgres", people });
  const MINUTE = 60_000;

  const say = async (to: string) => {
    const { id } = await api.as("ada").conversations.open({ userId: to });
    await api.as("ada").messages.send({ conversationId: id, id: newId(), body: "hello" });
    return id;
  };

  test("NTF-19: several servers that look at the same time create one notification", async () => {
    for (const to of ["ben", "cem"]) await say(to);
    await api.jobs.run();
    api.clock.advance(10 * MINUTE);
    const { db } = api.platform;
    await db.transaction(async (tx) => {
      await lockNotifications(tx);
      await expect(sweepNotifications(api.platform)).resolves.toBe(0);
    });
    await Promise.all(Array.from({ length: 5 }, () => sweepNotifications(api.platform)));
    await api.jobs.run();
    const { notifications } = await api.service.notifications.list();
    expect(notifications.map(({ userId }) => userId).toSorted()).toEqual(["ben", "cem"]);
    expect(api.notifications.sent).toHaveLength(2);
  });

  test("NTF-19: a message that is committed after a later one was looked at is not missed", async () => {
    const chat = await say("ben");
    await api.as("ben").messages.markRead({ conversationId: chat, seq: 1 });
    await api.jobs.run();
    const client = await api.platform.db.$client.connect();
    await client.query("begin");
    await client.query(
      `insert into parley.messages (conversation_id, seq, id, sender_id, body, created_at)
        values ($1, 2, $2, 'ada', 'late', $3)`,
      [chat, newId(), api.clock.now()],
    );
    await client.query("update parley.conversations set last_seq = 2 where id = $1", [chat]);
    await say("cem");
    await api.jobs.run();
    await client.query("commit");
    client.release();
    await api.jobs.run();
    await expect(api.as("ben").notifications.preview()).resolves.toMatchObject({
      reason: "waiting",
    });
    api.clock.advance(10 * MINUTE);
    await api.jobs.run();
    expect(api.notifications.sent.map(({ content }) => content.to.userId).toSorted()).toEqual([
      "ben",
      "cem",
    ]);
  });
});
