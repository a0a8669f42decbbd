import { conversations, messages, streamEvents, streams } from "@parley/db/schema";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { createPlatform } from "../../platform.ts";
import { newId } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { deadlocksOf, overlapping } from "../../testing/overlap.ts";
import type { Platform } from "../context.ts";
import { DomainError } from "../errors.ts";

const suite = await describePostgres();

const api = useTestApi({
  engine: "postgres",
  people: { root: "ADMIN", ada: "MENTOR", ben: "MENTEE", cleo: "MENTEE", dan: "MENTEE" },
});
let processes: readonly [Platform, Platform];
let conversationsOf: readonly string[];

const mentees = ["ben", "cleo", "dan"];
const people = ["ada", ...mentees];

/** Sends by everyone to every conversation, by two processes that each batch their own. */
const sendEverywhere = () =>
  processes.flatMap((platform) =>
    conversationsOf.flatMap((conversationId) =>
      people.map((senderId) => {
        const send = { senderId, conversationId, id: newId(), body: "hello" };
        return platform.sends.send({ ...send, issuedAt: api.clock.now() }).then(
          () => "sent",
          (error: unknown) => {
            if (error instanceof DomainError) return error.reason;
            throw error;
          },
        );
      }),
    ),
  );

/** The other change may just have archived the group. */
function unlessArchived(error: unknown): void {
  const refusal = error instanceof Error ? error.cause : error;
  if (!(refusal instanceof DomainError && refusal.reason === "conversation_readonly")) throw error;
}

/** Changes of one group and then of the other, each of which waits for the one before. */
async function change(first: string, second: string, who: string): Promise<string> {
  const { groups } = api.as("root");
  await groups.removeMembers({ groupId: first, menteeIds: [who] });
  await groups.addMembers({ groupId: second, menteeIds: [who] }).catch(unlessArchived);
  await groups.archive({ groupId: first });
  await groups.update({ groupId: first, state: "active" });
  await groups.addMembers({ groupId: first, menteeIds: [who] });
  return "changed";
}

async function quarrel(one: string, other: string): Promise<string> {
  await api.as(one).contacts.block({ userId: other });
  await api.as(one).contacts.unblock({ userId: other });
  return "reconciled";
}

const dense = sql`
  select (select count(*) from ${conversations} c
          where c.last_seq <> (select count(*) from ${messages} m where m.conversation_id = c.id)
             or c.last_seq <> coalesce((select max(seq) from ${messages} m where m.conversation_id = c.id), 0))::int as conversations,
    (select count(*) from ${streams} s
     where s.head <> (select count(*) from ${streamEvents} e where e.user_id = s.user_id))::int as streams`;

suite("groups with the same people, changed at the same time", () => {
  beforeAll(async () => {
    const { db, clock } = api.platform;
    processes = [createPlatform({ db, clock }), createPlatform({ db, clock })];
  });
  beforeEach(async () => {
    const { groups } = api.as("root");
    const make = (id: string) =>
      groups.create({ id, name: id, mentorId: "ada", menteeIds: mentees });
    const [north, south] = [await make("north"), await make("south")];
    const direct = await api.as("ben").conversations.open({ userId: "ada" });
    conversationsOf = [north.conversationId, south.conversationId, direct.id];
  });

  test("a deadlock would be counted", async () => {
    const { db } = api.platform;
    const before = await deadlocksOf(db);
    const take = (
      first: string,
      second: string,
      ready: PromiseWithResolvers<void>,
      go: Promise<void>,
    ) =>
      db.transaction(async (tx) => {
        await tx.execute(sql`set local deadlock_timeout = '10ms'`);
        await tx.execute(sql`select from ${streams} where user_id = ${first} for update`);
        ready.resolve();
        await go;
        await tx.execute(sql`select from ${streams} where user_id = ${second} for update`);
      });
    const [one, other] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const settled = await Promise.allSettled([
      take("ben", "cleo", one, other.promise),
      take("cleo", "ben", other, one.promise),
    ]);
    expect(settled.filter(({ status }) => status === "rejected")).toHaveLength(1);
    expect(await deadlocksOf(db)).toBe(before + 1);
  });

  test.each(["north", "south", "stream"])(
    "MSG-5, EVT-1, GRP-9: crossed changes, sends and blocks that all wait for one lock (%s) cause no deadlock and no gap",
    async (held) => {
      const { db } = api.platform;
      const before = await deadlocksOf(db);
      const lock =
        held === "stream"
          ? sql`select from ${streams} where user_id = 'ben' for update`
          : sql`select from ${conversations} where group_id = ${held} for update`;
      const settled = await overlapping(db, {
        lock,
        // The batch of each process, and the first change; changes of relations wait for each other.
        waiting: 5,
        begin: () => [
          change("north", "south", "ben"),
          ...sendEverywhere(),
          change("south", "north", "cleo"),
          quarrel("dan", "ben"),
          quarrel("ben", "dan"),
          ...sendEverywhere(),
        ],
      });
      const outcomes = settled.map((it) =>
        it.status === "fulfilled" ? it.value : String(it.reason),
      );
      const expected = ["changed", "reconciled", "sent", "conversation_readonly", "not_found"];
      expect(outcomes.filter((outcome) => !expected.includes(outcome))).toEqual([]);
      expect(outcomes.filter((outcome) => outcome === "changed")).toHaveLength(2);
      expect(outcomes.filter((outcome) => outcome === "reconciled")).toHaveLength(2);
      expect(outcomes.filter((outcome) => outcome === "sent").length).toBeGreaterThan(10);
      expect(await deadlocksOf(db)).toBe(before);
      expect((await db.execute(dense)).rows).toEqual([{ conversations: 0, streams: 0 }]);
    },
  );
});
