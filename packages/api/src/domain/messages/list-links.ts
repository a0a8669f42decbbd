import type { LinksPage, listLinksInput } from "@parley/contract/messages";
import { conversations, messages, participants } from "@parley/db/schema";
import {
  computed,
  fragment,
  nullable,
  outerJoined,
  preparedStatement,
  type RowOf,
  type ValueOfInput,
} from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type * as z from "zod";
import type { Call } from "../context.ts";
import { orNotFound } from "../errors.ts";
import { firstVisibleSeq, newestVisibleSeq } from "../participants/visibility.ts";
import { blocks } from "../policy/facts.ts";
import { hasAddress } from "../text/has-address.ts";
import { messageColumns, messageRow, toMessage } from "./message-row.ts";

type Input = z.output<typeof listLinksInput>;

/** Messages that one page looks at. */
const lookedAt = fragment`2000`;

/** One row without a message if none is found; no row if the caller is not in the conversation. */
const linkRows = preparedStatement({
  name: "messages.links",
  row: { ...outerJoined(messageRow), rest: nullable(computed.int) },
  template: (value: ValueOfInput<Input & { me: string }>) => sql`
    select ${messageColumns("m")}, case when looked.first > looked.start then looked.first end as rest
    from (
      select p.user_id, p.conversation_id, ${firstVisibleSeq("p")} as start, range.last,
        greatest(${firstVisibleSeq("p")}, range.last - ${lookedAt} + 1) as first
      from ${participants} p
      join ${conversations} c on c.id = p.conversation_id
      cross join lateral (
        select least(${newestVisibleSeq({ participant: "p", conversation: "c" })},
          ${value(({ before }) => before ?? null)}::int - 1) as last) range
      where p.conversation_id = ${value(({ conversationId }) => conversationId)} and p.user_id = ${value(({ me }) => me)}
    ) looked
    left join lateral (
      select * from ${messages} x
      where x.conversation_id = looked.conversation_id and x.seq between looked.first and looked.last
        and x.deleted_at is null and ${hasAddress("x")}
        and not ${blocks("looked.user_id", "x.sender_id")}
      order by x.seq desc
      limit ${value(({ limit }) => limit + 1)}::int
    ) m on true`,
  examples: [{ me: "ada", conversationId: "", limit: 1 }],
});

/**
 * The messages of a conversation with web addresses, newest first: visible to the caller, not deleted, and not from a
 * user whom they block.
 */
export async function listLinks({ ctx, input }: Call<Input>): Promise<LinksPage> {
  const { limit } = input;
  const rows = await linkRows(ctx.db, { ...input, me: ctx.actor.id });
  const { rest } = orNotFound(rows[0]);
  const found = rows
    // The columns of a message are null together.
    .flatMap((row) => (row.seq === null ? [] : [row as RowOf<typeof messageRow>]))
    .toSorted((one, other) => other.seq - one.seq);
  const shown = found.slice(0, limit).map(toMessage);
  // A full page ends at its last message, any other where it stopped looking.
  const nextBefore = found.length > limit ? (shown.at(-1)?.seq ?? null) : rest;
  return { messages: shown, nextBefore };
}
