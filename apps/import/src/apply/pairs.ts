import { blocks, contacts } from "@parley/db/schema";
import { sql } from "drizzle-orm";
import type { ImportContext } from "../context.ts";
import { countOf, inBatches } from "./batches.ts";
import { settlePeople } from "./settle-people.ts";

const tables = { contacts, blocks };

/** A table of pairs of users; the staged one has the same columns. */
interface Pairs {
  readonly part: keyof typeof tables;
  readonly from: string;
  readonly to: string;
}

function applyPairs(ctx: ImportContext, total: number, { part, from, to }: Pairs): Promise<void> {
  const old = sql.identifier(`old_${part}`);
  const [one, other] = [sql.identifier(from), sql.identifier(to)];
  return inBatches(ctx, {
    part,
    size: 2_000,
    total,
    async write(tx, batch) {
      const added = await countOf(
        tx,
        sql`with added as (
          insert into ${tables[part]} (${one}, ${other}, created_at)
          select o.${one}, o.${other}, coalesce(o.created_at, ${ctx.now}) from ${old} o where ${batch}
          on conflict do nothing returning created_at
        )
        select count(*)::int as n from added`,
      );
      const people = sql`select distinct o.${one} as id from ${old} o where ${batch}`;
      await settlePeople(tx, { people, policy: ctx.policy });
      return added;
    },
  });
}

/** Custom contacts. */
export const applyContacts = (ctx: ImportContext, total: number): Promise<void> =>
  applyPairs(ctx, total, { part: "contacts", from: "owner_id", to: "contact_id" });

/** Blocks, which apply from the commit on. */
export const applyBlocks = (ctx: ImportContext, total: number): Promise<void> =>
  applyPairs(ctx, total, { part: "blocks", from: "blocker_id", to: "blocked_id" });
