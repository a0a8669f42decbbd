import type { listMessagesInput, MessagePage } from "@parley/contract/messages";
import { conversations, messages, participants } from "@parley/db/schema";
import {
  computed,
  fragment,
  nullable,
  outerJoined,
  preparedStatement,
  type RowOf,
} from "@parley/db/statement";
import { type SQL, sql } from "drizzle-orm";
import type * as z from "zod";
import type { SessionCall, UserSession } from "../context.ts";
import { orNotFound } from "../errors.ts";
import {
  firstVisibleSeq,
  isBehind,
  newestVisibleSeq,
  unreadMessages,
} from "../participants/visibility.ts";
import { acceptsSession, readInSession } from "../policy/accepted-session.ts";
import { pageColumns, pageRow, toMessage } from "./message-row.ts";

type Input = z.output<typeof listMessagesInput>;

interface Page extends Input {
  readonly session: Pick<UserSession, "userId" | "issuedAt">;
}

const seqOf = ({ at }: Page) => ("seq" in at ? at.seq : null);

/** The first `seq` of a page, before it is limited to what the caller may see. `seq` is dense, so a page is a range. */
function firstOf(from: Input["at"]["from"], { seq, limit }: { seq: () => SQL; limit: SQL }) {
  switch (from) {
    case "end":
      return sql`visible.last - ${limit} + 1`;
    case "before":
      return sql`least(${seq()} - 1, visible.last) - ${limit} + 1`;
    case "after":
      return sql`greatest(least(${seq()}, visible.last) + 1, visible.first)`;
    case "around":
      return sql`greatest(visible.first, least(${seq()} - ${limit} / 2, visible.last - ${limit} + 1))`;
    case "unread":
      // A fifth of the page has been read.
      return sql`greatest(visible.first, least(visible.unread - ${limit} / 5, visible.last - ${limit} + 1))`;
  }
}

const aliases = { participant: "p", conversation: "c" };

/** Only read by the pages that need it. */
const firstUnread = (from: Input["at"]["from"]) =>
  from === "unread"
    ? fragment`(select m.seq ${unreadMessages("p")} and ${isBehind(aliases)} order by m.seq limit 1)`
    : fragment`null::int`;

const example = {
  session: { userId: "ada", issuedAt: new Date(0) },
  conversationId: "",
  limit: 1,
} as const;

/** Also in the row without a message. */
const isFirst = fragment`coalesce(m.seq = page.first, true)`;

/**
 * The messages of a page of a conversation that the caller may see. The first row says whether there are others before
 * and after them. One row without a message if the page is empty; no row if there is no such conversation, or if the
 * account refuses the session.
 */
const pageRows = preparedStatement({
  name: "messages.page",
  row: {
    ...outerJoined(pageRow),
    has_older: nullable(computed.boolean),
    has_newer: nullable(computed.boolean),
  },
  shapeOf: ({ at }: Page) => at.from,
  template(value, from) {
    const conversationId = value((page) => page.conversationId);
    const limit = sql`${value((page) => page.limit)}::int`;
    const seq = () => sql`${value(seqOf)}::int`;
    const of = { message: "m", isFirst, conversationId, range: fragment`page.first and page.last` };
    return sql`
    select ${pageColumns(of)},
      case when ${isFirst} then page.has_older end as has_older,
      case when ${isFirst} then page.has_newer end as has_newer
    from (
      select limited.first, limited.last, limited.last < visible.last as has_newer,
        limited.first > visible.first and visible.last >= visible.first as has_older
      from (
        select ${firstVisibleSeq("p")} as first,
          ${newestVisibleSeq(aliases)} as last, ${firstUnread(from)} as unread
        from ${participants} p join ${conversations} c on c.id = p.conversation_id
        where p.conversation_id = ${conversationId} and p.user_id = ${value(({ session }) => session.userId)}
          and ${acceptsSession(value, ({ session }) => session)}
      ) visible
      cross join lateral (select ${firstOf(from, { seq, limit })} as first) wanted
      cross join lateral (
        select greatest(wanted.first, visible.first) as first,
          least(wanted.first + ${limit} - 1, visible.last) as last
      ) limited
      offset 0
    ) page
    -- In the order of the index, without sorting the texts.
    left join lateral (
      select * from ${messages} x
      where x.conversation_id = ${conversationId} and x.seq between page.first and page.last
      order by x.seq limit ${limit}
    ) m on true`;
  },
  examples: [
    { ...example, at: { from: "end" } },
    { ...example, at: { from: "before", seq: 1 } },
    { ...example, at: { from: "after", seq: 1 } },
    { ...example, at: { from: "around", seq: 1 } },
    { ...example, at: { from: "unread" } },
  ],
});

/** A page of history, in order and without gaps. A page outside of what the caller may see is empty. */
export async function listMessages({ ctx, input }: SessionCall<Input>): Promise<MessagePage> {
  const { db, session } = ctx;
  const { conversationId } = input;
  const rows = await readInSession(ctx, () => pageRows(db, { ...input, session }));
  const first = orNotFound(rows.find((row) => row.has_older !== null));
  const found = rows.flatMap((row) => {
    if (row.seq === null) return [];
    // The columns of a message are null together.
    const message = row as RowOf<typeof pageRow>;
    const reactions = first.reactions?.[row.seq] ?? [];
    return [toMessage({ ...message, conversation_id: conversationId, reactions })];
  });
  return {
    // They are in this order already; the statement does not promise it.
    messages: found.toSorted((one, other) => one.seq - other.seq),
    hasOlder: first.has_older === true,
    hasNewer: first.has_newer === true,
  };
}
