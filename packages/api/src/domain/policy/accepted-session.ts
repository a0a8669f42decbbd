import { users } from "@parley/db/schema";
import { type Fragment, fragment, type ValueOfInput } from "@parley/db/statement";
import { type SQL, sql } from "drizzle-orm";
import type { SessionContext, UserSession } from "../context.ts";

type CheckedSession = Pick<UserSession, "userId" | "issuedAt">;

/** Whether an account, an alias of `users`, accepts a session that was issued at a time. */
export const accountAccepts = (account: string, issuedAt: SQL | Fragment): SQL => {
  const after = fragment`${account}.tokens_valid_after`;
  return sql`(${fragment`${account}.status = 'active' and ${account}.kind <> 'SYSTEM'`}
    and (${after} is null or ${after} <= ${issuedAt}))`;
};

/** Whether a row of `users` is the account of a session, and accepts it. */
export const isAcceptedBy = <Input>(
  account: string,
  value: ValueOfInput<Input>,
  sessionOf: (input: Input) => CheckedSession,
): SQL => sql`${fragment`${account}.id`} = ${value((input) => sessionOf(input).userId)}
  and ${accountAccepts(account, sql`${value((input) => sessionOf(input).issuedAt)}::timestamptz`)}`;

/**
 * Whether the account of a session accepts it, as a condition of the statement that reads for its user: the rule of
 * `accountProblem`. A page of history would otherwise cost a second round trip, which is a fifth of it.
 */
export const acceptsSession = <Input>(
  value: ValueOfInput<Input>,
  sessionOf: (input: Input) => CheckedSession,
): SQL => sql`exists (
  select from ${users} caller where ${isAcceptedBy("caller", value, sessionOf)})`;

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
