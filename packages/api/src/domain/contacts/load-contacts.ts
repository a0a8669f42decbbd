import type { Contact, ContactReason } from "@parley/contract/contacts";
import type { Role } from "@parley/contract/people";
import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";
import { contactKind } from "./contact-kind.ts";
import { contactReasons, type PairScope } from "../relations/contact-rows.ts";
import { doesNotBlock } from "../participants/visibility.ts";

interface ContactRow extends Record<string, unknown> {
  owner_id: string;
  owner_role: Role;
  id: string;
  name: string;
  role: Role;
  avatar_url: string | null;
  leads: boolean;
  led: boolean;
  reasons: { type: ContactReason["type"]; groupId: string; groupName: string }[];
}

const toReason = (reason: ContactRow["reasons"][number]): ContactReason => {
  switch (reason.type) {
    case "group":
      return { type: "group", groupId: reason.groupId, groupName: reason.groupName };
    case "admin":
    case "custom":
      return { type: reason.type };
  }
};

const toContact = (row: ContactRow): Contact => ({
  person: { id: row.id, name: row.name, role: row.role, avatarUrl: row.avatar_url },
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
  const { rows } = await db.execute<ContactRow>(sql`
    select owner.id as owner_id, owner.role as owner_role, u.id, u.name, u.role, u.avatar_url,
           bool_or(r.leads) as leads, bool_or(r.led) as led,
           json_agg(json_build_object('type', r.type, 'groupId', r.group_id, 'groupName', r.group_name)
                    order by r.type collate "C", r.group_id) as reasons
    from (${contactReasons(scope)}) r
    join users owner on owner.id = r.owner_id
    join users u on u.id = r.id and u.status = 'active'
    where ${sql.raw(doesNotBlock({ user: "owner.id", other: "u.id" }))}
    group by owner.id, u.id
    order by u.id`);
  return rows.map((row) => ({ ownerId: row.owner_id, contact: toContact(row) }));
}
