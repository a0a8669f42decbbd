import { reindexBlock } from "@parley/api/import-support";
import { FOLD_VERSION } from "@parley/contract/folding";
import type { Executor } from "@parley/db/database";
import { files, messages, messageVersions, reactions } from "@parley/db/schema";
import { type SQL, sql } from "drizzle-orm";

/** Messages of an earlier import that the old system has since deleted or edited. */
const deletedSince = sql`not l.is_new and o.deleted_at is not null and m.deleted_at is null`;
const editedSince = sql`not l.is_new and o.deleted_at is null and m.deleted_at is null
  and o.edited_at > coalesce(m.edited_at, m.created_at) and o.body <> m.body`;

const read = sql`
  placed l join old_messages o on o.line = l.line
  join ${messages} m on m.conversation_id = l.conversation_id and m.seq = l.seq`;

const keep = (since: SQL, at: SQL) => sql`
  insert into ${messageVersions} (conversation_id, seq, version, body, replaced_at, replaced_by)
  select m.conversation_id, m.seq, m.version, m.body, ${at}, m.sender_id from ${read} where ${since}`;

const change = (since: SQL, set: SQL) => sql`
  update ${messages} x set ${set}, version = x.version + 1
  from ${read} where ${since} and x.conversation_id = m.conversation_id and x.seq = m.seq`;

const dropReactions = sql`
  delete from ${reactions} r using ${read}
  where ${deletedSince} and r.conversation_id = m.conversation_id and r.seq = m.seq`;

/** As after a deletion here: out of reach at once, and removed later. */
const dropFiles = sql`
  update ${files} f set gone_at = o.deleted_at from ${read}
  where ${deletedSince} and f.owner_id = m.sender_id and f.message_id = m.id`;

/** Applies edits and deletions in the old system to messages of an earlier import. */
export async function applyChanges(tx: Executor): Promise<void> {
  await tx.execute(dropReactions);
  await tx.execute(dropFiles);
  await tx.execute(keep(deletedSince, sql`o.deleted_at`));
  await tx.execute(
    change(deletedSince, sql`body = '', search_text = '', deleted_at = o.deleted_at`),
  );
  await tx.execute(keep(editedSince, sql`o.edited_at`));
  const { rows } = await tx.execute<{ conversationId: string; seq: number }>(sql`
    ${change(editedSince, sql`body = o.body, search_text = o.search_text, fold_version = ${FOLD_VERSION}, edited_at = o.edited_at`)}
    returning x.conversation_id as "conversationId", x.seq`);
  for (const place of rows) await reindexBlock(tx, place);
}
