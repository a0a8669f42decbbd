import type { GroupMembersInput } from "@parley/contract/groups";
import type { Role } from "@parley/contract/people";
import { limits } from "@parley/contract/limits";
import type { Executor } from "@parley/db/database";
import { conversations, groupMembers, groups, participants, users } from "@parley/db/schema";
import { statement } from "@parley/db/statement";
import { and, eq, isNull, sql } from "drizzle-orm";
import { isAnyOf } from "../any-of.ts";
import type { StaffContext } from "../context.ts";
import { DomainError, invalidInput, orNotFound } from "../errors.ts";
import { clearDrafts } from "../participants/drafts.ts";
import type { Outgoing } from "../stream/append.ts";

/** A group locked by its verb, so that its members do not change meanwhile. */
export interface LockedGroup extends Pick<
  typeof groups.$inferSelect,
  "id" | "name" | "mentorId" | "state" | "endsAt"
> {
  readonly conversationId: string;
  readonly lastSeq: number;
}

/** Only an ADMIN, or the host platform with a service token, creates and changes users and groups. */
export function requireStaff({ actor }: StaffContext): void {
  if (actor.kind === "user" && actor.role !== "ADMIN") throw new DomainError("forbidden");
}

/** An existing group, locked with its conversation. */
export async function findGroup(tx: Executor, groupId: string): Promise<LockedGroup | undefined> {
  const { id, name, mentorId, state, endsAt } = groups;
  const { id: conversationId, lastSeq } = conversations;
  const [group] = await tx
    .select({ id, name, mentorId, state, endsAt, conversationId, lastSeq })
    .from(groups)
    .innerJoin(conversations, eq(conversations.groupId, id))
    .where(eq(id, groupId))
    .for("no key update");
  return group;
}

export const lockGroup = async (tx: Executor, groupId: string): Promise<LockedGroup> =>
  orNotFound(await findGroup(tx, groupId));

const isPresentIn = (groupId: string) =>
  and(eq(groupMembers.groupId, groupId), isNull(groupMembers.leftAt));

export async function presentMembers(tx: Executor, groupId: string): Promise<string[]> {
  const { userId } = groupMembers;
  const rows = await tx
    .select({ userId })
    .from(groupMembers)
    .where(isPresentIn(groupId))
    .orderBy(userId);
  return rows.map((row) => row.userId);
}

/** A user, as far as it decides whether they can be in a group. */
export type Member = Pick<typeof users.$inferSelect, "id" | "kind" | "role" | "status">;

function problemOf(user: Member | undefined, roles: readonly Role[]): string | undefined {
  if (user === undefined) return "is the id of no user";
  if (user.status !== "active") return "is the id of a deactivated user";
  if (user.kind !== "PERSON") return `is the id of a ${user.kind} user, wanted a person`;
  if (roles.includes(user.role)) return undefined;
  return `is the id of a user with role ${user.role}, wanted ${roles.join(" or ")}`;
}

const leaders: readonly Role[] = ["MENTOR", "ADMIN"];
const mentees: readonly Role[] = ["MENTEE"];

/** Why a user cannot lead a group. */
export const problemOfLeader = (user: Member | undefined) => problemOf(user, leaders);
/** Why a user cannot be a mentee of a group. */
export const problemOfMentee = (user: Member | undefined) => problemOf(user, mentees);

/** The problem of each of some user ids, if all of them should be active and have one of the roles. */
async function problemsOf(
  tx: Executor,
  ids: readonly string[],
  roles: readonly Role[],
): Promise<ReadonlyMap<string, string>> {
  const { id: userId, kind, role, status } = users;
  const rows = await tx
    .select({ id: userId, kind, role, status })
    .from(users)
    .where(isAnyOf(userId, ids));
  const known = new Map(rows.map((user) => [user.id, user]));
  return new Map(
    ids.flatMap((id) => {
      const problem = problemOf(known.get(id), roles);
      return problem === undefined ? [] : [[id, problem]];
    }),
  );
}

/** Refuses a mentor who does not exist, is not active, or whose role may not lead. */
export async function requireLeader(tx: Executor, mentorId: string): Promise<void> {
  const problem = (await problemsOf(tx, [mentorId], leaders)).get(mentorId);
  if (problem !== undefined) throw invalidInput("mentorId", problem);
}

/**
 * Refuses mentees who do not exist, are not active, or have another role. `ids` are those of the `given` that matter.
 */
export async function requireMentees(
  tx: Executor,
  { field, given, ids }: { field: string; given: readonly string[]; ids: readonly string[] },
): Promise<void> {
  const problems = await problemsOf(tx, ids, mentees);
  const [first, ...rest] = [...problems].map(([id, message]) => ({
    path: `${field}.${given.indexOf(id)}`,
    message,
  }));
  if (first !== undefined) throw new DomainError("invalid_input", { issues: [first, ...rest] });
}

/** The mentees that an input names, and the field that names them. */
export const menteesOf = ({ menteeIds, userIds = [] }: GroupMembersInput) =>
  menteeIds === undefined
    ? { field: "userIds", ids: userIds }
    : { field: "menteeIds", ids: menteeIds };

/** For `set` of conversations: write permission changes, and sends that read the former epoch are retried. */
export const nextEpoch = sql`${conversations.epoch} + 1`;

/** Changes the participants of a conversation from now on: sends that read the former ones are retried. */
const newEpoch = (tx: Executor, conversationId: string) =>
  tx.update(conversations).set({ epoch: nextEpoch }).where(eq(conversations.id, conversationId));

interface Inserted {
  readonly group: LockedGroup;
  readonly userIds: readonly string[];
  readonly now: Date;
}

const example: Inserted = {
  group: {
    id: "north",
    name: "North",
    mentorId: "ada",
    state: "active",
    endsAt: null,
    conversationId: "",
    lastSeq: 0,
  },
  userIds: ["ben"],
  now: new Date(0),
};

const insertMembers = statement({
  name: "groups.insert-members",
  sql: ({ group, userIds, now }: Inserted) => sql`
    insert into ${groupMembers} (group_id, user_id, joined_at, joined_after_seq)
    select ${group.id}, id, ${now}, ${group.lastSeq} from unnest(${sql.param(userIds)}::text[]) as id
    on conflict (group_id, user_id, joined_at) do update set left_at = null, left_after_seq = null`,
  examples: [example],
});

const insertParticipants = statement({
  name: "groups.insert-participants",
  sql: ({ group, userIds, now }: Inserted) => sql`
    insert into ${participants} (conversation_id, user_id, opened_at, visible_from_seq, read_seq, shared_read_seq)
    select ${group.conversationId}, id, ${now}, ${group.lastSeq + 1}, ${group.lastSeq}, ${group.lastSeq}
    from unnest(${sql.param(userIds)}::text[]) as id
    on conflict (conversation_id, user_id) do update
      set left_seq = null, opened_at = excluded.opened_at, archived_at = null`,
  examples: [example],
});

interface Joining extends Inserted {
  /** The input field that named them. */
  readonly field: string;
}

/**
 * Adds members. A new one sees what is sent from now on; a former one finds the conversation as they left it and what
 * was sent since.
 */
export async function admit(tx: Executor, { group, userIds, now, field }: Joining): Promise<void> {
  await insertMembers(tx, { group, userIds, now });
  await insertParticipants(tx, { group, userIds, now });
  await newEpoch(tx, group.conversationId);
  const present = await presentMembers(tx, group.id);
  const { groupMembersMax: max } = limits;
  if (present.length > max)
    throw invalidInput(
      field,
      `would make it a group of ${present.length}: a group has at most ${max} members`,
    );
}

/**
 * Removes members. What they could see stays visible to them, up to the current last message; their drafts are erased.
 * Returns the events of that.
 */
export async function dismiss(
  tx: Executor,
  { group, userIds, now }: { group: LockedGroup; userIds: readonly string[]; now: Date },
): Promise<Outgoing[]> {
  const { conversationId } = group;
  await tx
    .update(groupMembers)
    .set({ leftAt: now, leftAfterSeq: group.lastSeq })
    .where(and(isPresentIn(group.id), isAnyOf(groupMembers.userId, userIds)));
  await tx
    .update(participants)
    .set({ leftSeq: group.lastSeq })
    .where(
      and(
        eq(participants.conversationId, conversationId),
        isAnyOf(participants.userId, userIds),
        isNull(participants.leftSeq),
      ),
    );
  await newEpoch(tx, conversationId);
  const writing = await clearDrafts(tx, { conversationId, userIds, now });
  return writing.map((userId) => ({ userId, type: "draft.saved", conversationId }));
}
