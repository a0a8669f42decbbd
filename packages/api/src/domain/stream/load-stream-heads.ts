import { type BatchLoader, createBatchLoader } from "@parley/concurrency/batch-loader";
import type { Executor } from "@parley/db/database";
import { streams, users } from "@parley/db/schema";
import { computed, preparedStatement, type ValueOfInput } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { Platform } from "../context.ts";
import type { StreamStatus } from "../../bus/reconciler.ts";

const streamHeads = preparedStatement({
  name: "stream.heads",
  row: { id: users.id, head: computed.float, account: computed.text() },
  template: (value: ValueOfInput<readonly string[]>) => sql`
    select u.id, s.head::float8 as head,
      case when u.status = 'active' and u.tokens_valid_after is null then ''
           else u.status || ' ' || coalesce(u.tokens_valid_after::text, '') end as account
    from ${users} u join ${streams} s on s.user_id = u.id
    where u.id = any(${value((userIds) => userIds)}::text[])`,
  examples: [[]],
});

/** Loads the stream heads and account states of the given users. */
export async function loadStreamHeads(
  db: Executor,
  userIds: readonly string[],
): Promise<StreamStatus[]> {
  if (userIds.length === 0) return [];
  const rows = await streamHeads(db, userIds);
  return rows.map(({ id, head, account }) => ({ userId: id, head, account }));
}

/** Loads the heads of streams in batches, within the read limit. */
export const createHeads = ({
  db,
  reads,
}: Pick<Platform, "db" | "reads">): BatchLoader<string, number> =>
  createBatchLoader(async (userIds) => {
    const found = await reads.run(() => loadStreamHeads(db, userIds));
    return new Map(found.map(({ userId, head }) => [userId, head]));
  });
