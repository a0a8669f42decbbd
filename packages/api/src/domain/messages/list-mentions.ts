import type { listMentionsInput, MentionsPage } from "@parley/contract/messages";
import { sql } from "drizzle-orm";
import type * as z from "zod";
import type { Call } from "../context.ts";
import { firstVisibleSeq, lastVisibleSeq, doesNotBlock } from "../participants/visibility.ts";
import { type MessageRow, messageColumns, toMessage } from "./message-row.ts";
import { behind, cursorOf } from "./newest-first.ts";

/**
 * The messages of others that mention the caller, newest first: visible to the caller, not deleted, and not from a user
 * whom they block.
 */
export async function listMentions({
  ctx,
  input: { cursor, limit },
}: Call<z.output<typeof listMentionsInput>>): Promise<MentionsPage> {
  const me = ctx.actor.id;
  const { rows } = await ctx.db.execute<MessageRow>(sql`
    select ${sql.raw(messageColumns)}
    from messages m
    join participants p on p.conversation_id = m.conversation_id and p.user_id = ${me}
      and m.seq between ${firstVisibleSeq} and ${lastVisibleSeq}
    where m.mentions @> array[${me}::text] and cardinality(m.mentions) > 0
      and m.sender_id <> ${me} and m.deleted_at is null
      and ${sql.raw(doesNotBlock({ user: "p.user_id", other: "m.sender_id" }))}
      and ${behind(cursor)}
    order by m.created_at desc, m.conversation_id desc, m.seq desc
    limit ${limit + 1}`);
  return { messages: rows.slice(0, limit).map(toMessage), nextCursor: cursorOf(rows, limit) };
}
