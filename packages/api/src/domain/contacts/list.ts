import type { ContactList, listContactsInput } from "@parley/contract/contacts";
import type * as z from "zod";
import type { Call } from "../context.ts";
import { loadContacts } from "./load-contacts.ts";

/** The caller's contacts by id, without those whom the caller blocks. */
export async function listContacts({
  ctx,
  input: { kind },
}: Call<z.output<typeof listContactsInput>>): Promise<ContactList> {
  const owned = await loadContacts(ctx.db, { ownerId: ctx.actor.id });
  const contacts = owned.map(({ contact }) => contact);
  return { contacts: contacts.filter((contact) => kind === undefined || contact.kind === kind) };
}
