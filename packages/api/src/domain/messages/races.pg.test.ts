import {
  conversations,
  messages,
  messageVersions,
  participants,
  savedMessages,
  streamEvents,
  users,
} from "@parley/db/schema";
import { limits } from "@parley/contract/limits";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { createPlatform } from "../../platform.ts";
import { newId, reasonOf } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { overlapping } from "../../testing/overlap.ts";
import type { Platform } from "../context.ts";
import { DomainError } from "../errors.ts";

const suite = await describePostgres();

const api = useTestApi({ engine: "postgres", people: { ada: "MENTOR", ben: "MENTEE" } });
let conversationId: string;
/** Another process on the same database. */
let other: Platform;

const conversationRow = () =>
  sql`select from ${conversations} where id = ${conversationId} for update`;
const say = (body: string, from = "ben") =>
  api.as(from).messages.send({ conversationId, id: newId(), body });
const sendBy = (platform: Platform, senderId: string, more: { body: string; id?: string }) =>
  platform.sends.send({
    senderId,
    conversationId,
    id: newId(),
    issuedAt: api.clock.now(),
    ...more,
  });

const outcomeOf = async (settled: PromiseSettledResult<unknown>): Promise<string> => {
  if (settled.status === "fulfilled") return "ok";
  const { reason } = settled;
  if (reason instanceof DomainError) return reason.reason;
  const again = async () => {
    throw reason;
  };
  return reasonOf(again());
};

const outcomesOf = async (settled: readonly PromiseSettledResult<unknown>[]) =>
  (await Promise.all(settled.map(outcomeOf))).toSorted();

suite("races over messages", () => {
  beforeAll(async () => {
    const { db, clock } = api.platform;
    other = createPlatform({ db, clock });
  });
  beforeEach(async () => {
    conversationId = (await api.as("ben").conversations.open({ userId: "ada" })).id;
  });

  test("SAV-1: parallel savings of one user do not exceed the limit", async () => {
    const places = Array.from({ length: limits.savedMax + 3 }, (_, at) => at + 1);
    const { db } = api.platform;
    const stored = { conversationId, senderId: "ada", body: "look" };
    await db.insert(messages).values(places.map((seq) => ({ ...stored, seq, id: newId() })));
    await db
      .insert(savedMessages)
      .values(places.slice(4).map((seq) => ({ userId: "ben", conversationId, seq })));
    await db.update(conversations).set({ lastSeq: places.length });
    const settled = await overlapping(db, {
      lock: sql`select from ${users} where id = 'ben' for update`,
      waiting: 4,
      begin: () => [1, 2, 3, 4].map((seq) => api.as("ben").messages.save({ conversationId, seq })),
    });
    expect(await outcomesOf(settled)).toEqual([
      ...["invalid_input", "invalid_input", "invalid_input"],
      "ok",
    ]);
  });

  test("MSG-5: parallel sends of two users through two processes are dense, each user's in order", async () => {
    const through = { ada: api.platform, ben: other };
    const settled = await overlapping(api.platform.db, {
      lock: conversationRow(),
      waiting: 2,
      begin: () =>
        Array.from({ length: 200 }, (_, at) => {
          const sender = at % 2 === 0 ? "ada" : "ben";
          return sendBy(through[sender], sender, {
            body: `${sender} ${String(at).padStart(3, "0")}`,
          });
        }),
    });
    expect(await outcomesOf(settled)).toEqual(settled.map(() => "ok"));
    const stored = await api.platform.db.select().from(messages).orderBy(messages.seq);
    expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, at) => at + 1));
    for (const sender of ["ada", "ben"]) {
      const bodies = stored.filter(({ senderId }) => senderId === sender).map(({ body }) => body);
      expect(bodies).toHaveLength(100);
      expect(bodies).toEqual(bodies.toSorted());
    }
  });

  test("MSG-2: one id sent through two processes at once is stored once, and both get the first result", async () => {
    const id = newId();
    const settled = await overlapping(api.platform.db, {
      lock: conversationRow(),
      waiting: 2,
      begin: () => [api.platform, other].map((it) => sendBy(it, "ben", { body: "once", id })),
    });
    const results = settled.flatMap((it) => (it.status === "fulfilled" ? [it.value] : []));
    expect(results.map(({ message }) => message.seq)).toEqual([1, 1]);
    expect(results.filter(({ deduplicated }) => deduplicated)).toHaveLength(1);
    expect(await api.platform.db.$count(messages)).toBe(1);
  });

  test("MSG-14: of edits that saw the same version one wins, and the others are conflicts", async () => {
    await say("first");
    const edit = (at: number) =>
      api
        .as("ben")
        .messages.edit({ conversationId, seq: 1, body: `edit ${at}`, expectedVersion: 1 });
    const settled = await overlapping(api.platform.db, {
      lock: conversationRow(),
      waiting: 6,
      begin: () => Array.from({ length: 6 }, (_, at) => edit(at)),
    });
    const conflicts = Array.from({ length: 5 }, () => "version_conflict");
    expect(await outcomesOf(settled)).toEqual(["ok", ...conflicts]);
    expect(await api.platform.db.$count(messageVersions)).toBe(1);
    const [message] = await api.platform.db.select().from(messages);
    expect(message).toMatchObject({ version: 2, body: expect.stringMatching(/^edit \d$/) });
  });

  test("MSG-17: concurrent edits and deletions leave a tombstone, whichever came first", async () => {
    await say("first");
    const place = { conversationId, seq: 1 };
    const ben = api.as("ben").messages;
    const settled = await overlapping<unknown>(api.platform.db, {
      lock: conversationRow(),
      waiting: 4,
      begin: () => [
        ben.delete(place),
        ben.edit({ ...place, body: "second", expectedVersion: 1 }),
        ben.delete(place),
        ben.delete(place),
      ],
    });
    const [edit] = await outcomesOf(settled.slice(1, 2));
    expect(["ok", "version_conflict"]).toContain(edit);
    expect(await outcomesOf([...settled.slice(0, 1), ...settled.slice(2)])).toEqual([
      "ok",
      "ok",
      "ok",
    ]);
    const [message] = await api.platform.db.select().from(messages);
    expect(message).toMatchObject({ body: "", searchText: "", version: edit === "ok" ? 3 : 2 });
    expect(message?.deletedAt).not.toBeNull();
    const deletions = sql`type = 'message.deleted' and user_id = 'ada'`;
    expect(await api.platform.db.$count(streamEvents, deletions)).toBe(1);
  });

  test("READ-1: of concurrent reads the furthest wins, and each returns the resulting state", async () => {
    for (let at = 0; at < 9; at += 1) await say(`message ${at}`);
    const places = [3, 9, 5, 7, 1, 4, 8, 2];
    const settled = await overlapping(api.platform.db, {
      lock: sql`select from ${participants} where conversation_id = ${conversationId} and user_id = 'ada' for update`,
      waiting: places.length,
      begin: () => places.map((seq) => api.as("ada").messages.markRead({ conversationId, seq })),
    });
    const reached = settled.map((it) => (it.status === "fulfilled" ? it.value.readSeq : 0));
    expect(reached.every((readSeq, at) => readSeq >= (places[at] ?? 0))).toBe(true);
    const state = await api.as("ada").conversations.get({ conversationId });
    expect(state).toMatchObject({ readSeq: 9, unread: 0 });
  });

  test("MSG-7: during continuous sends, a block takes effect: on the blocker's stream no message follows it", async () => {
    const outcomes: string[] = [];
    let isOver = false;
    const go = async (platform: Platform) => {
      while (!isOver || outcomes.at(-1) === "ok") {
        outcomes.push(
          ...(await outcomesOf(
            await Promise.allSettled([sendBy(platform, "ben", { body: "hello" })]),
          )),
        );
      }
    };
    const going = [api.platform, other, api.platform, other].map(go);
    // The block is created while sends are in progress: some were stored before it, and it waits among others.
    while (outcomes.length < 8) await sendBy(api.platform, "ada", { body: "hello" });
    await api.as("ada").contacts.block({ userId: "ben" });
    const storedAtCommit = await api.platform.db.$count(messages);
    isOver = true;
    await Promise.all(going);
    expect(new Set(outcomes)).toEqual(new Set(["ok", "contact_unavailable"]));
    expect(await api.platform.db.$count(messages), "nothing is stored after the commit").toBe(
      storedAtCommit,
    );
    const { rows } = await api.platform.db.execute(sql`
      select from ${streamEvents} e join ${streamEvents} b on b.user_id = 'ada' and b.type = 'contact.blocked'
      where e.user_id = 'ada' and e.type = 'message.created' and e.seq > b.seq`);
    expect(rows).toEqual([]);
  });
});
