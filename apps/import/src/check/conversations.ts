import { conversations, groups } from "@parley/db/schema";
import type { Session } from "@parley/db/session";
import { sql } from "drizzle-orm";
import { refuse, refuseDuplicates, stranger } from "./refuse.ts";

const withStrangers = sql`
  select p.line, 'participants' as field, ${stranger(sql`p.user_id`)} as problem
  from old_conversations o join old_participants p on p.line = o.line
  where not exists (select from people u where u.id = p.user_id)`;

const withoutGroup = sql`
  select o.line, 'groupId' as field,
    'names ' || o.group_id || ', which is not in groups.jsonl or was refused' as problem
  from old_conversations o
  where o.group_id is not null and not exists (select from ${groups} g where g.id = o.group_id)
    and not exists (select from old_groups g where g.id = o.group_id and g.outcome = 'new')`;

/**
 * Old conversations of the same two users, or of the same group, are merged into one: the existing one, if there is
 * one.
 */
const targets = sql`
  insert into targets (no, conversation_id, known_id, group_id, low_user, high_user, created_at)
  select row_number() over (order by t.line), t.conversation_id,
    coalesce((select c.id from ${conversations} c where c.group_id = t.group_id),
             (select c.id from ${conversations} c where c.low_user = t.low_user and c.high_user = t.high_user)),
    t.group_id, t.low_user, t.high_user, t.created_at
  from (select conversation_id, group_id, low_user, high_user, min(line) as line, min(created_at) as created_at
        from old_conversations group by 1, 2, 3, 4) t`;

const assign = sql`
  update old_conversations o set target = t.no, outcome = case when t.known_id is null then 'new' else 'there' end
  from targets t where t.conversation_id = o.conversation_id`;

/** Every member of the group is in its conversation, even if the export does not say so. */
const groupPeople = sql`
  insert into old_participants (line, user_id, tells_reading)
  select o.line, m.user_id, false
  from old_conversations o join all_members m on m.group_id = o.group_id
  where not exists (select from old_participants p where p.line = o.line and p.user_id = m.user_id)`;

export async function checkConversations(session: Session): Promise<void> {
  await refuseDuplicates(session, "conversations", { key: sql`id`, field: "id", what: "the id" });
  await refuse(session, "conversations", withStrangers);
  await refuse(session, "conversations", withoutGroup);
  await session.db.execute(targets);
  await session.db.execute(assign);
  await session.db.execute(groupPeople);
}
