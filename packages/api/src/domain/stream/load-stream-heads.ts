import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";
import type { StreamStatus } from "../../bus/reconciler.ts";

/** Loads the stream heads and account states of the given users. */
export async function loadStreamHeads(
  db: Executor,
  userIds: readonly string[],
): Promise<StreamStatus[]> {
  if (userIds.length === 0) return [];
  const { rows } = await db.execute<{ id: string; head: number; account: string }>(sql`
    select u.id, s.head::float8 as head,
      case when u.status = 'active' and u.tokens_valid_after is null then ''
           else u.status || ' ' || coalesce(u.tokens_valid_after::text, '') end as account
    from users u join streams s on s.user_id = u.id
    where u.id = any(${sql.param(userIds)}::text[])`);
  return rows.map(({ id, head, account }) => ({ userId: id, head, account }));
}
