import type { UserInput } from "@parley/contract/people";
import { sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { among } from "../relations/contact-rows.ts";

/** Takes back what the caller added by hand. A contact for another reason stays one; a repeat is no error. */
export async function removeContact({ ctx, input: { userId } }: Call<UserInput>): Promise<void> {
  const me = ctx.actor.id;
  await changeRelations(ctx, {
    scope: among([me, userId]),
    async change(tx) {
      await tx.execute(sql`delete from contacts where owner_id = ${me} and contact_id = ${userId}`);
      return { result: undefined, events: [] };
    },
  });
}
