import { createHash } from "node:crypto";
import { DomainError, loadActor, type Platform } from "@parley/api/platform";
import { canonicalEmail } from "@parley/contract/email";
import type { Role } from "@parley/contract/people";
import { nameSchema } from "@parley/contract/text";
import { signInIdentities, users } from "@parley/db/schema";
import { and, eq } from "drizzle-orm";
import { SignInRefusal } from "./way.ts";

/** Who signed in at a provider, with a verified e-mail address. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string;
  readonly name?: unknown;
}

async function findLinked({ db }: Platform, { issuer, subject }: Identity) {
  const [linked] = await db
    .select({ userId: users.id, status: users.status })
    .from(signInIdentities)
    .innerJoin(users, eq(users.id, signInIdentities.userId))
    .where(and(eq(signInIdentities.issuer, issuer), eq(signInIdentities.subject, subject)));
  return linked;
}

async function findByEmail({ db }: Platform, email: string): Promise<string | undefined> {
  const [found] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.email, email), eq(users.status, "active")));
  return found?.id;
}

/** Creates the user of an identity. Its id depends on the identity alone, so that a repetition finds the same user. */
async function create(ctx: Platform, identity: Identity, role: Role): Promise<string | undefined> {
  const { issuer, subject, email } = identity;
  const { data: name } = nameSchema.safeParse(identity.name);
  if (name === undefined) return undefined;
  const hash = createHash("sha256")
    .update(JSON.stringify([issuer, subject]))
    .digest("base64url");
  const now = ctx.clock.now();
  const session = {
    kind: "user",
    userId: `oidc-${hash}`,
    issuedAt: now,
    expiresAt: now,
    profile: { name, email, role },
  } as const;
  try {
    return (await loadActor({ ctx, session })).id;
  } catch (fault) {
    // The address belongs to a user who is not active.
    if (fault instanceof DomainError) return undefined;
    throw fault;
  }
}

/**
 * The user of an identity: the one to whom it is linked, else the active user of its e-mail address, to whom it is linked
 * from now on, else a new one if `role` is given. Refused if that user is linked to another identity of the provider: a
 * second account with the same address would take over the first one's messages.
 */
export async function userOf(
  ctx: Platform,
  { email: address, ...claims }: Identity,
  role: Role | undefined,
): Promise<string> {
  const email = canonicalEmail(address);
  if (email === undefined) throw new SignInRefusal("no-account", "email is not an e-mail address");
  const identity = { ...claims, email };
  const linked = await findLinked(ctx, identity);
  if (linked?.status === "active") return linked.userId;
  if (linked !== undefined) throw new SignInRefusal("no-account", "the user is deactivated");
  const userId =
    (await findByEmail(ctx, email)) ??
    (role === undefined ? undefined : await create(ctx, identity, role));
  if (userId === undefined)
    throw new SignInRefusal("no-account", "no active user has the e-mail address");
  const { issuer, subject } = identity;
  await ctx.db
    .insert(signInIdentities)
    .values({ issuer, subject, userId, createdAt: ctx.clock.now() })
    .onConflictDoNothing();
  // A concurrent sign-in may have linked either of the two.
  if ((await findLinked(ctx, identity))?.userId === userId) return userId;
  throw new SignInRefusal(
    "other-account",
    `user ${userId} signs in with another account of this provider`,
  );
}
