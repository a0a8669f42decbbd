import { runNamed } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { ActorContext } from "../context.ts";
import { contactReasons, ownedBy } from "./contact-rows.ts";
import { allows } from "../policy/decide-sql.ts";

interface Audience {
  /** Also of a user who does not share their presence: those who would see it. */
  readonly whetherShared?: boolean;
}

/**
 * The users who see the caller's presence and whose presence the caller sees: allowed by the contact policy, and both
 * share it.
 */
export async function presenceAudience(
  ctx: ActorContext,
  { whetherShared = false }: Audience = {},
): Promise<string[]> {
  const me = ctx.actor.id;
  const seeEachOther = allows("presence", { from: "me", to: "u" }, ctx.policy);
  const query = sql`
    select u.id from (select distinct r.id from (${contactReasons(ownedBy(me))}) r) known
    join users u on u.id = known.id and u.shares_presence
    join users me on me.id = ${me} and (me.shares_presence or ${whetherShared})
    where ${sql.raw(seeEachOther)}`;
  const rows = await runNamed<{ id: string }>(ctx.db, "presence.audience", query);
  return rows.map(({ id }) => id);
}
