import type { ContactList, ContactReason, listContactsInput } from "@parley/contract/contacts";
import type { Person, Role } from "@parley/contract/people";
import { sql } from "drizzle-orm";
import type * as z from "zod";
import type { Call } from "../context.ts";
import { contactKind } from "./contact-kind.ts";
import { contactReasons } from "./contact-rows.ts";

interface ContactRow extends Record<string, unknown> {
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

const toPerson = (row: ContactRow): Person => ({
  id: row.id,
  name: row.name,
  role: row.role,
  avatarUrl: row.avatar_url,
});

/** The caller's contacts by name, without those whom the caller has blocked. */
export async function listContacts({
  ctx,
  input,
}: Call<z.output<typeof listContactsInput>>): Promise<ContactList> {
  const { rows } = await ctx.db.execute<ContactRow>(sql`
    select u.id, u.name, u.role, u.avatar_url, bool_or(r.leads) as leads, bool_or(r.led) as led,
           json_agg(json_build_object('type', r.type, 'groupId', r.group_id, 'groupName', r.group_name)
                    order by r.type, r.group_id) as reasons
    from (${contactReasons(ctx.actor.id)}) r
    join users u on u.id = r.id and u.status = 'active'
    where not exists (select from blocks b where b.blocker_id = ${ctx.actor.id} and b.blocked_id = u.id)
    group by u.id
    order by lower(u.name), u.id`);
  const contacts = rows.map((row) => ({
    person: toPerson(row),
    kind: contactKind({
      viewerRole: ctx.actor.role,
      role: row.role,
      leads: row.leads,
      led: row.led,
      sharesGroup: row.reasons.some((reason) => reason.type === "group"),
    }),
    reasons: row.reasons.map(toReason),
  }));
  return { contacts: contacts.filter(({ kind }) => input.kind === undefined || kind === input.kind) };
}
