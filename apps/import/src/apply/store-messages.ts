import { FOLD_VERSION } from "@parley/contract/folding";
import type { Executor } from "@parley/db/database";
import { conversations, files, messages, messageVersions } from "@parley/db/schema";
import { sql } from "drizzle-orm";

/** Every message of the batch with its `seq`: the existing one, or the next ones in the order of posts. */
const place = sql`
  insert into placed (line, target, rank, conversation_id, seq, is_new)
  select p.line, p.target, p.rank, h.conversation_id,
    coalesce(x.seq, h.last_seq + row_number() over (partition by p.target, x.seq is null order by p.rank)),
    x.seq is null
  from held h
  join posts p on p.target = h.target
  join old_messages m on m.line = p.line
  left join ${messages} x on x.sender_id = m.sender_id and x.id = m.message_id`;

/** One that a scanner has found to be harmful meanwhile is shown as such. */
const filesOf = sql`(
  select json_agg(f.file order by o.at) from old_files o join ${files} f on f.id = o.file_id
  where o.line = m.line and m.deleted_at is null and (f.state = 'ready' or f.scan = 'infected'))`;

const store = sql`
  insert into ${messages} (conversation_id, seq, id, sender_id, body, search_text, fold_version, reply_to_seq, version,
    files, created_at, edited_at, deleted_at)
  select l.conversation_id, l.seq, m.message_id, m.sender_id,
    case when m.deleted_at is null then m.body else '' end, m.search_text, ${FOLD_VERSION}, answered.seq,
    1 + (m.edited_at is not null)::int + (m.deleted_at is not null)::int,
    ${filesOf}, m.created_at, m.edited_at, m.deleted_at
  from placed l
  join old_messages m on m.line = l.line
  left join answers a on a.line = l.line
  left join placed answered on answered.line = a.answered
  where l.is_new
  order by l.conversation_id, l.seq`;

/** The text of a deleted message is kept for ADMINs, as after a deletion here. */
const keepDeleted = sql`
  insert into ${messageVersions} (conversation_id, seq, version, body, replaced_at, replaced_by)
  select l.conversation_id, l.seq, 1 + (m.edited_at is not null)::int, m.body, m.deleted_at, m.sender_id
  from placed l join old_messages m on m.line = l.line
  where l.is_new and m.deleted_at is not null and m.body <> ''`;

const count = sql`
  update ${conversations} c set last_seq = n.last_seq, last_message_at = greatest(c.last_message_at, n.last_at)
  from (select l.conversation_id, max(l.seq) as last_seq, max(m.created_at) as last_at
        from placed l join old_messages m on m.line = l.line where l.is_new group by 1) n
  where c.id = n.conversation_id`;

/** Result of a batch of messages. */
export interface Stored {
  readonly imported: number;
  readonly alreadyThere: number;
}

/** Numbers every message of the locked conversations, and stores the new ones. */
export async function storeMessages(tx: Executor): Promise<Stored> {
  await tx.execute(place);
  await tx.execute(store);
  await tx.execute(keepDeleted);
  await tx.execute(count);
  const { rows } = await tx.execute<{ imported: number; there: number }>(sql`
    select count(*) filter (where is_new)::int as imported, count(*) filter (where not is_new)::int as there
    from placed`);
  return { imported: rows[0]?.imported ?? 0, alreadyThere: rows[0]?.there ?? 0 };
}
