import { appendEvents } from "@parley/api/import-support";
import { streams } from "@parley/db/schema";
import { sql } from "drizzle-orm";
import type { ImportContext } from "../context.ts";

/** Streams written in one statement. */
const BATCH = 1_000;

/** Appends a `resync` to every stream. */
export async function resyncEverybody({ session, bus }: ImportContext): Promise<void> {
  for (let after = ""; ;) {
    const { rows } = await session.db.execute<{ id: string }>(sql`
      select user_id as id from ${streams} where user_id > ${after} order by user_id limit ${BATCH}`);
    const last = rows.at(-1);
    if (last === undefined) return;
    bus.deliver(
      await appendEvents(
        session.db,
        rows.map(({ id }) => ({ userId: id, type: "resync" })),
      ),
    );
    after = last.id;
  }
}
