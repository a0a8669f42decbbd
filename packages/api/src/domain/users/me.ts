import type { Me } from "@parley/contract/people";
import { streams, users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import { orNotFound } from "../errors.ts";
import { personRow, toPerson } from "../person.ts";

/** The caller, and the cursor from which events bring any later fetch up to date. */
export async function me({ ctx }: { ctx: ActorContext }): Promise<Me> {
  const [row] = await ctx.db
    .select({
      ...personRow,
      email: users.email,
      sharesPresence: users.sharesPresence,
      sharesReceipts: users.sharesReceipts,
      head: streams.head,
    })
    .from(users)
    .innerJoin(streams, eq(streams.userId, users.id))
    .where(eq(users.id, ctx.actor.id));
  const { head, email, sharesPresence, sharesReceipts, ...person } = orNotFound(row);
  return { ...toPerson(person), email, sharesPresence, sharesReceipts, cursor: String(head) };
}
