import type { Contact, ContactReason } from "@parley/contract/contacts";
import type { Executor } from "@parley/db/database";
import { users } from "@parley/db/schema";
import { computed, type RowOf, preparedStatement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { contactKind } from "./contact-kind.ts";
import { contactReasons, involving, ownedBy, type PairScope } from "../relations/contact-rows.ts";
import { personColumns, personRow, toPerson } from "../person.ts";
import { blocks } from "../policy/facts.ts";

interface Reason {
  readonly type: ContactReason["type"];
  readonly groupId: string;
  readonly groupName: string;
}

const contactRow = {
  owner_id: users.id,
  owner_role: users.role,
  ...personRow,
  leads: computed.boolean,
  led: computed.boolean,
  reasons: computed.json<Reason[]>(),
} as const;

type ContactRow = RowOf<typeof contactRow>;

const contactRows = preparedStatement({
  name: "contacts.load",
  row: contactRow,
  sql: (scope: PairScope) => sql`
    select owner.id as owner_id, owner.role as owner_role, ${personColumns("u")},
           bool_or(r.leads) as leads, bool_or(r.led) as led,
           json_agg(json_build_object('type', r.type, 'groupId', r.group_id, 'groupName', r.group_name)
                    order by r.type collate "C", r.group_id) as reasons
    from (${contactReasons(scope)}) r
    join ${users} owner on owner.id = r.owner_id
    -- One lookup per row: the planner expects thousands of contacts from the branches about ADMINs, and would read all users.
    cross join lateral (select * from ${users} x where x.id = r.id and x.status = 'active' offset 0) u
    where not ${blocks("owner.id", "u.id")}
    group by owner.id, u.id, u.name, u.role, u.avatar_url, u.kind
    order by u.id`,
  examples: [ownedBy("ada"), involving("ada")],
});

const toReason = (reason: Reason): ContactReason => {
  switch (reason.type) {
    case "group":
      return { type: "group", groupId: reason.groupId, groupName: reason.groupName };
    case "admin":
    case "custom":
      return { type: reason.type };
  }
};

const toContact = (row: ContactRow): Contact => ({
  person: toPerson(row),
  kind: contactKind({
    viewerRole: row.owner_role,
    role: row.role,
    leads: row.leads,
    led: row.led,
    sharesGroup: row.reasons.some((reason) => reason.type === "group"),
  }),
  reasons: row.reasons.map(toReason),
});

/** An owner's contact. */
export interface OwnedContact {
  readonly ownerId: string;
  readonly contact: Contact;
}

/** The contacts of a scope, each owner's by id: active users whom the owner does not block. */
export async function loadContacts(db: Executor, scope: PairScope): Promise<OwnedContact[]> {
  const rows = await contactRows(db, scope);
  return rows.map((row) => ({ ownerId: row.owner_id, contact: toContact(row) }));
}
