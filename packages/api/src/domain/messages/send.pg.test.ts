import { conversations, messages, streamEvents, streams } from "@parley/db/schema";
import { eq, sql } from "drizzle-orm";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { beforeAll, expect, test } from "vitest";
import { createPlatform } from "../../platform.ts";
import { newId } from "../../testing/index.ts";
import { untilWaiting } from "../../testing/overlap.ts";
import { useTestApi } from "../../testing/vitest.ts";
import type { Platform } from "../context.ts";

const suite = await describePostgres();

const api = useTestApi({
  engine: "postgres",
  people: { ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", dan: "MENTEE" },
  groups: [{ id: "north", mentor: "ada", mentees: ["ben", "cleo", "dan"] }],
});
/** Two processes on one database, as far as sending is concerned: each batches its own sends. */
let processes: readonly Platform[];

const people = ["ada", "ben", "cleo", "dan"];

function sendThrough(
  at: number,
  send: {
    senderId: string;
    conversationId: string;
    id?: string;
    body?: string;
    mentions?: string[];
  },
) {
  const platform = processes[at % processes.length];
  if (platform === undefined) throw new Error("no process");
  return platform.sends.send({
    id: newId(),
    body: `message ${at}`,
    issuedAt: api.clock.now(),
    ...send,
  });
}

/** Every pair's conversation and the group's. */
async function everyConversation() {
  const pairs = people.flatMap((one, at) =>
    people.slice(at + 1).map((other) => [one, other] as const),
  );
  for (const [from, to] of pairs) await api.as(from).conversations.open({ userId: to });
  return api.platform.db.select().from(conversations);
}

suite("sending on PostgreSQL", () => {
  beforeAll(async () => {
    const { db, clock } = api.platform;
    processes = [createPlatform({ db, clock }), createPlatform({ db, clock })];
  });

  test("MSG-5, EVT-1: parallel sends of two processes to crossing conversations leave no gap and do not deadlock", async () => {
    const all = await everyConversation();
    const before = await api.platform.db.select().from(streams);
    const sends = Array.from({ length: 600 }, (_, at) => {
      const conversation = all[at % all.length];
      if (conversation === undefined) throw new Error("no conversation");
      const members =
        conversation.kind === "group" ? people : [conversation.lowUser, conversation.highUser];
      const senderId = members[at % members.length] ?? "ada";
      return sendThrough(at * 7 + Math.floor(at / 13), {
        senderId,
        conversationId: conversation.id,
      });
    });
    await Promise.all(sends);

    const { rows: perConversation } = await api.platform.db.execute<{
      dense: boolean;
      last: boolean;
    }>(sql`
      select count(*) = max(m.seq) and min(m.seq) = 1 as dense, max(m.seq) = c.last_seq as last
      from ${messages} m join ${conversations} c on c.id = m.conversation_id group by c.id`);
    expect(perConversation).toEqual(all.map(() => ({ dense: true, last: true })));
    expect(await api.platform.db.$count(messages)).toBe(600);

    const { rows: perPerson } = await api.platform.db.execute(sql`
      select count(*) = max(e.seq) - min(e.seq) + 1 as dense, max(e.seq) = s.head as last
      from ${streamEvents} e join ${streams} s on s.user_id = e.user_id group by s.user_id, s.head`);
    expect(perPerson).toEqual(before.map(() => ({ dense: true, last: true })));
  });

  test("EVT-1: events of one stream commit in the order of their numbers", async () => {
    const all = await everyConversation();
    const senders = all.filter(({ kind }) => kind === "direct");
    const seen: number[] = [];
    let sending = true;
    const watch = (async () => {
      while (sending) {
        const { rows } = await api.platform.db.execute<{ seq: number; count: number }>(sql`
          select max(seq)::int as seq, count(*)::int as count from ${streamEvents} where user_id = 'ada'`);
        const [row] = rows;
        if (row !== undefined && row.seq !== null) {
          expect(row.count).toBe(row.seq);
          seen.push(row.seq);
        }
      }
    })();
    const wave = () =>
      Promise.all(
        Array.from({ length: 50 }, (_, at) => {
          const conversation = senders[at % senders.length];
          const senderId = conversation?.lowUser ?? "ada";
          return sendThrough(at, { senderId, conversationId: conversation?.id ?? "" });
        }),
      );
    // Sending continues until the watcher has seen the log grow several times.
    for (let waves = 0; waves < 200 && new Set(seen).size < 5; waves += 1) await wave();
    sending = false;
    await watch;
    expect(new Set(seen).size).toBeGreaterThanOrEqual(5);
  });

  test("MSG-2: one id sent at once through two processes is stored once, and both get the same result", async () => {
    const { id: conversationId } = await api.as("ben").conversations.open({ userId: "ada" });
    for (let round = 0; round < 20; round += 1) {
      const send = { senderId: "ben", conversationId, id: newId(), body: "twice" };
      const results = await Promise.all([0, 1, 0, 1].map((at) => sendThrough(at, send)));
      expect(new Set(results.map(({ message }) => message.seq)).size).toBe(1);
      expect(results.filter(({ deduplicated }) => !deduplicated)).toHaveLength(1);
    }
    expect(await api.platform.db.$count(messages)).toBe(20);
  });

  /**
   * Locks a user's stream, so that a change of relations has done everything except appending its last events, and then
   * starts a send: it has read the former state, and waits for the conversation's lock.
   */
  async function sendDuring(
    userId: string,
    change: () => Promise<unknown>,
    begin: () => Promise<unknown>,
  ) {
    const under: Promise<unknown>[] = [];
    await api.platform.db.transaction(async (tx) => {
      await tx.execute(sql`select from ${streams} where user_id = ${userId} for update`);
      under.push(change());
      await untilWaiting(api.platform.db, 1);
      under.push(begin().catch((error: unknown) => error));
      await untilWaiting(api.platform.db, 2);
    });
    return (await Promise.all(under))[1];
  }

  const groupOf = async () => {
    const found = await api.platform.db.select().from(conversations);
    return found.find(({ kind }) => kind === "group")?.id ?? "";
  };
  const block = (from: string) => () => api.as(from).contacts.block({ userId: "ben" });

  test("MSG-7: no message slips past a block that is committed while the send waits for the conversation", async () => {
    const { id: conversationId } = await api.as("ben").conversations.open({ userId: "ada" });
    const send = () => sendThrough(0, { senderId: "ben", conversationId });
    expect(await sendDuring("ada", block("ada"), send)).toMatchObject({
      reason: "contact_unavailable",
    });
    expect(await api.platform.db.$count(messages)).toBe(0);
    const type = eq(streamEvents.type, "message.created");
    expect(await api.platform.db.$count(streamEvents, type)).toBe(0);
  });

  test("BLK-11: no mention in a group slips past a block", async () => {
    const send = { senderId: "ben", conversationId: await groupOf(), mentions: ["cleo"] };
    expect(await sendDuring("cleo", block("cleo"), () => sendThrough(0, send))).toMatchObject({
      reason: "contact_unavailable",
    });
    expect(await api.platform.db.$count(messages)).toBe(0);
  });

  test("ID-3: no message in a group slips past a deactivation", async () => {
    await api.addPeople({ root: "ADMIN" });
    const send = { senderId: "ben", conversationId: await groupOf() };
    const deactivate = () => api.as("root").users.deactivate({ userId: "ben" });
    expect(await sendDuring("ben", deactivate, () => sendThrough(0, send))).toMatchObject({
      reason: "not_signed_in",
    });
    expect(await api.platform.db.$count(messages)).toBe(0);
  });

  test("CONV-1: racing openings create one conversation", async () => {
    const opened = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        at % 2 === 0
          ? api.as("ben").conversations.open({ userId: "ada" })
          : api.as("ada").conversations.open({ userId: "ben" }),
      ),
    );
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
  });
});
