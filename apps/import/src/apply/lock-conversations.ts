import type { Executor } from "@parley/db/database";
import { conversations, participants } from "@parley/db/schema";
import { sql } from "drizzle-orm";

const firstPost = sql`(select min(p.created_at) from posts p where p.target = t.no)`;

const begin = (batch: number, now: Date) => sql`
  insert into ${conversations} (id, kind, low_user, high_user, created_at)
  select t.conversation_id, 'direct', t.low_user, t.high_user, coalesce(t.created_at, ${firstPost}, ${now})
  from targets t where t.batch = ${batch} and t.group_id is null
  order by t.conversation_id
  on conflict (low_user, high_user) do nothing`;

/** In the order of ids, in which every statement locks them; from now on no other transaction writes to these. */
const lock = (batch: number) => sql`
  with known as materialized (
    select t.no, coalesce(
      (select c.id from ${conversations} c where c.group_id = t.group_id),
      (select c.id from ${conversations} c where c.low_user = t.low_user and c.high_user = t.high_user)) as id
    from targets t where t.batch = ${batch}
  )
  insert into held (target, conversation_id, last_seq)
  select k.no, c.id, c.last_seq from ${conversations} c join known k on k.id = c.id
  order by c.id
  for no key update of c`;

const remember = sql`
  update targets t set known_id = h.conversation_id from held h where h.target = t.no`;

/** An empty conversation is listed for both, as it was; one with messages is listed because of them. */
const join = sql`
  insert into ${participants} (conversation_id, user_id, opened_at)
  select distinct h.conversation_id, p.user_id,
    case when c.kind = 'group' or t.messages = 0 then c.created_at end
  from held h
  join targets t on t.no = h.target
  join ${conversations} c on c.id = h.conversation_id
  join old_conversations o on o.target = h.target
  join old_participants p on p.line = o.line
  order by 1, 2
  on conflict do nothing`;

/** Creates and locks the conversations of a batch, with all present and former participants. */
export async function lockConversations(tx: Executor, batch: number, now: Date): Promise<void> {
  await tx.execute(begin(batch, now));
  await tx.execute(lock(batch));
  await tx.execute(remember);
  await tx.execute(join);
}
