import { fold, FOLD_VERSION } from "@parley/contract/folding";
import { normalName } from "@parley/contract/text-rules";
import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";
import type { Delivery } from "../../bus/bus.ts";
import type { Platform } from "../context.ts";
import { appendEvents, type Outgoing } from "../stream/append.ts";
import { notifyViewers } from "../relations/notify-viewers.ts";

/** The columns of a name and its search form; stored together. */
export const foldedNameOf = (name: string) => ({
  foldedName: fold(name),
  foldVersion: FOLD_VERSION,
});

/** Whether a user's folded name is not computed yet, after a release with another fold, or an import. */
export const hasStaleName = sql`(fold_version <> ${FOLD_VERSION})`;

/** Names folded in one transaction. */
const BATCH = 500;

interface StaleName extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
}

async function storeNames(tx: Executor, rows: readonly StaleName[]): Promise<void> {
  const names = rows.map(({ name }) => normalName(name));
  await tx.execute(sql`
    update users u set name = n.name, folded_name = n.folded, fold_version = ${FOLD_VERSION}
    from unnest(${sql.param(rows.map(({ id }) => id))}::text[], ${sql.param(names)}::text[],
      ${sql.param(names.map(fold))}::text[]) as n (id, name, folded)
    where u.id = n.id`);
}

/** Processes take batches alternately, so no name is folded twice. */
async function refoldBatch({ db }: Platform): Promise<{ count: number; deliveries: Delivery[] }> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('parley.names'))`);
    const { rows } = await tx.execute<StaleName>(sql`
      select id, name from users where ${hasStaleName} order by id limit ${BATCH} for no key update`);
    if (rows.length === 0) return { count: 0, deliveries: [] };
    await storeNames(tx, rows);
    const told: Outgoing[] = [];
    for (const { id, name } of rows) {
      if (normalName(name) !== name) told.push(...(await notifyViewers(tx, id)));
    }
    return { count: rows.length, deliveries: await appendEvents(tx, told) };
  });
}

/**
 * Normalizes and folds every stored name that this version of the fold has not processed. Batches are committed
 * separately: an interrupted pass continues where it stopped. Returns how many there were.
 */
export async function refoldNames(
  ctx: Platform,
  onProgress: (done: number) => void = () => undefined,
): Promise<number> {
  let done = 0;
  for (;;) {
    const { count, deliveries } = await refoldBatch(ctx);
    if (count === 0) return done;
    ctx.bus.deliver(deliveries);
    done += count;
    onProgress(done);
  }
}
