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

/** An id in quotes, except an e-mail address or a telephone number, which is not logged. */
const shown = (id: string) => (/@|^\+/.test(id) ? "an address or a number, which is" : `"${id}",`);

/** How the log speaks of a session: of the claims of a token, or of what the host's `authenticate` returned. */
function wordsOf({ source, userId }: UserSession) {
  if (source === "host")
    return {
      subject: `authenticate returned ${shown(userId)}`,
      user: "user of Parley",
      profile: "the profile",
      create: "call platform.sync or users.upsert first",
      issued: "the session was read at",
      checkOf: () => "authenticate",
    };
  return {
    subject: "sub is",
    user: "user",
    profile: "the claims",
    create: "create the user with users.upsert, or by the claims with JIT_USERS=on",
    issued: "iat is",
    checkOf: (check: string) => check,
  };
}

function unknown(session: UserSession): AccountProblem {
  const { subject, user, profile, create, checkOf } = wordsOf(session);
  const reason = "not_signed_in";
  const { profileProblem } = session;
  if (profileProblem !== undefined) {
    const message = `${subject} the id of no ${user}, and ${profile} do not create one: ${profileProblem}`;
    return { reason, check: checkOf("user claims"), message };
  }
  const why =
    session.profile === undefined
      ? create
      : `${profile} did not create one, since the e-mail address belongs to another user`;
  const message = `${subject} the id of no ${user}: ${why}`;
  return { reason, check: checkOf("account"), message };
}

/** What the send statement, which returns the reason alone, has against a session. */
export function statementProblem(
  session: UserSession,
  reason: AccountProblem["reason"],
): TokenProblem {
  const { subject, user, issued, checkOf } = wordsOf(session);
  if (reason === "not_signed_in")
    return { check: checkOf("account"), message: `${subject} the id of no active ${user}` };
  const message = `${issued} ${session.issuedAt.toISOString()}, and tokens of the user were revoked since`;
  return { check: checkOf("revoked"), message };
}

/** What the database has against a session of a user. Undefined if it is accepted. */
export function accountProblem(
  session: UserSession,
  account: Account | undefined,
): AccountProblem | undefined {
  if (account === undefined) return unknown(session);
  const { subject, issued, checkOf } = wordsOf(session);
  const { kind, status, tokensValidAfter } = account;
  const check = checkOf("account");
  if (kind === "SYSTEM") {
    const message = `${subject} a SYSTEM user, who does not sign in: write as them with messages.sendAs`;
    return { reason: "not_signed_in", check, message };
  }
  if (status !== "active") {
    const message = "the user is deactivated; users.upsert brings them back";
    return { reason: "not_signed_in", check, message };
  }
  if (tokensValidAfter === null || session.issuedAt >= tokensValidAfter) return undefined;
  const message = `${issued} ${session.issuedAt.toISOString()}, and tokens of the user are revoked up to ${tokensValidAfter.toISOString()}`;
  return { reason: "session_expired", check: checkOf("revoked"), message };
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
