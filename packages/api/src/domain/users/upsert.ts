import type { Person, upsertUserInput } from "@parley/contract/people";
import type { Executor } from "@parley/db/database";
import { blocks, streams, users } from "@parley/db/schema";
import { and, eq, ne, or } from "drizzle-orm";
import type * as z from "zod";
import { followAvatarSource } from "../avatars/avatars.ts";
import { involving } from "../relations/contact-rows.ts";
import { deleteBlock } from "../contacts/unblock.ts";
import type { StaffCall } from "../context.ts";
import { DomainError, orNotFound } from "../errors.ts";
import type { Outgoing } from "../stream/append.ts";
import { requireStaff } from "../groups/members.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { loadPeople } from "./load-people.ts";
import { foldedNameOf } from "./names.ts";
import { notifyViewers } from "../relations/notify-viewers.ts";

type Input = z.output<typeof upsertUserInput>;

type Known = Pick<typeof users.$inferSelect, "email" | "name" | "role" | "status">;

async function findKnown(tx: Executor, id: string): Promise<Known | undefined> {
  const { email, name, role, status } = users;
  const [known] = await tx
    .select({ email, name, role, status })
    .from(users)
    .where(eq(users.id, id));
  return known;
}

/** The input, with the resulting address of the user. */
interface Wanted extends Input {
  readonly email: string | null;
}

const isSame = (known: Known | undefined, input: Wanted) =>
  known?.status === "active" &&
  known.email === input.email &&
  known.name === input.name &&
  known.role === input.role;

async function store(tx: Executor, { id, email, name, role }: Wanted): Promise<void> {
  const others =
    email === null
      ? []
      : await tx
          .select({ id: users.id })
          .from(users)
          .where(and(eq(users.email, email), ne(users.id, id)));
  if (others.length > 0) {
    const issue = { path: "email", message: "is the address of another user" };
    throw new DomainError("already_exists", { issues: [issue] });
  }
  const stored = { email, name, role, ...foldedNameOf(name) };
  await tx
    .insert(users)
    .values({ id, ...stored })
    .onConflictDoUpdate({ target: users.id, set: { ...stored, status: "active" } });
  await tx.insert(streams).values({ userId: id }).onConflictDoNothing();
}

/** Applies the platform's picture, if the input has one. Returns true if the shown picture changed. */
const followPicture = async (tx: Executor, { id: userId, avatarUrl: url }: Input, now: Date) =>
  url !== undefined && (await followAvatarSource(tx, { userId, url, now }));

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
async function afterNewRole(tx: Executor, { id, role }: Input): Promise<Outgoing[]> {
  const unblocked = role === "ADMIN" ? await deleteBlocksOf(tx, id) : [];
  return [...unblocked, { userId: id, type: "resync" }];
}

/**
 * The host platform creates or updates a user. Another user's address is `already_exists`; an unchanged user causes no
 * events.
 */
export async function upsertUser({ ctx, input }: StaffCall<Input>): Promise<Person> {
  requireStaff(ctx);
  await changeRelations(ctx, {
    scope: involving(input.id),
    account: input.id,
    async change(tx) {
      const known = await findKnown(tx, input.id);
      const email = input.email === undefined ? (known?.email ?? null) : input.email;
      const wanted = { ...input, email };
      const isKnown = isSame(known, wanted);
      if (!isKnown) await store(tx, wanted);
      const hasNewPicture = await followPicture(tx, input, ctx.clock.now());
      if (isKnown && !hasNewPicture) return { result: undefined, events: [] };
      const told = await notifyViewers(tx, input.id);
      const isNewRole = known !== undefined && known.role !== input.role;
      return {
        result: undefined,
        events: isNewRole ? [...told, ...(await afterNewRole(tx, input))] : told,
      };
    },
  });
  const [person] = await loadPeople(ctx.db, [input.id]);
  return orNotFound(person);
}
