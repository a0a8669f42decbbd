import { sql } from "drizzle-orm";
import type { Actor, Platform, UserSession } from "../context.ts";
import { involving } from "../contacts/contact-rows.ts";
import { DomainError } from "../errors.ts";
import { changeRelations } from "../relations/change-relations.ts";

type Profile = NonNullable<UserSession["profile"]>;

/** The first sight of a person with a valid token creates them, where the host allows it. */
async function createFromClaims(ctx: Platform, id: string, profile: Profile) {
  await changeRelations(ctx, {
    scope: involving(id),
    async change(tx) {
      // An address that belongs to somebody else creates nobody, and the token opens nothing.
      await tx.execute(sql`
        with created as (
          insert into users (id, name, email, role)
          values (${id}, ${profile.name}, ${profile.email.toLowerCase()}, ${profile.role})
          on conflict do nothing returning id
        )
        insert into streams (user_id) select id from created on conflict do nothing`);
      return { result: undefined, events: [] };
    },
  });
}

/** Whether the tokens of this age have been revoked. */
const isStale = (session: UserSession, tokensValidAfter: Date | null) =>
  tokensValidAfter !== null && session.issuedAt < tokensValidAfter;

/** The person behind a session, as the database has them now. Refuses the unknown and the deactivated. */
export async function loadActor({
  ctx,
  session,
}: {
  ctx: Platform;
  session: UserSession;
}): Promise<Actor> {
  let user = await ctx.accounts.ask(session.userId);
  if (user === undefined && session.profile !== undefined) {
    await createFromClaims(ctx, session.userId, session.profile);
    user = await ctx.accounts.ask(session.userId);
  }
  if (user === undefined || user.status !== "active") throw new DomainError("not_signed_in");
  if (isStale(session, user.tokensValidAfter)) throw new DomainError("session_expired");
  const { id, role, sharesPresence, sharesReceipts } = user;
  return { kind: "user", id, role, sharesPresence, sharesReceipts };
}
