import type { Contact } from "@parley/contract/contacts";
import type { EmailInput } from "@parley/contract/people";
import { type SQL, sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { DomainError, orNotFound } from "../errors.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { among } from "./contact-rows.ts";
import { loadRelations } from "../policy/load-relations.ts";
import { loadContacts } from "./load-contacts.ts";

/** Somebody whom the caller may add, looked at again where nobody can block meanwhile. */
const mayAdd = (me: string): SQL => sql`
  u.status = 'active' and not exists (select from blocks b where b.blocker_id = u.id and b.blocked_id = ${me})`;

/**
 * Adds somebody by their e-mail address. An address that nobody has, and one of somebody who is
 * deactivated or blocks the caller, are the same `not_found`. Somebody whom the caller blocks is
 * `contact_unavailable`. Adding twice is adding once.
 */
export async function addContact({ ctx, input: { email } }: Call<EmailInput>): Promise<Contact> {
  const me = ctx.actor.id;
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select u.id from users u where u.email = ${email} and ${mayAdd(me)}`);
  const { id } = orNotFound(rows[0]);
  if (id === me) throw new DomainError("invalid_input");
  await changeRelations(ctx, {
    scope: among([me, id]),
    async change(tx) {
      const relation = orNotFound(await loadRelations(tx, { fromId: me, toId: id }));
      if (relation.blockedByFrom) throw new DomainError("contact_unavailable");
      const { rows: found } = await tx.execute(
        sql`select from users u where u.id = ${id} and ${mayAdd(me)}`,
      );
      if (found.length === 0) throw new DomainError("not_found");
      await tx.execute(sql`
        insert into contacts (owner_id, contact_id) values (${me}, ${id}) on conflict do nothing`);
      return { result: undefined, events: [] };
    },
  });
  const owned = await loadContacts(ctx.db, among([me, id]));
  return orNotFound(owned.find(({ ownerId }) => ownerId === me)?.contact);
}
