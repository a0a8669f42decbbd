import type { Role } from "@parley/contract/people";
import { isPresent } from "../relations.ts";
import {
  lastSeq,
  orNotFound,
  personIn,
  refuseIf,
  type ModelConversation,
  type ModelGroup,
  type World,
} from "../world.ts";
import { newParticipant } from "./conversations.ts";

/** GRP-3. */
export const requireStaff = (world: World, by: string): void =>
  refuseIf(personIn(world, by).role !== "ADMIN", "forbidden");

/** GRP-4. */
function requireRole(world: World, ids: readonly string[], roles: readonly Role[]): void {
  const fits = ({ isActive, role }: { isActive: boolean; role: Role }) =>
    isActive && roles.includes(role);
  refuseIf(!ids.every((id) => fits(personIn(world, id))), "invalid_input");
}

function teamOf(
  world: World,
  groupId: string,
): { team: ModelGroup; conversation: ModelConversation } {
  return {
    team: orNotFound(world.groups.get(groupId)),
    conversation: orNotFound(world.conversations.get(groupId)),
  };
}

/**
 * GRP-6, GRP-8: a new member sees what is sent from now on; a returning one sees what they had, and what was sent
 * since.
 */
function admit(
  world: World,
  { team, conversation }: { team: ModelGroup; conversation: ModelConversation },
  ids: readonly string[],
): void {
  const stored = lastSeq(conversation);
  for (const userId of ids) {
    team.memberships.push({
      userId,
      from: world.now,
      fromAfter: stored,
      until: null,
      untilAfter: null,
    });
    const known = conversation.participants.get(userId);
    if (known === undefined)
      conversation.participants.set(userId, newParticipant(world.now, stored));
    else Object.assign(known, { until: null, openedAt: world.now, isArchived: false });
  }
}

/** GRP-7: they keep what they saw. */
function dismiss(
  world: World,
  { team, conversation }: { team: ModelGroup; conversation: ModelConversation },
  ids: readonly string[],
): void {
  for (const membership of team.memberships) {
    if (membership.until !== null || !ids.includes(membership.userId)) continue;
    Object.assign(membership, { until: world.now, untilAfter: lastSeq(conversation) });
    Object.assign(orNotFound(conversation.participants.get(membership.userId)), {
      until: lastSeq(conversation),
    });
  }
}

/** GRP-1, GRP-2. */
export function createGroup(
  world: World,
  group: { readonly id: string; readonly mentorId: string; readonly menteeIds: readonly string[] },
  conversationId: string,
): void {
  const existing = world.groups.get(group.id);
  if (existing !== undefined) {
    const isSame = existing.name === group.id && existing.mentorId === group.mentorId;
    return refuseIf(!isSame, "already_exists");
  }
  const mentees = group.menteeIds.filter((id) => id !== group.mentorId);
  requireRole(world, [group.mentorId], ["MENTOR", "ADMIN"]);
  requireRole(world, mentees, ["MENTEE"]);
  const { id, mentorId } = group;
  const team: ModelGroup = {
    id,
    name: id,
    mentorId,
    state: "active",
    archivedAt: null,
    memberships: [],
  };
  const startedAt = world.now;
  const conversation = {
    id: conversationId,
    groupId: id,
    pair: [],
    startedAt,
    messages: [],
    participants: new Map(),
  };
  world.groups.set(id, team);
  world.conversations.set(id, conversation);
  admit(world, { team, conversation }, [mentorId, ...mentees]);
}

/** GRP-6, GRP-11. */
export function join(world: World, groupId: string, people: readonly string[]): void {
  const { team, conversation } = teamOf(world, groupId);
  refuseIf(team.state === "archived", "conversation_readonly");
  const joining = people.filter((id) => !isPresent(team, id));
  requireRole(world, joining, ["MENTEE"]);
  admit(world, { team, conversation }, joining);
}

/** GRP-7, GRP-10. */
export function leave(world: World, groupId: string, people: readonly string[]): void {
  const { team, conversation } = teamOf(world, groupId);
  refuseIf(people.includes(team.mentorId), "invalid_input");
  dismiss(world, { team, conversation }, people);
}

/** GRP-10, GRP-11, GRP-14: an archived group stays unchanged, unless its state revives it. */
export function updateGroup(
  world: World,
  groupId: string,
  change: { readonly name?: string; readonly mentorId?: string; readonly state?: "active" },
): void {
  const { team, conversation } = teamOf(world, groupId);
  refuseIf(team.state === "archived" && change.state === undefined, "conversation_readonly");
  const { mentorId = team.mentorId } = change;
  if (mentorId !== team.mentorId) {
    requireRole(world, [mentorId], ["MENTOR", "ADMIN"]);
    dismiss(world, { team, conversation }, [team.mentorId]);
    if (!isPresent(team, mentorId)) admit(world, { team, conversation }, [mentorId]);
  }
  Object.assign(team, {
    mentorId,
    name: change.name ?? team.name,
    state: change.state ?? team.state,
    archivedAt: null,
  });
}

export function archiveGroup(world: World, groupId: string): void {
  const { team } = teamOf(world, groupId);
  if (team.state !== "archived") Object.assign(team, { state: "archived", archivedAt: world.now });
}
