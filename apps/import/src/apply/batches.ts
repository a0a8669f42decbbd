import { lockRelations } from "@parley/api/import-support";
import type { Executor } from "@parley/db/database";
import { type SQL, sql } from "drizzle-orm";
import type { ImportContext } from "../context.ts";
import { fileOf, type Part } from "../tables/table.ts";

/** Some of the new lines, as a condition on the alias `o`. */
export type Batch = SQL;

export interface BatchWork {
  readonly part: Part;
  readonly size: number;
  /** Lines of this part that remain. */
  readonly total: number;
  /** Writes a batch in its transaction. Returns how many of its lines were new to the database, too. */
  readonly write: (tx: Executor, batch: Batch) => Promise<number>;
}

/** The last line of the next batch, or null if there is none. */
async function nextEnd(
  { session }: ImportContext,
  { part, size }: BatchWork,
  after: number,
): Promise<number | null> {
  const { rows } = await session.db.execute<{ end: number | null }>(sql`
    select max(line) as end from (
      select line from ${sql.identifier(`old_${part}`)} where outcome = 'new' and line > ${after}
      order by line limit ${size}) b`);
  return rows[0]?.end ?? null;
}

/**
 * Writes the new lines of a part, one batch per transaction. Each is a change of relations, so batches are serialised.
 */
export async function inBatches(ctx: ImportContext, work: BatchWork): Promise<void> {
  const { part, total } = work;
  let done = 0;
  let after = 0;
  for (;;) {
    ctx.signal.throwIfAborted();
    const end = await nextEnd(ctx, work, after);
    if (end === null) return;
    const batch = sql`o.outcome = 'new' and o.line > ${after} and o.line <= ${end}`;
    const imported = await ctx.session.db.transaction(async (tx) => {
      await lockRelations(tx);
      return work.write(tx, batch);
    });
    ctx.tally.add(part, { imported });
    done += imported;
    after = end;
    ctx.show({ done, total, text: `importing ${fileOf(part)}` });
  }
}

/** The row count of a statement that ends in `select count(*)::int as n`. */
export async function countOf(tx: Executor, statement: SQL): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(statement);
  return rows[0]?.n ?? 0;
}
