import type { Contact, ContactReason } from "@parley/contract/contacts";
import type { Executor } from "@parley/db/database";
import { groups, users } from "@parley/db/schema";
import { computed, nullable, preparedStatement, type RowOf } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { contactKind } from "./contact-kind.ts";
import { among, contactReasons, ownedBy } from "../relations/contact-rows.ts";
import { personColumns, personRow, toPerson } from "../person.ts";
import { blocks } from "../policy/facts.ts";

/** One reason of a contact. */
const reasonRow = {
  owner_id: users.id,
  owner_role: users.role,
  ...personRow,
  leads: computed.boolean,
  led: computed.boolean,
  type: computed.text<ContactReason["type"]>(),
  group_id: nullable(groups.id),
  group_name: nullable(groups.name),
} as const;

type ReasonRow = RowOf<typeof reasonRow>;

/** Whose contacts: those of one owner, or of each of some users with the others. */
type Wanted = { readonly ownerId: string } | { readonly among: readonly string[] };

const ownerOf = (wanted: Wanted) => ("ownerId" in wanted ? wanted.ownerId : null);
const usersOf = (wanted: Wanted) => ("among" in wanted ? wanted.among : null);

const reasonRows = preparedStatement({
  name: "contacts.load",
  row: reasonRow,
  shapeOf: (wanted: Wanted) => ({ isOwner: "ownerId" in wanted }),
  // One lookup per contact: the planner expects thousands from the branches about ADMINs, and would read all users.
  template: (value, { isOwner }) => sql`
    select owner.id as owner_id, owner.role as owner_role, ${personColumns("u")},
      r.leads, r.led, r.type, r.group_id, r.group_name
    from (${contactReasons(isOwner ? ownedBy(value(ownerOf)) : among(value(usersOf)))}) r
    join ${users} owner on owner.id = r.owner_id
      and owner.id ${isOwner ? sql`= ${value(ownerOf)}` : sql`= any(${value(usersOf)}::text[])`}
    cross join lateral (select * from ${users} x where x.id = r.id and x.status = 'active' offset 0) u
    where not ${blocks("owner.id", "u.id")}
    order by u.id, owner.id, r.type collate "C", r.group_id`,
  examples: [{ ownerId: "ada" }, { among: ["ada"] }],
});

function toReason({ type, group_id: groupId, group_name: groupName }: ReasonRow): ContactReason {
  if (groupId !== null && groupName !== null) return { type: "group", groupId, groupName };
  // Only reasons of a group have one.
  return { type: type === "admin" ? "admin" : "custom" };
}

/** An owner's contact. */
export interface OwnedContact {
  readonly ownerId: string;
  readonly contact: Contact;
}

/** The contact of the rows of all its reasons. */
function toOwned(rows: readonly ReasonRow[]): OwnedContact[] {
  const [row] = rows;
  if (row === undefined) return [];
  const kind = contactKind({
    viewerRole: row.owner_role,
    role: row.role,
    leads: rows.some(({ leads }) => leads),
    led: rows.some(({ led }) => led),
    sharesGroup: rows.some(({ type }) => type === "group"),
  });
  const contact = { person: toPerson(row), kind, reasons: rows.map(toReason) };
  return [{ ownerId: row.owner_id, contact }];
}

/** Contacts by id: active users whom the owner does not block. */
export async function loadContacts(db: Executor, wanted: Wanted): Promise<OwnedContact[]> {
  const rows = await reasonRows(db, wanted);
  const byPair = Map.groupBy(rows, (row) => `${row.owner_id} ${row.id}`);
  return [...byPair.values()].flatMap(toOwned);
}
