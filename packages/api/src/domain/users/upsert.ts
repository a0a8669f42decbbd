import type { Person, Role, upsertUserInput } from "@parley/contract/people";
import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";
import type * as z from "zod";
import { followAvatarSource } from "../avatars/avatars.ts";
import { involving } from "../relations/contact-rows.ts";
import { liftBlock } from "../contacts/unblock.ts";
import type { StaffCall } from "../context.ts";
import { DomainError, orNotFound } from "../errors.ts";
import type { Outgoing } from "../stream/append.ts";
import { requireStaff } from "../groups/members.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { loadPeople } from "./load-people.ts";
import { foldedNameOf } from "./names.ts";
import { notifyViewers } from "../relations/notify-viewers.ts";

type Input = z.output<typeof upsertUserInput>;

interface Known extends Record<string, unknown> {
  email: string | null;
  name: string;
  role: Role;
  status: "active" | "deactivated";
}

async function findKnown(tx: Executor, id: string): Promise<Known | undefined> {
  const { rows } = await tx.execute<Known>(sql`
    select email, name, role, status from users where id = ${id}`);
  return rows[0];
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
  const { rows } = await tx.execute(sql`select from users where email = ${email} and id <> ${id}`);
  if (rows.length > 0) {
    const issue = { path: "email", message: "is the address of another user" };
    throw new DomainError("already_exists", { issues: [issue] });
  }
  const { foldedName, foldVersion } = foldedNameOf(name);
  await tx.execute(sql`
    insert into users (id, email, name, folded_name, fold_version, role)
    values (${id}, ${email}, ${name}, ${foldedName}, ${foldVersion}, ${role})
    on conflict (id) do update set email = excluded.email, name = excluded.name, role = excluded.role,
      folded_name = excluded.folded_name, fold_version = excluded.fold_version, status = 'active'`);
  await tx.execute(sql`insert into streams (user_id) values (${id}) on conflict do nothing`);
}

/** Applies the platform's picture, if the input has one. Returns true if the shown picture changed. */
const followPicture = async (tx: Executor, { id: userId, avatarUrl: url }: Input, now: Date) =>
  url !== undefined && (await followAvatarSource(tx, { userId, url, now }));

/** An ADMIN neither blocks nor is blocked: a user who becomes one loses all blocks. */
async function liftBlocksOf(tx: Executor, id: string): Promise<Outgoing[]> {
  const { rows } = await tx.execute<{ blocker_id: string; blocked_id: string }>(sql`
    select blocker_id, blocked_id from blocks where blocker_id = ${id} or blocked_id = ${id}`);
  const lifted: Outgoing[] = [];
  for (const { blocker_id: blockerId, blocked_id: blockedId } of rows) {
    lifted.push(...(await liftBlock(tx, { blockerId, blockedId })));
  }
  return lifted;
}

/** Effects of a change of role: another role sees other things, so its user fetches everything again. */
async function afterNewRole(tx: Executor, { id, role }: Input): Promise<Outgoing[]> {
  const lifted = role === "ADMIN" ? await liftBlocksOf(tx, id) : [];
  return [...lifted, { userId: id, type: "resync" }];
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
