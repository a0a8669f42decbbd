import { contactListSchema, listContactsInput } from "@parley/contract/contacts";
import { listContacts } from "../domain/contacts/list.ts";
import { procedure, router } from "../trpc.ts";

export const contactsRouter = router({
  list: procedure
    .input(listContactsInput)
    .output(contactListSchema)
    .query(({ ctx, input }) => listContacts({ ctx, input })),
});
