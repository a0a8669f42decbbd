import type { listMessagesInput, MessagePage } from "@parley/contract/messages";
import { conversations, messages, participants } from "@parley/db/schema";
import { computed, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type * as z from "zod";
import type { Call } from "../context.ts";
import { orNotFound } from "../errors.ts";
import { firstVisibleSeq, newestVisibleSeq } from "../participants/visibility.ts";
import { messageColumns, messageRow, toMessage } from "./message-row.ts";

type Input = z.output<typeof listMessagesInput>;

/** The range of `seq` that the caller may see, both included; `last` is below `first` if it is empty. */
interface Range {
  readonly first: number;
  readonly last: number;
}

const columns = messageColumns("m");
const firstSeq = firstVisibleSeq("p");
const lastSeq = newestVisibleSeq({ participant: "p", conversation: "c" });

const visibleRanges = statement({
  name: "messages.visible-range",
  row: { first: computed.int, last: computed.int },
  sql: ({ conversationId, userId }: { conversationId: string; userId: string }) => sql`
    select ${firstSeq} as first, ${lastSeq} as last
    from ${participants} p join ${conversations} c on c.id = p.conversation_id
    where p.conversation_id = ${conversationId} and p.user_id = ${userId}`,
  examples: [{ conversationId: "", userId: "ada" }],
});

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

const messagesIn = statement({
  name: "messages.page",
  row: messageRow,
  sql: ({ conversationId, range }: { conversationId: string; range: Range }) => sql`
    select ${columns} from ${messages} m
    where m.conversation_id = ${conversationId} and m.seq between ${range.first} and ${range.last}
    order by m.seq`,
  examples: [{ conversationId: "", range: { first: 1, last: 2 } }],
});

/** A page of history, in order and without gaps. A page outside of what the caller may see is empty. */
export async function listMessages({ ctx, input }: Call<Input>): Promise<MessagePage> {
  const { conversationId } = input;
  const [found] = await visibleRanges(ctx.db, { conversationId, userId: ctx.actor.id });
  const visible = orNotFound(found);
  const range = pageRange(input, visible);
  const rows = await messagesIn(ctx.db, { conversationId, range });
  return {
    messages: rows.map(toMessage),
    hasOlder: range.first > visible.first && visible.last >= visible.first,
    hasNewer: range.last < visible.last,
  };
}
