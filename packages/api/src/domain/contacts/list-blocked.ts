import type { BlockedList, BlockedPerson } from "@parley/contract/contacts";
import type { Executor } from "@parley/db/database";
import { blocks, users } from "@parley/db/schema";
import { preparedStatement, type ValueOfInput } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import { toTime } from "../moment.ts";
import { personColumns, personRow, toPerson } from "../person.ts";

const blockedRows = preparedStatement({
  name: "contacts.blocked",
  row: { ...personRow, since: blocks.createdAt },
  template: (value: ValueOfInput<string>) => sql`
    select ${personColumns("u")}, b.created_at as since
    from ${blocks} b join ${users} u on u.id = b.blocked_id
    where b.blocker_id = ${value((blockerId) => blockerId)}
    order by b.created_at desc, u.id`,
  examples: ["ada"],
});

/** The users whom a user blocks, the latest first. */
export async function loadBlocked(db: Executor, blockerId: string): Promise<BlockedPerson[]> {
  const rows = await blockedRows(db, blockerId);
  return rows.map((row) => ({ person: toPerson(row), since: toTime(row.since) }));
}

/** Lists the users whom the caller blocks. */
export async function listBlocked({ ctx }: { ctx: ActorContext }): Promise<BlockedList> {
  return { blocked: await loadBlocked(ctx.db, ctx.actor.id) };
}
