import type { Executor } from "@parley/db/database";
import { conversations } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { type PairScope, within } from "./contact-rows.ts";
import type { Outgoing } from "../stream/append.ts";
import type { Policy } from "../policy/policy.ts";
import { decide } from "../policy/decide.ts";
import { mirrored, type Relation } from "../policy/facts.ts";
import { loadRelationsOf } from "../policy/load-relations.ts";

type State = "open" | "readonly";

/** A direct conversation, locked. */
export interface DirectRow {
  readonly id: string;
  readonly lowUser: string;
  readonly highUser: string;
  readonly state: State;
}

/** A direct conversation with the state that the policy requires. */
interface Settled extends DirectRow {
  readonly next: State;
  /** Across a block, what the two may know depends on the policy even if the state is the same. */
  readonly isBlocked: boolean;
}

/** Locks direct conversations in the order of ids, and loads them. */
export async function lockDirectConversations(
  tx: Executor,
  { where, limit }: { where: SQL | undefined; limit?: number | undefined },
): Promise<DirectRow[]> {
  const { id, lowUser, highUser, state } = conversations;
  const query = tx
    .select({
      id,
      // The schema has both users of each direct conversation.
      lowUser: sql<string>`${lowUser}`,
      highUser: sql<string>`${highUser}`,
      state,
    })
    .from(conversations)
    .where(and(eq(conversations.kind, "direct"), where))
    .orderBy(id)
    .for("no key update")
    .$dynamic();
  return limit === undefined ? query : query.limit(limit);
}

/**
 * What a conversation's state reflects. A deactivation, and a block that the blocked user learns of when they try,
 * refuse each send separately and do not change it.
 */
const visibly = (relation: Relation, policy: Policy): Relation => ({
  ...relation,
  closed: false,
  blocked: relation.blocked && policy.blockNotice === "immediate",
});

/** Open while one of the two may write: also to a `SYSTEM` user's conversation, which cannot be answered. */
export async function judgeStates(
  tx: Executor,
  { rows, policy }: { rows: readonly DirectRow[]; policy: Policy },
): Promise<Settled[]> {
  const relations = await loadRelationsOf(
    tx,
    rows.map((row) => ({ fromId: row.lowUser, toId: row.highUser })),
  );
  return rows.map((row, at) => {
    const relation = relations[at];
    const mayWrite = (seen: Relation) => decide("send", visibly(seen, policy), policy).allowed;
    const isOpen = relation !== undefined && (mayWrite(relation) || mayWrite(mirrored(relation)));
    const isBlocked = relation?.blocked === true;
    return { ...row, next: isOpen ? "open" : "readonly", isBlocked };
  });
}

/** Stores states, each with a new epoch, since write permission changed. */
export const storeStates = statement({
  name: "relations.store-states",
  sql: (settled: readonly Settled[]) => sql`
    update ${conversations} c set state = s.next, epoch = c.epoch + 1
    from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as s (id uuid, next text)
    where c.id = s.id`,
  examples: [[]],
});

/** Those whose state changed. */
export const changedOf = (settled: readonly Settled[]): Settled[] =>
  settled.filter(({ state, next }) => state !== next);

/** Events for both users of each conversation. */
export const stateEvents = (changed: readonly Settled[]): Outgoing[] =>
  changed.flatMap(({ id, lowUser, highUser }) =>
    [lowUser, highUser].map(
      (userId) => ({ userId, type: "conversation.updated", conversationId: id }) as const,
    ),
  );

/** Sets each direct conversation of a scope to the state that the policy requires, with a new epoch. */
export async function settleDirectConversations(
  tx: Executor,
  { scope, policy }: { scope: PairScope; policy: Policy },
): Promise<void> {
  const { lowUser, highUser } = conversations;
  const rows = await lockDirectConversations(tx, {
    where: within(scope, { owner: sql`${lowUser}`, contact: sql`${highUser}` }),
  });
  if (rows.length === 0) return;
  await storeStates(tx, await judgeStates(tx, { rows, policy }));
}
