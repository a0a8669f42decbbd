import type { Contact } from "@parley/contract/contacts";
import type { EmailInput } from "@parley/contract/people";
import type { Executor } from "@parley/db/database";
import { contacts, users } from "@parley/db/schema";
import { computed, nullable, type RowOf, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { DomainError, invalidInput, orNotFound } from "../errors.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { among } from "../relations/contact-rows.ts";
import { blocks } from "../policy/facts.ts";
import { loadRelations } from "../policy/load-relations.ts";
import { loadContacts } from "./load-contacts.ts";

const askedRow = {
  id: nullable(users.id),
  is_active: nullable(computed.boolean),
  blocks_me: computed.boolean,
} as const;

/**
 * Whether a user may be added by an address. One statement that does the same work whatever it finds: it looks up the
 * address and a block even if no user has the address. Only here are a block and a closed account distinguished.
 */
const whoHas = statement({
  name: "contacts.who-has",
  row: askedRow,
  sql: ({ email, me }: { email: string; me: string }) => sql`
    select u.id, u.status = 'active' as is_active, ${blocks("coalesce(u.id, '')", "caller.id")} as blocks_me
    from (values (${me}::text)) as caller (id) cross join (values (${email}::text)) as asked (email)
    left join ${users} u on u.email = asked.email`,
  examples: [{ email: "ada@example.org", me: "ben" }],
});

const mayBeAdded = ({ is_active: isActive, blocks_me: blocksMe }: RowOf<typeof askedRow>) =>
  isActive === true && !blocksMe;

/**
 * Adds a user by their e-mail address. An unknown address, and that of a user who is deactivated or blocks the caller,
 * get the same `not_found`, after the same statement. A user whom the caller blocks is `contact_unavailable`.
 * Idempotent.
 */
export async function addContact({ ctx, input: { email } }: Call<EmailInput>): Promise<Contact> {
  const me = ctx.actor.id;
  const ask = async (db: Executor) => {
    const rows = await whoHas(db, { email, me });
    return orNotFound(rows.find(mayBeAdded)?.id);
  };
  const id = await ask(ctx.db);
  if (id === me) throw invalidInput("email", "is the caller's own address");
  await changeRelations(ctx, {
    scope: among([me, id]),
    async change(tx) {
      const relation = orNotFound(await loadRelations(tx, { fromId: me, toId: id }));
      if (relation.blockedByFrom) throw new DomainError("contact_unavailable");
      // Checked again under the lock, where no block and no change of an address can happen meanwhile.
      if ((await ask(tx)) !== id) throw new DomainError("not_found");
      await tx
        .insert(contacts)
        .values({ ownerId: me, contactId: id, createdAt: ctx.clock.now() })
        .onConflictDoNothing();
      return { result: undefined, events: [] };
    },
  });
  const owned = await loadContacts(ctx.db, { among: [me, id] });
  return orNotFound(owned.find(({ ownerId }) => ownerId === me)?.contact);
}
