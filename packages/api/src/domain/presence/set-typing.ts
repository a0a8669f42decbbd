import type { SetTypingInput } from "@parley/contract/events";
import { limits } from "@parley/contract/limits";
import { conversations, participants, users } from "@parley/db/schema";
import { computed, nullable, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { DomainError } from "../errors.ts";
import { presentCount } from "../participants/visibility.ts";
import { allowsTogether } from "../policy/decide-sql.ts";

const present = presentCount("c.id");
const mayType = allowsTogether("typing", { from: "me", to: "u" });

/** Users who may see that the caller types: present, allowed by the contact policy, in an open conversation below the size limit. */
const watchers = statement({
  name: "presence.typing-watchers",
  row: { others: nullable(computed.texts) },
  sql: ({ conversationId, userId }: { conversationId: string; userId: string }) => sql`
  select (
    select array_agg(x.user_id) from ${participants} x join ${users} u on u.id = x.user_id
    where c.state = 'open' and p.left_seq is null
      and x.conversation_id = c.id and x.user_id <> p.user_id and x.left_seq is null
      and ${present} <= ${limits.signalGroupMax}
      and ${mayType}
  ) as others
  from ${participants} p
  join ${users} me on me.id = p.user_id
  join ${conversations} c on c.id = p.conversation_id
  where p.conversation_id = ${conversationId} and p.user_id = ${userId}`,
  examples: [{ conversationId: "", userId: "ada" }],
});

/** Publishes to the other participants that the caller types, or no longer does. Not stored. */
export async function setTyping({ ctx, input }: Call<SetTypingInput>): Promise<void> {
  const { conversationId } = input;
  const [row] = await watchers(ctx.db, { conversationId, userId: ctx.actor.id });
  if (row === undefined) throw new DomainError("not_found");
  if (row.others === null) return;
  ctx.bus.signal({
    userIds: row.others,
    signal: { type: "typing", userId: ctx.actor.id, ...input },
  });
}
