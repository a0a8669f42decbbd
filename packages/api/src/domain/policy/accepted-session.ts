import { users } from "@parley/db/schema";
import { type SQL, sql } from "drizzle-orm";
import type { SessionContext, UserSession } from "../context.ts";

/**
 * Whether the account of a session accepts it, as a condition of the statement that reads for its user: the rule of
 * `accountProblem`. A page of history would otherwise cost a second round trip, which is a fifth of it.
 */
export const acceptsSession = ({
  userId,
  issuedAt,
}: Pick<UserSession, "userId" | "issuedAt">): SQL => sql`exists (
  select from ${users} caller where caller.id = ${userId} and caller.status = 'active' and caller.kind <> 'SYSTEM'
    and (caller.tokens_valid_after is null or caller.tokens_valid_after <= ${issuedAt}::timestamptz))`;

/**
 * Runs a read whose statement contains `acceptsSession`. If it returns no row, the account is loaded, which throws the
 * reason if it refuses the session, and creates the user if their token may do that.
 */
export async function readInSession<Row>(
  ctx: SessionContext,
  read: () => Promise<Row[]>,
): Promise<Row[]> {
  const rows = await read();
  if (rows.length > 0) return rows;
  await ctx.loadActor();
  // The account may have changed between the two statements, or have been created just now.
  return read();
}
