import type { Role } from "@parley/contract/people";
import { sql } from "drizzle-orm";
import type { Executor } from "../events/append.ts";
import type { Relation } from "./reach.ts";

/** Two people, in the order in which the question is asked. */
export interface Pair {
  readonly fromId: string;
  readonly toId: string;
}

/** How two people stand to each other, seen from each of them. */
export interface BothRelations {
  readonly there: Relation;
  readonly back: Relation;
  /** Whether the first of the two blocks the second: the only block that they may be told of. */
  readonly blockedByFrom: boolean;
}

interface RelationRow extends Record<string, unknown> {
  ord: number;
  from_role: Role;
  to_role: Role;
  from_active: boolean;
  to_active: boolean;
  from_blocks: boolean;
  to_blocks: boolean;
  same_group: boolean;
  from_added: boolean;
  to_added: boolean;
}

const relationRows = (pairs: readonly Pair[]) => sql`
  select p.ord::int as ord, f.role as from_role, t.role as to_role,
    f.status = 'active' as from_active, t.status = 'active' as to_active,
    exists (select from blocks b where b.blocker_id = f.id and b.blocked_id = t.id) as from_blocks,
    exists (select from blocks b where b.blocker_id = t.id and b.blocked_id = f.id) as to_blocks,
    exists (select from group_members x
            join group_members y on y.group_id = x.group_id and y.user_id = t.id and y.left_at is null
            join groups g on g.id = x.group_id and g.state <> 'archived'
            where x.user_id = f.id and x.left_at is null) as same_group,
    exists (select from contacts c where c.owner_id = f.id and c.contact_id = t.id) as from_added,
    exists (select from contacts c where c.owner_id = t.id and c.contact_id = f.id) as to_added
  from unnest(${sql.param(pairs.map(({ fromId }) => fromId))}::text[],
              ${sql.param(pairs.map(({ toId }) => toId))}::text[]) with ordinality as p (from_id, to_id, ord)
  join users f on f.id = p.from_id
  join users t on t.id = p.to_id`;

function toRelations(row: RelationRow): BothRelations {
  const shared = {
    bothActive: row.from_active && row.to_active,
    blocked: row.from_blocks || row.to_blocks,
    sameGroup: row.same_group,
  };
  const { from_role: from, to_role: to } = row;
  return {
    there: { ...shared, fromRole: from, toRole: to, addedByHand: row.from_added },
    back: { ...shared, fromRole: to, toRole: from, addedByHand: row.to_added },
    blockedByFrom: row.from_blocks,
  };
}

/** For each pair both directions, or undefined where one of the two does not exist. */
export async function loadRelationsOf(
  db: Executor,
  pairs: readonly Pair[],
): Promise<(BothRelations | undefined)[]> {
  const { rows } = await db.execute<RelationRow>(relationRows(pairs));
  const found = new Map(rows.map((row) => [row.ord, toRelations(row)]));
  return pairs.map((_, at) => found.get(at + 1));
}

/** Both directions between two people, or undefined where one of them does not exist. */
export async function loadRelations(db: Executor, pair: Pair): Promise<BothRelations | undefined> {
  const [relations] = await loadRelationsOf(db, [pair]);
  return relations;
}
