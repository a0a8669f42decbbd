import pg from "pg";
import { expect, test } from "vitest";
import { users } from "./schema/index.ts";
import { createTestDatabase } from "./testing.ts";
import { describePostgres } from "./testing/describe-postgres.ts";

const suite = await describePostgres();

suite("test databases on PostgreSQL", () => {
  test("each begins empty and migrated, resets, and is gone once closed", async () => {
    const [one, two] = await Promise.all([
      createTestDatabase({ engine: "postgres" }),
      createTestDatabase({ engine: "postgres" }),
    ]);
    await one.db.insert(users).values({ id: "ada", email: "ada@x", name: "Ada", role: "MENTOR" });
    expect(await two.db.select().from(users)).toEqual([]);
    await one.reset();
    expect(await one.db.select().from(users)).toEqual([]);
    await Promise.all([one.close(), two.close()]);
    const client = new pg.Client({ connectionString: one.url });
    await expect(client.connect()).rejects.toMatchObject({ code: "3D000" });
  });
});
