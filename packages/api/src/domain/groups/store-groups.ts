import { limits } from "@parley/contract/limits";
import type { syncGroupInput } from "@parley/contract/sync";
import type { Executor } from "@parley/db/database";
import { conversations, groupMembers, groups, users } from "@parley/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type * as z from "zod";
import { isAnyOf } from "../any-of.ts";
import { toOptionalDate } from "../moment.ts";
import type { Outgoing } from "../stream/append.ts";
import { groupEvents } from "./group-events.ts";
import {
  admit,
  dismiss,
  type LockedGroup,
  lockGroup,
  type Member,
  nextEpoch,
  presentMembers,
  problemOfLeader,
  problemOfMentee,
} from "./members.ts";

/** A group as the host platform wants it. `endsAt` undefined leaves it as it is. */
export type WantedGroup = z.output<typeof syncGroupInput>;

/** A group as stored, with its present members. */
export interface KnownGroup extends Pick<
  typeof groups.$inferSelect,
  "id" | "name" | "mentorId" | "state" | "endsAt"
> {
  readonly members: readonly string[];
}

/** The groups with some ids, or all of them. */
export async function loadKnownGroups(
  tx: Executor,
  ids: readonly string[] | "all",
): Promise<KnownGroup[]> {
  const { id, name, mentorId, state, endsAt } = groups;
  const found = await tx
    .select({ id, name, mentorId, state, endsAt })
    .from(groups)
    .where(ids === "all" ? undefined : isAnyOf(id, ids))
    .orderBy(id);
  const present = await tx
    .select({ groupId: groupMembers.groupId, userId: groupMembers.userId })
    .from(groupMembers)
    .where(
      and(
        isNull(groupMembers.leftAt),
        ids === "all" ? undefined : isAnyOf(groupMembers.groupId, ids),
      ),
    )
    .orderBy(groupMembers.userId);
  const byGroup = Map.groupBy(present, ({ groupId }) => groupId);
  return found.map((group) => ({
    ...group,
    members: (byGroup.get(group.id) ?? []).map(({ userId }) => userId),
  }));
}

/** Users by id, as far as groups need them. */
export async function loadMembers(
  tx: Executor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Member>> {
  const { id, kind, role, status } = users;
  const rows = await tx.select({ id, kind, role, status }).from(users).where(isAnyOf(id, ids));
  return new Map(rows.map((user) => [user.id, user]));
}

/** A field that differs from what is stored. */
export type GroupChange = "name" | "mentorId" | "endsAt" | "state";

interface Issue {
  /** Relative to the group. */
  readonly path: string;
  readonly message: string;
}

/** What storing a group does. */
export type GroupVerdict =
  | { readonly outcome: "created"; readonly added: readonly string[] }
  | {
      readonly outcome: "changed";
      readonly changes: readonly GroupChange[];
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  | { readonly outcome: "unchanged" }
  | { readonly outcome: "refused"; readonly issues: readonly Issue[] };

/** The rules by which a group is stored. */
export interface GroupRules {
  /** Whether members who are not listed leave. A mentor who is replaced leaves in any case. */
  readonly isExact: boolean;
  readonly memberOf: (userId: string) => Member | undefined;
  readonly now: Date;
}

const targetOf = (known: KnownGroup | undefined, wanted: WantedGroup, isExact: boolean) => {
  const listed = [wanted.mentorId, ...wanted.menteeIds];
  const staying = isExact ? [] : (known?.members ?? []).filter((id) => id !== known?.mentorId);
  return new Set([...staying, ...listed]);
};

function issuesOf(
  wanted: WantedGroup,
  size: number,
  { memberOf }: Pick<GroupRules, "memberOf">,
): Issue[] {
  const leader = problemOfLeader(memberOf(wanted.mentorId));
  const { groupMembersMax: max } = limits;
  return [
    ...(leader === undefined ? [] : [{ path: "mentorId", message: leader }]),
    ...wanted.menteeIds.flatMap((id, at) => {
      const message = id === wanted.mentorId ? undefined : problemOfMentee(memberOf(id));
      return message === undefined ? [] : [{ path: `menteeIds.${at}`, message }];
    }),
    ...(size > max
      ? [
          {
            path: "menteeIds",
            message: `would make it a group of ${size}: a group has at most ${max} members`,
          },
        ]
      : []),
  ];
}

/** What storing a group would do. A group whose end has passed stays archived. */
export function judgeGroup(
  known: KnownGroup | undefined,
  wanted: WantedGroup,
  rules: GroupRules,
): GroupVerdict {
  const target = targetOf(known, wanted, rules.isExact);
  const issues = issuesOf(wanted, target.size, rules);
  if (issues.length > 0) return { outcome: "refused", issues };
  if (known === undefined) return { outcome: "created", added: [...target].toSorted() };
  const endsAt = wanted.endsAt === undefined ? known.endsAt : toOptionalDate(wanted.endsAt);
  const isOver = endsAt !== null && endsAt !== undefined && endsAt <= rules.now;
  if (known.state === "archived" && isOver) return { outcome: "unchanged" };
  const movesEnd = (endsAt?.getTime() ?? null) !== (known.endsAt?.getTime() ?? null);
  const differs: Readonly<Record<GroupChange, boolean>> = {
    name: wanted.name !== known.name,
    mentorId: wanted.mentorId !== known.mentorId,
    endsAt: movesEnd,
    // A group that ends later is announced as ending anew.
    state: known.state === "archived" || (known.state === "ending" && movesEnd),
  };
  // The keys of the literal above.
  const changes = (Object.keys(differs) as GroupChange[]).filter((field) => differs[field]);
  const added = [...target].filter((id) => !known.members.includes(id)).toSorted();
  const removed = known.members.filter((id) => !target.has(id));
  return changes.length + added.length + removed.length === 0
    ? { outcome: "unchanged" }
    : { outcome: "changed", changes, added, removed };
}

/** A new group with its empty conversation, without participants yet. */
export async function insertGroup(
  tx: Executor,
  { id, name, mentorId, endsAt = null }: Omit<WantedGroup, "menteeIds">,
  now: Date,
): Promise<LockedGroup> {
  await tx
    .insert(groups)
    .values({ id, name, mentorId, endsAt: toOptionalDate(endsAt), createdAt: now });
  await tx
    .insert(conversations)
    .values({ id: uuidv7(), kind: "group", groupId: id, createdAt: now });
  return lockGroup(tx, id);
}

interface Change {
  readonly group: LockedGroup;
  readonly wanted: WantedGroup;
  readonly verdict: Extract<GroupVerdict, { outcome: "changed" }>;
  readonly now: Date;
}

async function changeGroup(
  tx: Executor,
  { group, wanted, verdict: { changes, added, removed }, now }: Change,
): Promise<Outgoing[]> {
  const before = await presentMembers(tx, group.id);
  const erased = removed.length > 0 ? await dismiss(tx, { group, userIds: removed, now }) : [];
  if (added.length > 0) await admit(tx, { group, userIds: added, now, field: "menteeIds" });
  if (changes.length > 0) {
    const { name, mentorId, endsAt } = wanted;
    await tx
      .update(groups)
      .set({
        ...{ name, mentorId },
        ...(endsAt === undefined ? {} : { endsAt: toOptionalDate(endsAt) }),
        ...(changes.includes("state") ? { state: "active", archivedAt: null } : {}),
      })
      .where(eq(groups.id, group.id));
  }
  if (group.state === "archived") {
    await tx
      .update(conversations)
      .set({ state: "open", epoch: nextEpoch })
      .where(eq(conversations.id, group.conversationId));
  }
  const concerned = {
    members: [...new Set([...before, ...added])],
    joining: added,
    isRenamed: changes.includes("name"),
  };
  return [...(await groupEvents(tx, { group, concerned })), ...erased];
}

/** Makes a group read-only. Its members keep their memberships, and its contacts end. */
export async function closeGroup(tx: Executor, group: LockedGroup, now: Date): Promise<Outgoing[]> {
  if (group.state === "archived") return [];
  await tx
    .update(groups)
    .set({ state: "archived", archivedAt: now })
    .where(eq(groups.id, group.id));
  await tx
    .update(conversations)
    .set({ state: "readonly", epoch: nextEpoch })
    .where(eq(conversations.id, group.conversationId));
  return groupEvents(tx, { group, concerned: { members: await presentMembers(tx, group.id) } });
}

interface Stored {
  readonly verdicts: readonly GroupVerdict[];
  readonly events: readonly Outgoing[];
}

/** Stores groups as part of a change of relations, whose lock it needs. Refused ones stay as they are. */
export async function storeGroups(
  tx: Executor,
  wanted: readonly WantedGroup[],
  rules: GroupRules,
): Promise<Stored> {
  const known = new Map(
    (
      await loadKnownGroups(
        tx,
        wanted.map(({ id }) => id),
      )
    ).map((group) => [group.id, group]),
  );
  const verdicts: GroupVerdict[] = [];
  const events: Outgoing[] = [];
  for (const group of wanted) {
    const verdict = judgeGroup(known.get(group.id), group, rules);
    verdicts.push(verdict);
    switch (verdict.outcome) {
      case "created": {
        const locked = await insertGroup(tx, group, rules.now);
        const members = [...verdict.added];
        await admit(tx, { group: locked, userIds: members, now: rules.now, field: "menteeIds" });
        events.push(
          ...(await groupEvents(tx, { group: locked, concerned: { members, joining: members } })),
        );
        break;
      }
      case "changed": {
        const locked = await lockGroup(tx, group.id);
        events.push(
          ...(await changeGroup(tx, { group: locked, wanted: group, verdict, now: rules.now })),
        );
        break;
      }
      case "unchanged":
      case "refused":
        break;
    }
  }
  return { verdicts, events };
}
