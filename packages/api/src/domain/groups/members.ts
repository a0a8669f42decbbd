import type { Role, UserStatus } from "@parley/contract/people";
import { limits } from "@parley/contract/limits";
import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";
import type { StaffContext } from "../context.ts";
import { DomainError, invalidInput, orNotFound } from "../errors.ts";
import type { Moment } from "../moment.ts";

/** A group locked by its verb, so that its members do not change meanwhile. */
export interface LockedGroup extends Record<string, unknown> {
  id: string;
  name: string;
  mentor_id: string;
  state: "active" | "ending" | "archived";
  ends_at: Moment | null;
  conversation_id: string;
  last_seq: number;
}

/** Only an ADMIN, or the host platform with a service token, creates and changes users and groups. */
export function requireStaff({ actor }: StaffContext): void {
  if (actor.kind === "user" && actor.role !== "ADMIN") throw new DomainError("forbidden");
}

/** An existing group, locked with its conversation. */
export async function findGroup(tx: Executor, groupId: string): Promise<LockedGroup | undefined> {
  const { rows } = await tx.execute<LockedGroup>(sql`
    select g.id, g.name, g.mentor_id, g.state, g.ends_at, c.id as conversation_id, c.last_seq
    from groups g join conversations c on c.group_id = g.id
    where g.id = ${groupId}
    for no key update`);
  return rows[0];
}

export const lockGroup = async (tx: Executor, groupId: string): Promise<LockedGroup> =>
  orNotFound(await findGroup(tx, groupId));

export async function presentMembers(tx: Executor, groupId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ user_id: string }>(sql`
    select user_id from group_members where group_id = ${groupId} and left_at is null order by user_id`);
  return rows.map((row) => row.user_id);
}

interface Candidate extends Record<string, unknown> {
  id: string;
  role: Role;
  status: UserStatus;
}

/** The problem of each of some user ids, if all of them should be active and have one of the roles. */
async function unfit(
  tx: Executor,
  ids: readonly string[],
  roles: readonly Role[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.execute<Candidate>(sql`
    select id, role, status from users where id = any(${sql.param(ids)}::text[])`);
  const known = new Map(rows.map((user) => [user.id, user]));
  const problemOf = (user: Candidate | undefined) => {
    if (user === undefined) return "is the id of no user";
    if (user.status !== "active") return "is the id of a deactivated user";
    if (roles.includes(user.role)) return undefined;
    return `is the id of a user with role ${user.role}, wanted ${roles.join(" or ")}`;
  };
  return new Map(
    ids.flatMap((id) => {
      const problem = problemOf(known.get(id));
      return problem === undefined ? [] : [[id, problem]];
    }),
  );
}

/** Refuses a mentor who does not exist, is not active, or whose role may not lead. */
export async function requireLeader(tx: Executor, mentorId: string): Promise<void> {
  const problem = (await unfit(tx, [mentorId], ["MENTOR", "ADMIN"])).get(mentorId);
  if (problem !== undefined) throw invalidInput("mentorId", problem);
}

/**
 * Refuses mentees who do not exist, are not active, or have another role. `ids` are those of the `given` that matter.
 */
export async function requireMentees(
  tx: Executor,
  { field, given, ids }: { field: string; given: readonly string[]; ids: readonly string[] },
): Promise<void> {
  const problems = await unfit(tx, ids, ["MENTEE"]);
  const [first, ...rest] = [...problems].map(([id, message]) => ({
    path: `${field}.${given.indexOf(id)}`,
    message,
  }));
  if (first !== undefined) throw new DomainError("invalid_input", { issues: [first, ...rest] });
}

/** Changes the participants of a conversation from now on: sends that read the former ones are retried. */
const newEpoch = (tx: Executor, conversationId: string) =>
  tx.execute(sql`update conversations set epoch = epoch + 1 where id = ${conversationId}`);

interface Joining {
  readonly group: LockedGroup;
  readonly userIds: readonly string[];
  readonly now: Date;
  /** The input field that named them. */
  readonly field: string;
}

/**
 * Adds members. A new one sees what is sent from now on; a former one finds the conversation as they left it and what
 * was sent since.
 */
export async function admit(tx: Executor, { group, userIds, now, field }: Joining): Promise<void> {
  const ids = sql`unnest(${sql.param(userIds)}::text[])`;
  await tx.execute(sql`
    insert into group_members (group_id, user_id, joined_at, joined_after_seq)
    select ${group.id}, id, ${now}, ${group.last_seq} from ${ids} as id
    on conflict (group_id, user_id, joined_at) do update set left_at = null, left_after_seq = null`);
  await tx.execute(sql`
    insert into participants (conversation_id, user_id, opened_at, visible_from_seq, read_seq, shared_read_seq)
    select ${group.conversation_id}, id, ${now}, ${group.last_seq + 1}, ${group.last_seq}, ${group.last_seq}
    from ${ids} as id
    on conflict (conversation_id, user_id) do update
      set left_seq = null, opened_at = excluded.opened_at, archived_at = null`);
  await newEpoch(tx, group.conversation_id);
  const present = await presentMembers(tx, group.id);
  const { groupMembersMax: max } = limits;
  if (present.length > max)
    throw invalidInput(
      field,
      `would make it a group of ${present.length}: a group has at most ${max} people`,
    );
}

/** Removes members. What they could see stays visible to them, up to the current last message. */
export async function dismiss(
  tx: Executor,
  { group, userIds, now }: { group: LockedGroup; userIds: readonly string[]; now: Date },
): Promise<void> {
  const ids = sql`any(${sql.param(userIds)}::text[])`;
  await tx.execute(sql`
    update group_members set left_at = ${now}, left_after_seq = ${group.last_seq}
    where group_id = ${group.id} and user_id = ${ids} and left_at is null`);
  await tx.execute(sql`
    update participants set left_seq = ${group.last_seq}
    where conversation_id = ${group.conversation_id} and user_id = ${ids} and left_seq is null`);
  await newEpoch(tx, group.conversation_id);
}
