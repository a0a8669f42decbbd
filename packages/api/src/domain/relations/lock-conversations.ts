import { conversations } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { isGroupOf, type UsersOfGroups } from "./group-conversations.ts";
import { ownedBy, type PairScope, within } from "./contact-rows.ts";

export interface Touched {
  readonly scope: PairScope;
  readonly groupIds: readonly string[];
  readonly inGroupsOf: UsersOfGroups;
}

/** One branch per index: an `or` between them would read every conversation. */
const touchedIds = ({ scope, groupIds, inGroupsOf }: Touched) => sql`
  select c.id from ${conversations} c
  where c.kind = 'direct' and ${within(scope, { owner: sql`c.low_user`, contact: sql`c.high_user` })}
  union all
  select c.id from ${conversations} c where c.group_id = any(${sql.param(groupIds)}::text[])
  union all
  select c.id from ${conversations} c where c.kind = 'group' and ${isGroupOf("c", inGroupsOf)}`;

/**
 * Locks every conversation that a change of relations can affect, those of groups included, in the order of ids: a
 * batch of sends locks several as well, and the two must not deadlock.
 */
export const lockConversations = statement({
  name: "relations.lock-conversations",
  sql: (touched: Touched) => sql`
    select from ${conversations} c where c.id in (${touchedIds(touched)})
    order by c.id
    for no key update`,
  examples: [
    { scope: ownedBy("ada"), groupIds: ["north"], inGroupsOf: { all: ["ada"] } },
    { scope: ownedBy("ada"), groupIds: [], inGroupsOf: { any: ["ada"] } },
  ],
});
