import type { BlockedList, BlockedPerson } from "@parley/contract/contacts";
import type { Executor } from "@parley/db/database";
import { blocks, users } from "@parley/db/schema";
import { asc, desc, eq } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import { personRow, toPerson } from "../person.ts";

/** The users whom a user blocks, the latest first. */
export async function loadBlocked(db: Executor, blockerId: string): Promise<BlockedPerson[]> {
  const rows = await db
    .select({ person: personRow, since: blocks.createdAt })
    .from(blocks)
    .innerJoin(users, eq(users.id, blocks.blockedId))
    .where(eq(blocks.blockerId, blockerId))
    .orderBy(desc(blocks.createdAt), asc(users.id));
  return rows.map(({ person, since }) => ({
    person: toPerson(person),
    since: since.toISOString(),
  }));
}

/** Lists the users whom the caller blocks. */
export async function listBlocked({ ctx }: { ctx: ActorContext }): Promise<BlockedList> {
  return { blocked: await loadBlocked(ctx.db, ctx.actor.id) };
}
