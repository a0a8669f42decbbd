import { streams, users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import type { Actor, Platform, Session } from "../context.ts";
import { DomainError } from "../errors.ts";

type Profile = NonNullable<Session["profile"]>;

/** The first sight of a person with a valid token creates them, where the host allows it. */
async function createFromClaims(ctx: Platform, id: string, profile: Profile) {
  await ctx.db.transaction(async (tx) => {
    await tx
      .insert(users)
      .values({ id, name: profile.name, email: profile.email.toLowerCase(), role: profile.role })
      .onConflictDoNothing();
    await tx.insert(streams).values({ userId: id }).onConflictDoNothing();
  });
}

const findUser = async ({ db }: Platform, id: string) =>
  (await db.select().from(users).where(eq(users.id, id)))[0];

/** Whether a token of this age still opens the door of this person. */
export const isStale = (session: Session, tokensValidAfter: Date | null) =>
  tokensValidAfter !== null && session.issuedAt < tokensValidAfter;

/** The person behind a session, as the database has them now. Refuses the unknown and the deactivated. */
export async function loadActor({ ctx, session }: { ctx: Platform; session: Session }): Promise<Actor> {
  let user = await findUser(ctx, session.userId);
  if (user === undefined && session.profile !== undefined) {
    await createFromClaims(ctx, session.userId, session.profile);
    user = await findUser(ctx, session.userId);
  }
  if (user === undefined || user.status !== "active") throw new DomainError("not_signed_in");
  if (isStale(session, user.tokensValidAfter)) throw new DomainError("session_expired");
  const { id, role, sharesPresence, sharesReceipts } = user;
  return { id, role, sharesPresence, sharesReceipts };
}
