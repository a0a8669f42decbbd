import type { Role } from "@parley/contract/people";
import { isPresent } from "../relations.ts";
import {
  lastSeq,
  orNotFound,
  personIn,
  refuseIf,
  type Talk,
  type Team,
  type World,
} from "../world.ts";
import { newPart } from "./conversations.ts";

/** GRP-3. */
export const requireStaff = (world: World, by: string): void =>
  refuseIf(personIn(world, by).role !== "ADMIN", "forbidden");

/** GRP-4. */
function requireRole(world: World, ids: readonly string[], roles: readonly Role[]): void {
  const fits = ({ isActive, role }: { isActive: boolean; role: Role }) =>
    isActive && roles.includes(role);
  refuseIf(!ids.every((id) => fits(personIn(world, id))), "invalid_input");
}

function teamOf(world: World, groupId: string): { team: Team; talk: Talk } {
  return { team: orNotFound(world.teams.get(groupId)), talk: orNotFound(world.talks.get(groupId)) };
}

/**
 * GRP-6, GRP-8: a new member sees what is sent from now on; a returning one sees what they had, and what was sent
 * since.
 */
function admit(
  world: World,
  { team, talk }: { team: Team; talk: Talk },
  ids: readonly string[],
): void {
  const said = lastSeq(talk);
  for (const userId of ids) {
    team.memberships.push({
      userId,
      from: world.now,
      fromAfter: said,
      until: null,
      untilAfter: null,
    });
    const known = talk.parts.get(userId);
    if (known === undefined) talk.parts.set(userId, newPart(world.now, said));
    else Object.assign(known, { until: null, openedAt: world.now, isArchived: false });
  }
}

/** GRP-7: they keep what they saw. */
function dismiss(
  world: World,
  { team, talk }: { team: Team; talk: Talk },
  ids: readonly string[],
): void {
  for (const membership of team.memberships) {
    if (membership.until !== null || !ids.includes(membership.userId)) continue;
    Object.assign(membership, { until: world.now, untilAfter: lastSeq(talk) });
    Object.assign(orNotFound(talk.parts.get(membership.userId)), { until: lastSeq(talk) });
  }
}

/** GRP-1, GRP-2. */
export function createGroup(
  world: World,
  group: { readonly id: string; readonly mentorId: string; readonly menteeIds: readonly string[] },
  conversationId: string,
): void {
  const existing = world.teams.get(group.id);
  if (existing !== undefined) {
    const isSame = existing.name === group.id && existing.mentorId === group.mentorId;
    return refuseIf(!isSame, "already_exists");
  }
  const mentees = group.menteeIds.filter((id) => id !== group.mentorId);
  requireRole(world, [group.mentorId], ["MENTOR", "ADMIN"]);
  requireRole(world, mentees, ["MENTEE"]);
  const { id, mentorId } = group;
  const team: Team = { id, name: id, mentorId, state: "active", archivedAt: null, memberships: [] };
  const startedAt = world.now;
  const talk = { id: conversationId, groupId: id, pair: [], startedAt, said: [], parts: new Map() };
  world.teams.set(id, team);
  world.talks.set(id, talk);
  admit(world, { team, talk }, [mentorId, ...mentees]);
}

/** GRP-6, GRP-11. */
export function join(world: World, groupId: string, people: readonly string[]): void {
  const { team, talk } = teamOf(world, groupId);
  refuseIf(team.state === "archived", "conversation_readonly");
  const joining = people.filter((id) => !isPresent(team, id));
  requireRole(world, joining, ["MENTEE"]);
  admit(world, { team, talk }, joining);
}

/** GRP-7, GRP-10. */
export function leave(world: World, groupId: string, people: readonly string[]): void {
  const { team, talk } = teamOf(world, groupId);
  refuseIf(people.includes(team.mentorId), "invalid_input");
  dismiss(world, { team, talk }, people);
}

/** GRP-10, GRP-11, GRP-14: an archived group stays unchanged, unless its state revives it. */
export function updateGroup(
  world: World,
  groupId: string,
  change: { readonly name?: string; readonly mentorId?: string; readonly state?: "active" },
): void {
  const { team, talk } = teamOf(world, groupId);
  refuseIf(team.state === "archived" && change.state === undefined, "conversation_readonly");
  const { mentorId = team.mentorId } = change;
  if (mentorId !== team.mentorId) {
    requireRole(world, [mentorId], ["MENTOR", "ADMIN"]);
    dismiss(world, { team, talk }, [team.mentorId]);
    if (!isPresent(team, mentorId)) admit(world, { team, talk }, [mentorId]);
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
