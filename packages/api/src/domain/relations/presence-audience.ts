import { type BatchLoader, createBatchLoader } from "@parley/concurrency/batch-loader";
import type { Executor } from "@parley/db/database";
import { users } from "@parley/db/schema";
import { computed, fragment, preparedStatement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { Platform } from "../context.ts";
import { contactReasons, ownedByAny } from "./contact-rows.ts";
import { allows } from "../policy/decide-sql.ts";
import { defaultPolicy, type Policy } from "../policy/policy.ts";

interface Audience {
  readonly userIds: readonly string[];
  readonly policy: Policy;
  /** Also of users who do not share their presence: those who would see it. */
  readonly whetherShared?: boolean;
}

const audienceRows = preparedStatement({
  name: "presence.audience",
  row: { id: users.id, audience: computed.json<string[]>() },
  // One lookup per contact: the planner expects thousands, and would read all users.
  shapeOf: ({ policy, whetherShared = false }: Audience) => ({ policy, whetherShared }),
  template: (value, { policy, whetherShared }) => sql`
    select me.id, json_agg(u.id) as audience
    from (select distinct r.owner_id, r.id from (${contactReasons(ownedByAny(value(({ userIds }) => userIds)))}) r) known
    join ${users} me on me.id = known.owner_id and (me.shares_presence or ${fragment`${String(whetherShared)}`})
    cross join lateral (select * from ${users} x where x.id = known.id and x.shares_presence offset 0) u
    where ${allows("presence", { from: "me", to: "u" }, policy)}
    group by me.id`,
  examples: [
    { userIds: [], policy: defaultPolicy },
    { userIds: [], policy: defaultPolicy, whetherShared: true },
  ],
});

/**
 * For each user those who see their presence and whose presence they see: allowed by the contact policy, and both share
 * it. A user without any is absent.
 */
export async function loadAudiences(
  db: Executor,
  audience: Audience,
): Promise<Map<string, string[]>> {
  const rows = await audienceRows(db, audience);
  return new Map(rows.map(({ id, audience: ids }) => [id, ids]));
}

/** Users of one query: after a lost connection thousands connect at once, and none waits for all others. */
const BATCH_MAX = 50;

/** Loads audiences in batches, within the read limit. */
export function createAudiences({
  db,
  policy,
  reads,
}: Pick<Platform, "db" | "policy" | "reads">): BatchLoader<string, string[]> {
  return createBatchLoader((userIds) => reads.run(() => loadAudiences(db, { userIds, policy })), {
    max: BATCH_MAX,
  });
}
