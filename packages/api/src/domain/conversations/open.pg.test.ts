import { conversations, participants, streamEvents, users } from "@parley/db/schema";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { newId } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { overlapping } from "../../testing/overlap.ts";

const suite = await describePostgres();

const api = useTestApi({
  engine: "postgres",
  people: { ada: "MENTOR", ben: "MENTEE", root: "ADMIN" },
});

suite("racing openings", () => {
  const openAt = (at: number) =>
    at % 2 === 0
      ? api.as("ben").conversations.open({ userId: "ada" })
      : api.as("ada").conversations.open({ userId: "ben" });

  test("CONV-1: many openings by both, none of which has found a conversation, create one", async () => {
    const settled = await overlapping(api.platform.db, {
      // The lock of relations, held by a test: every opening has found no conversation before it waits for this.
      lock: sql`select pg_advisory_xact_lock(hashtext('"parley".relations'))`,
      waiting: 9,
      begin: () => Array.from({ length: 24 }, (_, at) => openAt(at)),
    });
    const ids = settled.map((it) => (it.status === "fulfilled" ? it.value.id : String(it.reason)));
    expect(new Set(ids).size).toBe(1);
    expect(await api.platform.db.$count(conversations)).toBe(1);
    expect(await api.platform.db.$count(participants)).toBe(2);
    // One event for each of the two, however often they opened it.
    expect(await api.platform.db.$count(streamEvents)).toBe(2);
    const [conversationId = ""] = ids;
    const sent = await api.as("ben").messages.send({ conversationId, id: newId(), body: "hello" });
    expect(sent.message.seq).toBe(1);
  });

  test("POL-8: an opening that waits for a deactivation creates nothing", async () => {
    const [, opening] = await overlapping<unknown>(api.platform.db, {
      lock: sql`select from ${users} where id = 'ada' for update`,
      waiting: 1,
      begin: () => [api.as("root").users.deactivate({ userId: "ada" })],
      next: { waiting: 2, begin: () => [openAt(0)] },
    });
    expect(opening).toMatchObject({
      status: "rejected",
      reason: { cause: { reason: "contact_unavailable" } },
    });
    expect(await api.platform.db.$count(conversations)).toBe(0);
  });
});
