import type { listMessagesInput, MessagePage } from "@parley/contract/messages";
import { type SQL, sql } from "drizzle-orm";
import type * as z from "zod";
import type { ActorContext, Call } from "../context.ts";
import { orNotFound } from "../errors.ts";
import { firstVisibleSeq, lastVisibleSeq } from "../participants/visibility.ts";
import { type MessageRow, messageColumns, toMessage } from "./message-row.ts";

type Input = z.output<typeof listMessagesInput>;

/** The range of `seq` that the caller may see, both included; `last` is below `first` if it is empty. */
interface Range {
  readonly first: number;
  readonly last: number;
}

async function visibleRange(ctx: ActorContext, conversationId: string): Promise<Range> {
  const { rows } = await ctx.db.execute<{ first: number; last: number }>(sql`
    select ${firstVisibleSeq} as first, least(c.last_seq, ${lastVisibleSeq}) as last
    from participants p join conversations c on c.id = p.conversation_id
    where p.conversation_id = ${conversationId} and p.user_id = ${ctx.actor.id}`);
  return orNotFound(rows[0]);
}

/** The range of `seq` of a page. `seq` is dense, so a page is a range and needs no search. */
function pageRange({ at, limit }: Input, visible: Range): Range {
  const clamp = (first: number) => ({
    first: Math.max(first, visible.first),
    last: Math.min(first + limit - 1, visible.last),
  });
  switch (at.from) {
    case "end":
      return clamp(visible.last - limit + 1);
    case "before":
      return clamp(Math.min(at.seq - 1, visible.last) - limit + 1);
    case "after":
      return clamp(Math.max(at.seq + 1, visible.first));
    case "around":
      return clamp(
        Math.max(visible.first, Math.min(at.seq - Math.floor(limit / 2), visible.last - limit + 1)),
      );
  }
}

const messagesIn = (conversationId: string, range: Range): SQL => sql`
  select ${sql.raw(messageColumns)} from messages m
  where m.conversation_id = ${conversationId} and m.seq between ${range.first} and ${range.last}
  order by m.seq`;

/** A page of history, in order and without gaps. A page outside of what the caller may see is empty. */
export async function listMessages({ ctx, input }: Call<Input>): Promise<MessagePage> {
  const visible = await visibleRange(ctx, input.conversationId);
  const range = pageRange(input, visible);
  const { rows } = await ctx.db.execute<MessageRow>(messagesIn(input.conversationId, range));
  return {
    messages: rows.map(toMessage),
    hasOlder: range.first > visible.first && visible.last >= visible.first,
    hasNewer: range.last < visible.last,
  };
}
