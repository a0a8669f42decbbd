import type { InputIssue } from "@parley/contract/errors";
import type { Role, upsertUserInput, UserKind } from "@parley/contract/people";
import type { Executor } from "@parley/db/database";
import { avatarSources, blocks, streams, users } from "@parley/db/schema";
import { eq, or, sql } from "drizzle-orm";
import type * as z from "zod";
import { isAnyOf } from "../any-of.ts";
import { followAvatarSource } from "../avatars/avatars.ts";
import { deleteBlock } from "../contacts/unblock.ts";
import { notifyViewers } from "../relations/notify-viewers.ts";
import type { Outgoing } from "../stream/append.ts";
import { foldedNameOf } from "./names.ts";

/** A user as the host platform wants them. `undefined` leaves a field as it is. */
export interface WantedUser {
  readonly id: string;
  readonly kind: UserKind;
  readonly name: string;
  readonly role: Role;
  readonly email: string | null | undefined;
  readonly avatarUrl: string | null | undefined;
}

/** The user that an input of `users.upsert` describes. */
export function toWantedUser(input: z.output<typeof upsertUserInput>): WantedUser {
  const { id, name, avatarUrl } = input;
  return "role" in input
    ? { id, name, avatarUrl, kind: "PERSON", role: input.role, email: input.email }
    : { id, name, avatarUrl, kind: input.kind, role: "MENTEE", email: null };
}

/** A user as stored; `pictureUrl` is the platform's, or null. */
export interface KnownUser {
  readonly id: string;
  readonly kind: UserKind;
  readonly name: string;
  readonly role: Role;
  readonly email: string | null;
  readonly status: "active" | "deactivated";
  readonly pictureUrl: string | null;
}

/** The users with some ids, and the owners of some addresses. */
export async function loadKnownUsers(
  tx: Executor,
  { ids, emails }: { ids: readonly string[]; emails: readonly string[] },
): Promise<KnownUser[]> {
  const { id, kind, name, role, email, status } = users;
  return tx
    .select({ id, kind, name, role, email, status, pictureUrl: avatarSources.url })
    .from(users)
    .leftJoin(avatarSources, eq(avatarSources.userId, id))
    .where(or(isAnyOf(id, ids), isAnyOf(email, emails)));
}

/** A field that differs from what is stored. */
export type UserChange = "name" | "role" | "email" | "avatarUrl" | "status";

/** What storing a user does. */
export type UserVerdict =
  | { readonly outcome: "created" | "unchanged" }
  | { readonly outcome: "changed"; readonly changes: readonly UserChange[] }
  | {
      readonly outcome: "refused";
      readonly reason: "invalid_input" | "already_exists";
      readonly issue: InputIssue;
    };

/** Some users to store, what is stored now, and which other users lose their address to one of them. */
export interface Storing {
  readonly wanted: readonly WantedUser[];
  readonly known: readonly KnownUser[];
  readonly yieldsAddress?: (owner: KnownUser) => boolean;
}

function changesOf(known: KnownUser, { name, role, email, avatarUrl }: WantedUser): UserChange[] {
  const differing: Readonly<Partial<Record<UserChange, boolean>>> = {
    name: name !== known.name,
    role: role !== known.role,
    email: email !== undefined && email !== known.email,
    avatarUrl: avatarUrl !== undefined && avatarUrl !== known.pictureUrl,
    status: known.status !== "active",
  };
  // The keys of the literal above.
  const fields = Object.keys(differing) as (keyof typeof differing)[];
  return fields.filter((field) => differing[field]);
}

/**
 * Whose each address is in the end. Of several users who want one address its present owner gets it, or the first. A
 * user who is refused keeps their own, which may refuse another one: so this repeats until nothing changes.
 */
function settleAddresses({ wanted, known, yieldsAddress = () => false }: Storing) {
  const wantedById = new Map(wanted.map((user) => [user.id, user]));
  const refused = new Map<string, InputIssue>();
  const ownerNow = new Map(
    known.flatMap((user) => (user.email === null ? [] : [[user.email, user]])),
  );
  const keepsAddress = (owner: KnownUser) => {
    const next = wantedById.get(owner.id);
    if (next === undefined) return !yieldsAddress(owner);
    return refused.has(owner.id) || next.email === undefined || next.email === owner.email;
  };
  for (;;) {
    const takenBy = new Map(
      [...ownerNow]
        .filter(([, owner]) => keepsAddress(owner))
        .map(([email, { id }]) => [email, id]),
    );
    const before = refused.size;
    for (const { id, email } of wanted) {
      if (email === undefined || email === null || refused.has(id)) continue;
      const taker = takenBy.get(email) ?? id;
      takenBy.set(email, taker);
      if (taker !== id)
        refused.set(id, { path: "email", message: `is the address of another user, ${taker}` });
    }
    if (refused.size === before) return refused;
  }
}

/** What storing some users would do, in their order. Each id occurs once. */
export function judgeUsers(storing: Storing): UserVerdict[] {
  const knownById = new Map(storing.known.map((user) => [user.id, user]));
  const isOther = (user: WantedUser) => (knownById.get(user.id)?.kind ?? user.kind) !== user.kind;
  const wanted = storing.wanted.filter((user) => !isOther(user));
  const addressIssues = settleAddresses({ ...storing, wanted });
  return storing.wanted.map((user) => {
    const known = knownById.get(user.id);
    if (known !== undefined && isOther(user)) {
      const message = `is ${user.kind}, but the user is a ${known.kind}, and the kind of a user never changes`;
      return { outcome: "refused", reason: "invalid_input", issue: { path: "kind", message } };
    }
    const issue = addressIssues.get(user.id);
    if (issue !== undefined) return { outcome: "refused", reason: "already_exists", issue };
    if (known === undefined) return { outcome: "created" };
    const changes = changesOf(known, user);
    return changes.length === 0 ? { outcome: "unchanged" } : { outcome: "changed", changes };
  });
}

/** Clears addresses that move to another user, since each has one owner at any moment. */
const clearAddresses = (tx: Executor, ids: readonly string[]) =>
  tx.update(users).set({ email: null }).where(isAnyOf(users.id, ids));

async function insertOrUpdate(tx: Executor, rows: readonly (typeof users.$inferInsert)[]) {
  const given = (column: string) => sql.raw(`excluded.${column}`);
  await tx
    .insert(users)
    .values([...rows])
    .onConflictDoUpdate({
      target: users.id,
      set: {
        email: given("email"),
        name: given("name"),
        foldedName: given("folded_name"),
        foldVersion: given("fold_version"),
        role: given("role"),
        status: "active",
      },
    });
  await tx
    .insert(streams)
    .values(rows.map(({ id: userId }) => ({ userId })))
    .onConflictDoNothing();
}

/** An ADMIN neither blocks nor is blocked: a user who becomes one loses all blocks. */
async function deleteBlocksOf(tx: Executor, id: string): Promise<Outgoing[]> {
  const { blockerId, blockedId } = blocks;
  const pairs = await tx
    .select({ blockerId, blockedId })
    .from(blocks)
    .where(or(eq(blockerId, id), eq(blockedId, id)));
  const unblocked: Outgoing[] = [];
  for (const pair of pairs) unblocked.push(...(await deleteBlock(tx, pair)));
  return unblocked;
}

/** Effects of a change of role: another role sees other things, so its user fetches everything again. */
async function afterNewRole(tx: Executor, { id, role }: WantedUser): Promise<Outgoing[]> {
  const unblocked = role === "ADMIN" ? await deleteBlocksOf(tx, id) : [];
  return [...unblocked, { userId: id, type: "resync" }];
}

interface Stored {
  readonly verdicts: readonly UserVerdict[];
  readonly events: readonly Outgoing[];
}

/**
 * Stores users as part of a change of relations, whose lock it needs: in it no other user takes an address. Refused ones
 * stay as they are.
 */
export async function storeUsers(
  tx: Executor,
  { wanted, yieldsAddress, now }: Omit<Storing, "known"> & { readonly now: Date },
): Promise<Stored> {
  const known = await loadKnownUsers(tx, {
    ids: wanted.map(({ id }) => id),
    emails: wanted.flatMap(({ email }) => email ?? []),
  });
  const knownById = new Map(known.map((user) => [user.id, user]));
  const verdicts = judgeUsers(
    yieldsAddress === undefined ? { wanted, known } : { wanted, known, yieldsAddress },
  );
  const judged = wanted.map((user, at) => ({ user, verdict: verdicts[at] }));
  const changesIn = (verdict: UserVerdict | undefined, ...fields: readonly UserChange[]) =>
    verdict?.outcome === "created" ||
    (verdict?.outcome === "changed" && verdict.changes.some((field) => fields.includes(field)));
  const written = judged.filter(({ verdict }) =>
    changesIn(verdict, "name", "role", "email", "status"),
  );
  const taken = new Set(written.flatMap(({ user: { email } }) => email ?? []));
  const writtenIds = new Set(written.map(({ user }) => user.id));
  const yielding = known.filter(
    ({ id, email }) => email !== null && taken.has(email) && !writtenIds.has(id),
  );
  const leaving = known.filter(
    ({ id, email }) =>
      email !== null && (writtenIds.has(id) || yielding.some((user) => user.id === id)),
  );
  if (written.length > 0) {
    if (leaving.length > 0)
      await clearAddresses(
        tx,
        leaving.map(({ id }) => id),
      );
    await insertOrUpdate(
      tx,
      written.map(({ user: { id, kind, name, role, email } }) => ({
        ...{ id, kind, name, role, ...foldedNameOf(name) },
        email: email === undefined ? (knownById.get(id)?.email ?? null) : email,
      })),
    );
  }
  const shown = new Set(writtenIds);
  for (const { user, verdict } of judged) {
    if (user.avatarUrl === undefined || !changesIn(verdict, "avatarUrl")) continue;
    const isShown = await followAvatarSource(tx, { userId: user.id, url: user.avatarUrl, now });
    if (isShown) shown.add(user.id);
  }
  const events: Outgoing[] = [
    ...(await notifyViewers(tx, [...shown])),
    ...yielding.map(({ id }) => ({ userId: id, type: "user.updated", subjectId: id }) as const),
  ];
  for (const { user, verdict } of judged) {
    const isNewRole = verdict?.outcome === "changed" && verdict.changes.includes("role");
    if (isNewRole) events.push(...(await afterNewRole(tx, user)));
  }
  return { verdicts, events };
}
