import type { Executor } from "@parley/db/database";
import { users } from "@parley/db/schema";
import { computed, preparedStatement, type ValueOfInput } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { factColumns, factRow, ownBlock, type Relation } from "./facts.ts";

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

const sides = { from: "f", to: "t" } as const;
const [columns, isBlockedByFrom] = [factColumns(sides), ownBlock(sides)];

const relationRows = preparedStatement({
  name: "policy.relations",
  row: { ord: computed.int, ...factRow, blockedByFrom: computed.boolean },
  template: (value: ValueOfInput<readonly Pair[]>) => sql`
  select p.ord::int as ord, ${columns}, ${isBlockedByFrom} as "blockedByFrom"
  from unnest(${value((pairs) => pairs.map(({ fromId }) => fromId))}::text[],
              ${value((pairs) => pairs.map(({ toId }) => toId))}::text[]) with ordinality as p (from_id, to_id, ord)
  join ${users} f on f.id = p.from_id
  join ${users} t on t.id = p.to_id`,
  examples: [[]],
});

/** For each pair the relation seen from the first, or undefined if one of the two does not exist. */
export async function loadRelationsOf(
  db: Executor,
  pairs: readonly Pair[],
): Promise<(KnownRelation | undefined)[]> {
  const rows = await relationRows(db, pairs);
  const found = new Map(rows.map(({ ord, ...relation }) => [ord, relation]));
  return pairs.map((_, at) => found.get(at + 1));
}

/** The relation of two users, or undefined if one of them does not exist. */
export async function loadRelations(db: Executor, pair: Pair): Promise<KnownRelation | undefined> {
  const [relation] = await loadRelationsOf(db, [pair]);
  return relation;
}
