import { participants, users } from "@parley/db/schema";
import { type Fragment, fragment } from "@parley/db/statement";
import { allowsTogether } from "../policy/decide-sql.ts";

/** Ids as one text for a column of a batch, since nested arrays cannot be unnested by row. Ids contain no spaces. */
export const packIds = (ids: readonly string[] | undefined): string => sortIds(ids).join(" ");
export const unpackIds = (packed: string): Fragment => fragment`string_to_array(${packed}, ' ')`;

/** Each id once, sorted. */
export const sortIds = (ids: readonly string[] = []): string[] => [...new Set(ids)].toSorted();

/**
 * Why a user may not be mentioned, as an SQL expression, or null: users outside the conversation and nonexistent ones
 * are both `not_found`; across a block, and with a closed account, it is `contact_unavailable`. `ids` is an array, and
 * `sender` a row of `users`.
 */
export const mentionRefusal = (at: {
  ids: string | Fragment;
  conversationId: string;
  sender: string;
}): Fragment => fragment`(
  select case when bool_or(named.id is null) then 'not_found'
    when bool_or(not (${allowsTogether("mention", { from: at.sender, to: "named" })})) then 'contact_unavailable' end
  from unnest(${at.ids}) as mention (id)
  left join ${participants} present on present.conversation_id = ${at.conversationId}
    and present.user_id = mention.id and present.left_seq is null
  left join ${users} named on named.id = present.user_id)`;
