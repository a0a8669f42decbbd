import {
  blockedListSchema,
  blockedPersonSchema,
  contactListSchema,
  contactSchema,
  explanationSchema,
  listContactsInput,
} from "@parley/contract/contacts";
import { emailInput, userInput } from "@parley/contract/people";
import { addContact } from "../domain/contacts/add.ts";
import { block } from "../domain/contacts/block.ts";
import { listBlocked } from "../domain/contacts/list-blocked.ts";
import { explain } from "../domain/contacts/explain.ts";
import { listContacts } from "../domain/contacts/list.ts";
import { removeContact } from "../domain/contacts/remove.ts";
import { unblock } from "../domain/contacts/unblock.ts";
import { exactFirst } from "../exact-output.ts";
import { procedure, router } from "../trpc.ts";

export const contactsRouter = router({
  list: procedure
    .input(listContactsInput)
    .output(exactFirst(contactListSchema))
    .query(({ ctx, input }) => listContacts({ ctx, input })),
  add: procedure
    .input(emailInput)
    .output(contactSchema)
    .mutation(({ ctx, input }) => addContact({ ctx, input })),
  remove: procedure.input(userInput).mutation(({ ctx, input }) => removeContact({ ctx, input })),
  block: procedure
    .input(userInput)
    .output(blockedPersonSchema)
    .mutation(({ ctx, input }) => block({ ctx, input })),
  unblock: procedure.input(userInput).mutation(({ ctx, input }) => unblock({ ctx, input })),
  blocked: procedure.output(blockedListSchema).query(({ ctx }) => listBlocked({ ctx })),
  explain: procedure
    .input(userInput)
    .output(explanationSchema)
    .query(({ ctx, input }) => explain({ ctx, input })),
});
