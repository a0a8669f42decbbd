import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";
import { factColumns, ownBlock, type Relation } from "./facts.ts";

/** Two users, the one who acts first. */
export interface Pair {
  readonly fromId: string;
  readonly toId: string;
}

/** The relation of two users, and what else the first of them may know. */
export interface KnownRelation extends Relation {
  /** Whether the first of the two blocks the second: the only block that they may know of. */
  readonly blockedByFrom: boolean;
}

const relationRows = (pairs: readonly Pair[]) => sql`
  select p.ord::int as ord, ${sql.raw(factColumns({ from: "f", to: "t" }))},
    ${sql.raw(ownBlock({ from: "f", to: "t" }))} as "blockedByFrom"
  from unnest(${sql.param(pairs.map(({ fromId }) => fromId))}::text[],
              ${sql.param(pairs.map(({ toId }) => toId))}::text[]) with ordinality as p (from_id, to_id, ord)
  join users f on f.id = p.from_id
  join users t on t.id = p.to_id`;

/** For each pair the relation seen from the first, or undefined if one of the two does not exist. */
export async function loadRelationsOf(
  db: Executor,
  pairs: readonly Pair[],
): Promise<(KnownRelation | undefined)[]> {
  const { rows } = await db.execute<KnownRelation & { ord: number } & Record<string, unknown>>(
    relationRows(pairs),
  );
  const found = new Map(rows.map(({ ord, ...relation }) => [ord, relation]));
  return pairs.map((_, at) => found.get(at + 1));
}

/** The relation of two users, or undefined if one of them does not exist. */
export async function loadRelations(db: Executor, pair: Pair): Promise<KnownRelation | undefined> {
  const [relation] = await loadRelationsOf(db, [pair]);
  return relation;
}
