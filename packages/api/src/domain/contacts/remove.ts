import type { UserInput } from "@parley/contract/people";
import { contacts } from "@parley/db/schema";
import { and, eq } from "drizzle-orm";
import type { Call } from "../context.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { among } from "../relations/contact-rows.ts";

/** Removes a custom contact. A contact for another reason stays; idempotent. */
export async function removeContact({ ctx, input: { userId } }: Call<UserInput>): Promise<void> {
  const me = ctx.actor.id;
  await changeRelations(ctx, {
    scope: among([me, userId]),
    async change(tx) {
      await tx
        .delete(contacts)
        .where(and(eq(contacts.ownerId, me), eq(contacts.contactId, userId)));
      return { result: undefined, events: [] };
    },
  });
}
