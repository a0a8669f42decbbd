import { join } from "node:path";
import { conversations } from "@parley/db/schema";
import type { Session } from "@parley/db/session";
import { sql } from "drizzle-orm";
import { pagesOf } from "./pages.ts";
import { write, writing } from "./writing.ts";

interface Pairing extends Record<string, unknown> {
  at: number;
  id: string;
  now: string;
}

/** Writes which old conversation became which, for links to the old ones. */
export async function writeConversationIds(session: Session, folder: string): Promise<void> {
  const pairings = pagesOf<Pairing>(
    session,
    sql`select o.line as at, o.id, t.known_id as now from old_conversations o
        join targets t on t.no = o.target where t.known_id is not null`,
  );
  await writing(join(folder, "conversations.jsonl"), async (to) => {
    for await (const { id, now } of pairings) {
      await write(to, `${JSON.stringify({ oldId: id, conversationId: now })}\n`);
    }
  });
}

const countOne = async ({ db }: Session, query: ReturnType<typeof sql>): Promise<number> => {
  const { rows } = await db.execute<{ n: number }>(query);
  return rows[0]?.n ?? 0;
};

/** Old conversations that were merged with another of the same users. */
export const countMerged = (session: Session): Promise<number> =>
  countOne(
    session,
    sql`select (count(*) - count(distinct target))::int as n from old_conversations`,
  );

/** Direct conversations of the export in which no one can write now. */
export const countReadonly = (session: Session): Promise<number> =>
  countOne(
    session,
    sql`select count(*)::int as n from targets t join ${conversations} c on c.id = t.known_id
        where c.kind = 'direct' and c.state = 'readonly'`,
  );
