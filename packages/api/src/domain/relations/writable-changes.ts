import { defaultPolicy, type Policy } from "../policy/policy.ts";
import type { Executor } from "@parley/db/database";
import { conversations, participants, users } from "@parley/db/schema";
import { computed, nullable, type RowOf, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { ownedBy, type PairScope, within } from "./contact-rows.ts";
import type { Outgoing } from "../stream/append.ts";
import { unwritableSince, writableOf } from "../policy/writable.ts";
import { otherUser } from "../participants/visibility.ts";

const writableRow = {
  id: conversations.id,
  user_id: participants.userId,
  state: conversations.state,
  reason: nullable(computed.text()),
  since: nullable(computed.moment),
} as const;

interface Judged {
  readonly scope: PairScope;
  readonly policy: Policy;
}

/** What each user of some direct conversations sees about writing there, by "conversation user". */
export type Writables = ReadonlyMap<string, string>;

const aliases = { participant: "p", conversation: "c", caller: "viewer", other: "o" } as const;
const since = unwritableSince(aliases);
const writableRows = statement({
  name: "relations.writables",
  row: writableRow,
  sql: ({ scope, policy }: Judged) => sql`
    select c.id, p.user_id, c.state, told.reason, ${since} as since
    from ${conversations} c
    join ${participants} p on p.conversation_id = c.id
    join ${users} viewer on viewer.id = p.user_id
    join ${users} o on o.id = ${otherUser({ conversation: "c", user: "p.user_id" })}
    ${writableOf(aliases, policy)}
    where c.kind = 'direct' and ${within(scope, { owner: sql`c.low_user`, contact: sql`c.high_user` })}`,
  examples: [
    { scope: ownedBy("ada"), policy: defaultPolicy },
    { scope: ownedBy("ada"), policy: { ...defaultPolicy, blockNotice: "immediate" } },
  ],
});

const keyOf = ({ id, user_id }: RowOf<typeof writableRow>) => `${id} ${user_id}`;

/** What both users of every direct conversation of a scope see now. */
export async function loadWritables(tx: Executor, judged: Judged): Promise<Writables> {
  const rows = await writableRows(tx, judged);
  return new Map(
    rows.map((row) => [keyOf(row), JSON.stringify([row.state, row.reason, row.since])]),
  );
}

/** One event for each user whose write permission in a conversation changed. */
export const writableEvents = (before: Writables, after: Writables): Outgoing[] =>
  [...after]
    .filter(([key, told]) => before.get(key) !== told)
    .map(([key]) => {
      const [conversationId, userId = ""] = key.split(" ", 2);
      return { userId, type: "conversation.updated", conversationId } as const;
    });
