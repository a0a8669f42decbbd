import { presences, servers } from "@parley/db/schema";
import { createTestDatabase, type TestDatabase } from "@parley/db/testing";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { presenceContract } from "../../testing/presence-contract.ts";
import { createSharedPresence } from "./shared-presence.ts";

const describe = await describePostgres();

describe("presence of processes that share a database", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase({ engine: "postgres" });
  });
  afterAll(() => database.close());
  beforeEach(() => database.reset());

  const lost: string[] = [];
  const faults: unknown[] = [];
  const open = (lease = 3_600_000) =>
    createSharedPresence({
      db: database.db,
      grace: 0,
      lease,
      onLost: async (userIds) => void lost.push(...userIds),
      onFault: (fault) => faults.push(fault),
    });
  const nothing = { onArrive: () => undefined, onLeave: () => undefined };
  const expire = () => database.db.update(servers).set({ expiresAt: sql`now()` });

  presenceContract(async () => {
    const [one, other] = [open(), open()];
    return {
      one,
      other,
      processes: 2,
      async [Symbol.asyncDispose]() {
        await one.close();
        await other.close();
      },
    };
  });

  test("SIG-7: users of a process whose lease expired are offline, and one other process publishes it", async () => {
    lost.length = 0;
    const dead = open();
    dead.enter("ada", nothing);
    dead.enter("ben", nothing);
    await vi.waitFor(async () => {
      const { rows } = await database.db.execute(sql`select user_id from ${presences}`);
      expect(rows).toHaveLength(2);
    });
    // As after kill -9: the lease is no longer renewed.
    await expire();
    const left = open(600);
    const third = open(600);
    left.enter("ben", nothing);
    await vi.waitFor(() => expect(lost).toContain("ada"));
    expect((await left.online(["ada", "ben"])).has("ben")).toBe(true);
    expect((await left.online(["ada"])).size).toBe(0);
    expect(lost.filter((userId) => userId === "ada")).toEqual(["ada"]);
    await Promise.all([left.close(), third.close(), dead.close()]);
  });

  test("SIG-7: a process that was considered dead, or whose tables are gone, returns with its users", async () => {
    const board = open(600);
    const said: string[] = [];
    board.enter("ada", { ...nothing, onArrive: () => void said.push("came") });
    await vi.waitFor(() => expect(said).toEqual(["came"]));
    // What a crash of the database does to unlogged tables.
    await database.db.delete(servers);
    const { rows } = await database.db.execute(sql`select user_id from ${presences}`);
    expect(rows, "it is gone").toEqual([]);
    const other = open();
    await vi.waitFor(async () => expect((await other.online(["ada"])).size).toBe(1));
    await vi.waitFor(() => expect(said.length).toBeGreaterThan(1));
    await Promise.all([board.close(), other.close()]);
  });
});
