import type { SearchPage, searchMessagesInput } from "@parley/contract/messages";
import { type SQL, sql } from "drizzle-orm";
import type * as z from "zod";
import { containing } from "../containing.ts";
import type { Call } from "../context.ts";
import { firstVisibleSeq, lastVisibleSeq } from "../conversations/visibility.ts";
import { DomainError } from "../errors.ts";
import { foldWords } from "./fold.ts";
import { type MessageRow, messageColumns, toMessage } from "./message-row.ts";
import { behind, cursorOf } from "./newest-first.ts";
import { snippet } from "./snippet.ts";

type Input = z.output<typeof searchMessagesInput>;

/** Only what the caller may see: present or past member, in sight, not deleted, not from somebody they block. */
const found = ({ ctx, input }: Call<Input>, words: readonly string[]): SQL => sql`
  select ${sql.raw(messageColumns)}
  from participants p
  join messages m on m.conversation_id = p.conversation_id
    and m.seq between ${firstVisibleSeq} and ${lastVisibleSeq}
  where p.user_id = ${ctx.actor.id}
    and ${input.conversationId === undefined ? sql`true` : sql`p.conversation_id = ${input.conversationId}`}
    and ${sql.join(
      words.map((word) => sql`m.search_text like ${containing(word)}`),
      sql` and `,
    )}
    and m.deleted_at is null
    and not exists (select from blocks b where b.blocker_id = p.user_id and b.blocked_id = m.sender_id)
    and ${behind(input.cursor)}
  order by m.created_at desc, m.conversation_id desc, m.seq desc
  limit ${input.limit + 1}`;

/** Absent and foreign conversations are not_found, as everywhere, and not merely without hits. */
async function requireMember({ ctx, input: { conversationId } }: Call<Input>): Promise<void> {
  if (conversationId === undefined) return;
  const { rows } = await ctx.db.execute(sql`
    select from participants where conversation_id = ${conversationId} and user_id = ${ctx.actor.id}`);
  if (rows.length === 0) throw new DomainError("not_found");
}

/**
 * The caller's messages in which every word occurs, in whatever part of a word, case and accent; the newest
 * first. What was deleted, and what is out of the caller's sight, is not found.
 */
export async function searchMessages(call: Call<Input>): Promise<SearchPage> {
  const { ctx, input } = call;
  await requireMember(call);
  const words = foldWords(input.text);
  if (words.length === 0) return { hits: [], nextCursor: null };
  const { rows } = await ctx.db.execute<MessageRow>(found(call, words));
  const hits = rows.slice(0, input.limit).map((row) => ({
    message: toMessage(row),
    snippet: snippet(row.body, words),
  }));
  return { hits, nextCursor: cursorOf(rows, input.limit) };
}
