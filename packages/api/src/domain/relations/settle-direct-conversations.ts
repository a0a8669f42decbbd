import { type SQL, sql } from "drizzle-orm";
import { type PairScope, within } from "../contacts/contact-rows.ts";
import type { Executor, Outgoing } from "../events/append.ts";
import type { Policy } from "../policy/policy.ts";
import { decide } from "../policy/decide.ts";
import type { Relation } from "../policy/facts.ts";
import { loadRelationsOf } from "../policy/load-relations.ts";

interface Settled extends Record<string, unknown> {
  id: string;
  low_user: string;
  high_user: string;
  state: "open" | "readonly";
}

const pairsIn = (scope: PairScope): SQL => sql`
  select c.id, c.low_user, c.high_user, c.state from conversations c
  where c.kind = 'direct' and ${within(scope, { owner: sql`c.low_user`, contact: sql`c.high_user` })}
  order by c.id
  for no key update`;

/**
 * What a conversation's state may show. A deactivation, and a block that the blocked person learns of when
 * they try, refuse each send by themselves and stay out of it.
 */
const visibly = (relation: Relation, policy: Policy): Relation => ({
  ...relation,
  closed: false,
  blocked: relation.blocked && policy.blockNotice === "immediate",
});

/**
 * Gives each direct conversation of a scope the state that the policy asks for: open while one of the two
 * reaches the other. Every conversation of the scope gets a new epoch, since who may write
 * there was decided anew, and both people an event where the state is another.
 */
export async function settleDirectConversations(
  tx: Executor,
  { scope, policy }: { scope: PairScope; policy: Policy },
): Promise<Outgoing[]> {
  const { rows } = await tx.execute<Settled>(pairsIn(scope));
  if (rows.length === 0) return [];
  const relations = await loadRelationsOf(
    tx,
    rows.map((row) => ({ fromId: row.low_user, toId: row.high_user })),
  );
  const settled = rows.map((row, at) => {
    const relation = relations[at];
    const isOpen =
      relation !== undefined && decide("send", visibly(relation, policy), policy).allowed;
    return { ...row, next: isOpen ? ("open" as const) : ("readonly" as const) };
  });
  await tx.execute(sql`
    update conversations c set state = s.next, epoch = c.epoch + 1
    from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as s (id uuid, next text)
    where c.id = s.id`);
  return settled
    .filter(({ state, next }) => state !== next)
    .flatMap(({ id, low_user, high_user }) =>
      [low_user, high_user].map(
        (userId) => ({ userId, type: "conversation.updated", conversationId: id }) as const,
      ),
    );
}
