import { conversations, groupMembers, groups, participants } from "@parley/db/schema";
import { sql } from "drizzle-orm";
import type { ImportContext } from "../context.ts";
import { type Batch, countOf, inBatches } from "./batches.ts";
import { settlePeople } from "./settle-people.ts";

/** As `groups.create` does: with its conversation, and all participants. */
const insert = (batch: Batch, now: Date) => sql`
  with added as (
    insert into ${groups} (id, name, mentor_id, state, ends_at, created_at)
    select o.id, o.name, o.mentor_id, o.state, o.ends_at, coalesce(o.created_at, ${now})
    from old_groups o where ${batch} order by o.id
    on conflict do nothing returning id, state, created_at
  ),
  talking as (
    insert into ${conversations} (id, kind, group_id, state, created_at)
    select o.conversation_id, 'group', a.id, case a.state when 'archived' then 'readonly' else 'open' end, a.created_at
    from added a join old_groups o on o.id = a.id order by o.conversation_id
  ),
  members as (
    select a.id, o.conversation_id, m.user_id, a.created_at
    from added a join old_groups o on o.id = a.id join old_members m on m.line = o.line
  ),
  joined as (
    insert into ${groupMembers} (group_id, user_id, joined_at) select id, user_id, created_at from members
  ),
  listening as (
    insert into ${participants} (conversation_id, user_id, opened_at)
    select conversation_id, user_id, created_at from members
  )
  select count(*)::int as n from added`;

/** New groups, and the contacts that follow from them. */
export const applyGroups = (ctx: ImportContext, total: number): Promise<void> =>
  inBatches(ctx, {
    part: "groups",
    size: 200,
    total,
    async write(tx, batch) {
      const added = await countOf(tx, insert(batch, ctx.now));
      const people = sql`
        select distinct m.user_id as id from old_groups o join old_members m on m.line = o.line where ${batch}`;
      await settlePeople(tx, { people, policy: ctx.policy });
      return added;
    },
  });
