import type { Group, UpdateGroupInput } from "@parley/contract/groups";
import type { Executor } from "@parley/db/database";
import { conversations, groups } from "@parley/db/schema";
import { and, eq, ne } from "drizzle-orm";
import type { StaffCall } from "../context.ts";
import { amongMembersOf } from "../relations/contact-rows.ts";
import { DomainError } from "../errors.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { toOptionalDate, toOptionalTime } from "../moment.ts";
import { getGroup } from "./get.ts";
import { groupEvents } from "./group-events.ts";
import {
  admit,
  dismiss,
  type LockedGroup,
  lockGroup,
  nextEpoch,
  presentMembers,
  requireLeader,
  requireStaff,
} from "./members.ts";
import type { Outgoing } from "../stream/append.ts";

type Change = { group: LockedGroup; input: UpdateGroupInput; now: Date };

const changes = <Value>(to: Value | undefined, from: Value) => to !== undefined && to !== from;

const isChange = ({ group, input }: Change) =>
  changes(input.name, group.name) ||
  changes(input.mentorId, group.mentorId) ||
  changes(input.state, group.state) ||
  changes(input.endsAt, toOptionalTime(group.endsAt));

/** The new mentor joins, the former one leaves. */
async function replaceMentor(
  tx: Executor,
  { group, input: { mentorId }, now }: Change,
): Promise<Outgoing[]> {
  if (mentorId === undefined || mentorId === group.mentorId) return [];
  await requireLeader(tx, mentorId);
  const erased = await dismiss(tx, { group, userIds: [group.mentorId], now });
  const present = await presentMembers(tx, group.id);
  if (!present.includes(mentorId))
    await admit(tx, { group, userIds: [mentorId], now, field: "mentorId" });
  return erased;
}

const store = (tx: Executor, { group, input: { name, mentorId, state, endsAt } }: Change) =>
  tx
    .update(groups)
    .set({
      name,
      mentorId,
      state,
      archivedAt: null,
      endsAt: endsAt === undefined ? undefined : toOptionalDate(endsAt),
    })
    .where(eq(groups.id, group.id));

/** Changes a group's name, mentor, state or end. An archived group stays unchanged, unless `state` revives it. */
export async function updateGroup({ ctx, input }: StaffCall<UpdateGroupInput>): Promise<Group> {
  requireStaff(ctx);
  await changeRelations(ctx, {
    groupIds: [input.groupId],
    scope: amongMembersOf(input.groupId, input.mentorId === undefined ? [] : [input.mentorId]),
    async change(tx) {
      const group = await lockGroup(tx, input.groupId);
      if (group.state === "archived" && input.state === undefined) {
        throw new DomainError("conversation_readonly");
      }
      const change = { group, input, now: ctx.clock.now() };
      if (!isChange(change)) return { result: undefined, events: [] };
      const before = await presentMembers(tx, group.id);
      const erased = await replaceMentor(tx, change);
      await store(tx, change);
      await tx
        .update(conversations)
        .set({ state: "open", epoch: nextEpoch })
        .where(and(eq(conversations.id, group.conversationId), ne(conversations.state, "open")));
      const after = await presentMembers(tx, group.id);
      const concerned = {
        members: [...new Set([...before, ...after])],
        joining: after.filter((id) => !before.includes(id)),
        isRenamed: changes(input.name, group.name),
      };
      const events = await groupEvents(tx, { group, concerned });
      return { result: undefined, events: [...events, ...erased] };
    },
  });
  return getGroup({ ctx, input });
}
