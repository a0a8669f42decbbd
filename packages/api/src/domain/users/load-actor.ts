import { streams, users } from "@parley/db/schema";
import type { Actor, Platform, UserSession } from "../context.ts";
import { followAvatarSource } from "../avatars/avatars.ts";
import { involving } from "../relations/contact-rows.ts";
import { DomainError, orNotFound, type TokenProblem } from "../errors.ts";
import type { Account } from "./accounts.ts";
import { foldedNameOf } from "./names.ts";
import { changeRelations } from "../relations/change-relations.ts";

type Profile = NonNullable<UserSession["profile"]>;

/** The first call of a user with a valid token creates them, if the host allows it. */
async function createFromClaims(ctx: Platform, id: string, profile: Profile) {
  const { name, email, role, picture } = profile;
  await changeRelations(ctx, {
    scope: involving(id),
    async change(tx) {
      // If the address belongs to another user, none is created and the token is refused.
      const created = await tx
        .insert(users)
        .values({ id, name, ...foldedNameOf(name), email, role })
        .onConflictDoNothing()
        .returning({ userId: users.id });
      if (created.length > 0) {
        await tx.insert(streams).values({ userId: id }).onConflictDoNothing();
        if (picture !== undefined)
          await followAvatarSource(tx, { userId: id, url: picture, now: ctx.clock.now() });
      }
      return { result: undefined, events: [] };
    },
  });
}

/** Why an account's tokens are refused. */
export interface AccountProblem extends TokenProblem {
  readonly reason: "not_signed_in" | "session_expired";
}

function unknown({ profile, profileProblem }: UserSession): AccountProblem {
  const reason = "not_signed_in";
  if (profileProblem !== undefined) {
    const message = `sub is the id of no user, and the claims do not create one: ${profileProblem}`;
    return { reason, check: "user claims", message };
  }
  const why =
    profile === undefined
      ? "create the user with users.upsert, or by the claims with JIT_USERS=on"
      : "the claims did not create one, since their e-mail address belongs to another user";
  return { reason, check: "account", message: `sub is the id of no user: ${why}` };
}

/** What the database has against a user's token. Undefined if it is accepted. */
export function accountProblem(
  session: UserSession,
  account: Account | undefined,
): AccountProblem | undefined {
  if (account === undefined) return unknown(session);
  const { kind, status, tokensValidAfter } = account;
  if (kind === "SYSTEM") {
    const message =
      "sub is a SYSTEM user, who does not sign in: write as them with messages.sendAs";
    return { reason: "not_signed_in", check: "account", message };
  }
  if (status !== "active") {
    const message = "the user is deactivated; users.upsert brings them back";
    return { reason: "not_signed_in", check: "account", message };
  }
  if (tokensValidAfter === null || session.issuedAt >= tokensValidAfter) return undefined;
  const message = `iat is ${session.issuedAt.toISOString()}, and tokens of the user are revoked up to ${tokensValidAfter.toISOString()}`;
  return { reason: "session_expired", check: "revoked", message };
}

/** Loads the user of a session in their current state. Refuses unknown and deactivated users. */
export async function loadActor({
  ctx,
  session,
}: {
  ctx: Platform;
  session: UserSession;
}): Promise<Actor> {
  let account = await ctx.accounts.load(session.userId);
  if (account === undefined && session.profile !== undefined) {
    await createFromClaims(ctx, session.userId, session.profile);
    account = await ctx.accounts.load(session.userId);
  }
  const tokenProblem = accountProblem(session, account);
  if (tokenProblem !== undefined) throw new DomainError(tokenProblem.reason, { tokenProblem });
  const { id, role, sharesPresence, sharesReceipts } = orNotFound(account);
  return { kind: "user", id, role, sharesPresence, sharesReceipts };
}
