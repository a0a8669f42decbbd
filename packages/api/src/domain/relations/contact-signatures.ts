import type { Role } from "@parley/contract/people";
import type { Executor } from "@parley/db/database";
import { blocks, users } from "@parley/db/schema";
import { computed, type RowOf, statement } from "@parley/db/statement";
import { and, eq, sql } from "drizzle-orm";
import { isAnyOf } from "../any-of.ts";
import { contactReasons, involving, ownedBy, type PairScope, within } from "./contact-rows.ts";

/**
 * The contacts of each owner by id, each with a text that changes whenever the contact's kind or reasons do. Its fields
 * are the owner's role, the contact's role, the types of the reasons, and the reasons.
 */
export type Signatures = ReadonlyMap<string, ReadonlyMap<string, string>>;

const ownerRow = { owner_id: users.id, reasons: computed.json<Record<string, string>>() } as const;

const reasonsByOwner = statement({
  name: "relations.reasons-by-owner",
  row: ownerRow,
  sql: (scope: PairScope) => sql`
  select owner_id, json_object_agg(id, reasons) as reasons
  from (
    select owner_id, id, string_agg(distinct type, '+') || ' ' || string_agg(concat_ws(':', type, group_id, group_name, leads, led), ' '
                                    order by type collate "C", group_id) as reasons
    from (${contactReasons(scope)}) r group by owner_id, id
  ) pairs
  group by owner_id`,
  examples: [ownedBy("ada"), involving("ada")],
});

async function activeRoles(
  tx: Executor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Role>> {
  const rows = await tx
    .select({ id: users.id, role: users.role })
    .from(users)
    .where(and(eq(users.status, "active"), isAnyOf(users.id, ids)));
  return new Map(rows.map(({ id, role }) => [id, role]));
}

async function blockedPairs(tx: Executor, scope: PairScope): Promise<ReadonlySet<string>> {
  const { blockerId, blockedId } = blocks;
  const rows = await tx
    .select({ blockerId, blockedId })
    .from(blocks)
    .where(within(scope, { owner: sql`${blockerId}`, contact: sql`${blockedId}` }));
  return new Set(rows.map((row) => `${row.blockerId} ${row.blockedId}`));
}

/**
 * The contacts of a scope, as `loadContacts` returns them, in a form that can be compared. A group of 500 has a quarter
 * of a million: users and blocks are joined here, since a planner without statistics would join them to the pairs row
 * by row.
 */
export async function contactSignatures(tx: Executor, scope: PairScope): Promise<Signatures> {
  const rows = await reasonsByOwner(tx, scope);
  const ids = new Set(rows.flatMap((row) => [row.owner_id, ...Object.keys(row.reasons)]));
  const roles = await activeRoles(tx, [...ids]);
  const blocked = await blockedPairs(tx, scope);
  const contactsOf = ({ owner_id: ownerId, reasons }: RowOf<typeof ownerRow>) =>
    Object.entries(reasons)
      .filter(([id]) => roles.has(id) && !blocked.has(`${ownerId} ${id}`))
      .map(([id, reason]) => [id, `${roles.get(ownerId)} ${roles.get(id)} ${reason}`] as const);
  return new Map(rows.map((row) => [row.owner_id, new Map(contactsOf(row))]));
}
