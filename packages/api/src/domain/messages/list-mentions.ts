import type { listMentionsInput, MentionsPage } from "@parley/contract/messages";
import { messages, participants } from "@parley/db/schema";
import { preparedStatement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type * as z from "zod";
import type { Call } from "../context.ts";
import { isVisible } from "../participants/visibility.ts";
import { blocks } from "../policy/facts.ts";
import { messageColumns, messageRow, toMessage } from "./message-row.ts";
import { cursorOf } from "./newest-first.ts";

type Input = z.output<typeof listMentionsInput>;
type Wanted = Input & { readonly me: string };

const example = { createdAt: "2026-03-01T10:00:00.000Z", conversationId: "", seq: 1 };

const mentionRows = preparedStatement({
  name: "messages.mentions",
  row: messageRow,
  shapeOf: ({ cursor }: Wanted) => ({ isFirst: !cursor }),
  template(value, { isFirst }) {
    const me = value((wanted) => wanted.me);
    const isBehind = sql`(m.created_at, m.conversation_id, m.seq) < (${value(({ cursor }) => cursor?.createdAt)}::timestamptz,
        ${value(({ cursor }) => cursor?.conversationId)}::uuid, ${value(({ cursor }) => cursor?.seq)}::int)`;
    return sql`
    select ${messageColumns("m")}
    from ${messages} m
    join ${participants} p on p.conversation_id = m.conversation_id and p.user_id = ${me}
      and ${isVisible({ participant: "p", seq: "m.seq" })}
    where m.mentions @> array[${me}::text] and cardinality(m.mentions) > 0
      and m.sender_id <> ${me} and m.deleted_at is null
      and not ${blocks("p.user_id", "m.sender_id")}
      and ${isFirst ? sql`true` : isBehind}
    order by m.created_at desc, m.conversation_id desc, m.seq desc
    limit ${value(({ limit }) => limit + 1)}`;
  },
  examples: [
    { me: "ada", limit: 1 },
    { me: "ada", limit: 1, cursor: example },
  ],
});

/**
 * The messages of others that mention the caller, newest first: visible to the caller, not deleted, and not from a user
 * whom they block.
 */
export async function listMentions({ ctx, input }: Call<Input>): Promise<MentionsPage> {
  const { limit } = input;
  const rows = await mentionRows(ctx.db, { ...input, me: ctx.actor.id });
  return { messages: rows.slice(0, limit).map(toMessage), nextCursor: cursorOf(rows, limit) };
}
