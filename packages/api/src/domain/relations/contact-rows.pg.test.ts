import { contacts, groupMembers, groups, users } from "@parley/db/schema";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { contactReasons, involvingAny } from "./contact-rows.ts";
import { useTestApi } from "../../testing/vitest.ts";

const suite = await describePostgres();

const api = useTestApi({ once: true, engine: "postgres" });

/** 400 groups of ten, three admins, and custom contacts. */
async function seed() {
  const { db } = api.platform;
  await db.execute(sql`
    insert into ${users} (id, email, name, role)
    select 'u' || n, 'u' || n || '@example.org', 'U', case when n <= 3 then 'ADMIN' else 'MENTEE' end
    from generate_series(1, 4000) n`);
  await db.execute(sql`
    insert into ${groups} (id, name, mentor_id) select 'g' || n, 'G', 'u' || n from generate_series(1, 400) n`);
  await db.execute(sql`
    insert into ${groupMembers} (group_id, user_id)
    select 'g' || ((n + 9) / 10), 'u' || n from generate_series(1, 4000) n`);
  await db.execute(sql`
    insert into ${contacts} (owner_id, contact_id)
    select 'u' || n, 'u' || (n + 13) from generate_series(1, 3000) n`);
  await db.execute(sql`analyze`);
}

interface Explained extends Record<string, unknown> {
  "QUERY PLAN": readonly { Plan: { "Shared Hit Blocks": number; "Shared Read Blocks": number } }[];
}

suite("contacts on PostgreSQL", () => {
  beforeAll(seed);

  test("CON-4: a change of two users reads only the reasons of users who know them", async () => {
    const reasons = contactReasons(involvingAny(["u1077", "u1078"]));
    const { rows: found } = await api.platform.db.execute<{ count: number }>(
      sql`select count(*)::int as count from (${reasons}) r`,
    );
    // In one group: 2 × 9 there and 2 × 8 back. Three admins, both ways. Custom: 2 and 2.
    expect(found).toEqual([{ count: 18 + 16 + 12 + 4 }]);
    const { rows } = await api.platform.db.execute<Explained>(
      sql`explain (analyze, buffers, format json) ${reasons}`,
    );
    const plan = rows[0]?.["QUERY PLAN"][0]?.Plan;
    if (plan === undefined) throw new Error("no plan");
    // About 60. Reading all pairs reads more than 220 pages.
    expect(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]).toBeLessThan(100);
  });
});
