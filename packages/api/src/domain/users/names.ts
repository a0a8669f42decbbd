import { fold, FOLD_VERSION } from "@parley/contract/folding";
import { normalName } from "@parley/contract/text-rules";
import { users } from "@parley/db/schema";
import { fragment, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { advisoryLock } from "../advisory-lock.ts";
import type { Delivery } from "../../bus/bus.ts";
import type { Platform } from "../context.ts";
import { appendEvents } from "../stream/append.ts";
import { notifyViewers } from "../relations/notify-viewers.ts";

/** The columns of a name and its search form; stored together. */
export const foldedNameOf = (name: string) => ({
  foldedName: fold(name),
  foldVersion: FOLD_VERSION,
});

/** Whether a user's folded name is not computed yet, after a release with another fold, or an import. */
export const hasStaleName = sql`${users.foldVersion} <> ${fragment`${FOLD_VERSION}`}`;

/** Names folded in one transaction. */
const BATCH = 500;

const lockNames = advisoryLock("names");

const storeNames = statement({
  name: "users.store-names",
  sql: (rows: readonly Pick<typeof users.$inferSelect, "id" | "name">[]) => sql`
    update ${users} u set name = n.name, folded_name = n.folded, fold_version = ${FOLD_VERSION}
    from unnest(${sql.param(rows.map(({ id }) => id))}::text[], ${sql.param(rows.map(({ name }) => name))}::text[],
      ${sql.param(rows.map(({ name }) => fold(name)))}::text[]) as n (id, name, folded)
    where u.id = n.id`,
  examples: [[]],
});

/** Processes take batches alternately, so no name is folded twice. */
async function refoldBatch({ db }: Platform): Promise<{ count: number; deliveries: Delivery[] }> {
  return db.transaction(async (tx) => {
    await lockNames(tx);
    const rows = await tx
      .select({ id: users.id, name: users.name })
      .from(users)
      .where(hasStaleName)
      .orderBy(users.id)
      .limit(BATCH)
      .for("no key update");
    if (rows.length === 0) return { count: 0, deliveries: [] };
    await storeNames(
      tx,
      rows.map(({ id, name }) => ({ id, name: normalName(name) })),
    );
    const changed = rows.filter(({ name }) => normalName(name) !== name);
    const told = await notifyViewers(
      tx,
      changed.map(({ id }) => id),
    );
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
