import type { listMessagesInput, MessagePage } from "@parley/contract/messages";
import { conversations, messages, participants } from "@parley/db/schema";
import { computed, outerJoined, preparedStatement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type * as z from "zod";
import type { SessionCall, UserSession } from "../context.ts";
import { orNotFound } from "../errors.ts";
import { firstVisibleSeq, newestVisibleSeq } from "../participants/visibility.ts";
import { acceptsSession, readInSession } from "../policy/accepted-session.ts";
import { type MessageRow, messageColumns, messageRow, toMessage } from "./message-row.ts";

type Input = z.output<typeof listMessagesInput>;

/** The first `seq` of a page, before it is limited to what the caller may see. `seq` is dense, so a page is a range. */
function firstOf({ at, limit }: Input) {
  switch (at.from) {
    case "end":
      return sql`visible.last - ${limit}::int + 1`;
    case "before":
      return sql`least(${at.seq}::int - 1, visible.last) - ${limit}::int + 1`;
    case "after":
      return sql`greatest(least(${at.seq}::int, visible.last) + 1, visible.first)`;
    case "around":
      return sql`greatest(visible.first,
        least(${at.seq}::int - ${limit}::int / 2, visible.last - ${limit}::int + 1))`;
  }
}

const example = {
  session: { userId: "ada", issuedAt: new Date(0) },
  conversationId: "",
  limit: 1,
} as const;

interface Page extends Input {
  readonly session: Pick<UserSession, "userId" | "issuedAt">;
}

/**
 * A page of a conversation that the caller may see, its range, and the range of what they may see, both ends included.
 * One row without a message if the page is empty; no row if there is no such conversation, or if the account refuses the
 * session.
 */
const pageRows = preparedStatement({
  name: "messages.page",
  row: {
    ...outerJoined(messageRow),
    visible_first: computed.int,
    visible_last: computed.int,
    page_first: computed.int,
    page_last: computed.int,
  },
  sql: ({ session, ...input }: Page) => sql`
    select ${messageColumns("m")}, page.*
    from (
      select visible.first as visible_first, visible.last as visible_last,
        greatest(wanted.first, visible.first) as page_first,
        least(wanted.first + ${input.limit}::int - 1, visible.last) as page_last
      from (
        select ${firstVisibleSeq("p")} as first,
          ${newestVisibleSeq({ participant: "p", conversation: "c" })} as last
        from ${participants} p join ${conversations} c on c.id = p.conversation_id
        where p.conversation_id = ${input.conversationId} and p.user_id = ${session.userId}
          and ${acceptsSession(session)}
      ) visible cross join lateral (select ${firstOf(input)} as first) wanted
    ) page
    left join ${messages} m
      on m.conversation_id = ${input.conversationId} and m.seq between page.page_first and page.page_last
    order by m.seq`,
  examples: [
    { ...example, at: { from: "end" } },
    { ...example, at: { from: "before", seq: 1 } },
    { ...example, at: { from: "after", seq: 1 } },
    { ...example, at: { from: "around", seq: 1 } },
  ],
});

/** A page of history, in order and without gaps. A page outside of what the caller may see is empty. */
export async function listMessages({ ctx, input }: SessionCall<Input>): Promise<MessagePage> {
  const { db, session } = ctx;
  const rows = await readInSession(ctx, () => pageRows(db, { ...input, session }));
  const page = orNotFound(rows[0]);
  return {
    // The columns of a message are null together.
    messages: rows.filter((row) => row.seq !== null).map((row) => toMessage(row as MessageRow)),
    hasOlder: page.page_first > page.visible_first && page.visible_last >= page.visible_first,
    hasNewer: page.page_last < page.visible_last,
  };
}
