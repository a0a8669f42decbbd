import type { SetTypingInput } from "@parley/contract/events";
import { limits } from "@parley/contract/limits";
import { sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { DomainError } from "../errors.ts";
import { allowsTogether } from "../policy/decide-sql.ts";

interface Present extends Record<string, unknown> {
  others: string[] | null;
}

const mayType = allowsTogether("typing", { from: "me", to: "u" });

/** Users who may see that the caller types: present, allowed by the contact policy, in an open conversation below the size limit. */
const watchers = ({ ctx, input }: Call<SetTypingInput>) => sql`
  select (
    select array_agg(x.user_id) from participants x join users u on u.id = x.user_id
    where c.state = 'open' and p.left_seq is null
      and x.conversation_id = c.id and x.user_id <> p.user_id and x.left_seq is null
      and (select count(*) from participants y where y.conversation_id = c.id and y.left_seq is null)
          <= ${limits.signalGroupMax}
      and ${mayType}
  ) as others
  from participants p
  join users me on me.id = p.user_id
  join conversations c on c.id = p.conversation_id
  where p.conversation_id = ${input.conversationId} and p.user_id = ${ctx.actor.id}`;

/** Publishes to the other participants that the caller types, or no longer does. Not stored. */
export async function setTyping(call: Call<SetTypingInput>): Promise<void> {
  const { ctx, input } = call;
  const { rows } = await ctx.db.execute<Present>(watchers(call));
  const [row] = rows;
  if (row === undefined) throw new DomainError("not_found");
  if (row.others === null) return;
  ctx.bus.signal({
    userIds: row.others,
    signal: { type: "typing", userId: ctx.actor.id, ...input },
  });
}
