import type { Executor } from "@parley/db/database";
import {
  actionItems,
  conversations,
  meetings,
  messages,
  participants,
  users,
} from "@parley/db/schema";
import { computed, nullable, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { orNotFound } from "../errors.ts";
import { isVisible, otherUser } from "../participants/visibility.ts";
import { refusalBranches } from "../policy/writable.ts";

const aliases = { participant: "p", conversation: "c", caller: "mine", other: "o" } as const;

/** A place for a thing. */
interface Place {
  readonly userId: string;
  readonly conversationId: string;
  readonly ownerId: string;
  /** The message of which it is made. */
  readonly sourceSeq: number | null;
  readonly now: Date;
}

/** Where a thing is to be: whether the caller may write, whether they see its source, and whether its owner is there. */
const placeRows = statement({
  name: "cards.place",
  row: {
    kind: conversations.kind,
    refusal: nullable(computed.text<"conversation_readonly" | "contact_unavailable">()),
    is_owner_here: computed.boolean,
    source: computed.text<"none" | "seen" | "deleted" | "unseen">(),
    open: computed.int,
    /** Whether both users of a direct conversation are people with accounts; null in a group. */
    are_people: nullable(computed.boolean),
    open_meetings: computed.int,
  },
  sql: ({ userId, conversationId, ownerId, sourceSeq, now }: Place) => sql`
    select c.kind, case ${refusalBranches(aliases)} end as refusal,
      exists (
        select from ${participants} x join ${users} u on u.id = x.user_id
        where x.conversation_id = c.id and x.user_id = ${ownerId} and x.left_seq is null
          and u.status = 'active' and u.kind = 'PERSON'
      ) as is_owner_here,
      case when source.seq is null then 'none' when m.seq is null then 'unseen'
        when m.deleted_at is not null then 'deleted' else 'seen' end as source,
      (select count(*) from ${actionItems} i where i.conversation_id = c.id and i.state = 'open'
        and (i.is_shared or i.creator_id = ${userId}))::int as open,
      o.status = 'active' and o.kind = 'PERSON' and mine.kind = 'PERSON' as are_people,
      (select count(*) from ${meetings} i where i.conversation_id = c.id and (i.state = 'proposed'
        or i.state = 'agreed' and i.ends_at > ${now}::timestamptz))::int as open_meetings
    from ${participants} p
    cross join (select ${sourceSeq}::int as seq) source
    join ${conversations} c on c.id = p.conversation_id
    join ${users} mine on mine.id = p.user_id
    left join ${users} o on c.kind = 'direct' and o.id = ${otherUser({ conversation: "c", user: "p.user_id" })}
    left join ${messages} m on m.conversation_id = c.id and m.seq = source.seq
      and ${isVisible({ participant: "p", seq: "m.seq" })}
    where p.user_id = ${userId} and p.conversation_id = ${conversationId}`,
  examples: [
    { userId: "ada", conversationId: "", ownerId: "ben", sourceSeq: null, now: new Date(0) },
  ],
});

/** The place; one that the caller does not see is `not_found`. */
export async function loadPlace(tx: Executor, place: Place) {
  return orNotFound((await placeRows(tx, place))[0]);
}
export type PlaceRow = Awaited<ReturnType<typeof loadPlace>>;
