import { users } from "@parley/db/schema";
import { preparedStatement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import { contactReasons, ownedBy } from "./contact-rows.ts";
import { allows } from "../policy/decide-sql.ts";
import { defaultPolicy, type Policy } from "../policy/policy.ts";

interface Audience {
  readonly me: string;
  readonly policy: Policy;
  /** Also of a user who does not share their presence: those who would see it. */
  readonly whetherShared: boolean;
}

const audienceRows = preparedStatement({
  name: "presence.audience",
  row: { id: users.id },
  sql: ({ me, policy, whetherShared }: Audience) => sql`
    select u.id from (select distinct r.id from (${contactReasons(ownedBy(me))}) r) known
    join ${users} u on u.id = known.id and u.shares_presence
    join ${users} me on me.id = ${me} and (me.shares_presence or ${whetherShared})
    where ${allows("presence", { from: "me", to: "u" }, policy)}`,
  examples: [{ me: "ada", policy: defaultPolicy, whetherShared: true }],
});

/**
 * The users who see the caller's presence and whose presence the caller sees: allowed by the contact policy, and both
 * share it.
 */
export async function presenceAudience(
  { db, actor, policy }: ActorContext,
  { whetherShared = false }: Partial<Pick<Audience, "whetherShared">> = {},
): Promise<string[]> {
  const rows = await audienceRows(db, { me: actor.id, policy, whetherShared });
  return rows.map(({ id }) => id);
}
