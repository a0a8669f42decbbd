import type { Contact, ContactKind, ContactReason } from "@parley/contract/contacts";
import type { Person, Role } from "@parley/contract/people";
import {
  personIn,
  pairKey,
  type ModelUser,
  type ModelConversation,
  type ModelGroup,
  type World,
} from "./world.ts";

export const asPerson = ({ id, name, role, kind }: ModelUser): Person => ({
  id,
  name,
  role,
  avatarUrl: null,
  ...(kind === "PERSON" ? {} : { kind }),
});

/** KIND-3: whether one of two users is a `SYSTEM` or `BOT` user. */
const isAutomated = (world: World, one: string, other: string) =>
  [one, other].some((id) => personIn(world, id).kind !== "PERSON");

export const isPresent = ({ memberships }: ModelGroup, userId: string): boolean =>
  memberships.some((membership) => membership.userId === userId && membership.until === null);

/** The groups that connect two users: both are members, and it is not archived. */
const sharedTeams = ({ groups }: World, one: string, other: string): ModelGroup[] =>
  [...groups.values()].filter(
    (team) => team.state !== "archived" && isPresent(team, one) && isPresent(team, other),
  );

const isEitherStaff = (world: World, one: string, other: string) =>
  [one, other].some((id) => personIn(world, id).role === "ADMIN");

export const blocks = (world: World, blocker: string, blocked: string): boolean =>
  world.blocks.has(pairKey(blocker, blocked));

export const isBlockBetween = (world: World, one: string, other: string): boolean =>
  blocks(world, one, other) || blocks(world, other, one);

/** What a check of reach ignores: `explain` and the state of a conversation check less than a send. */
interface Leaving {
  readonly blocks?: boolean;
  readonly closedAccounts?: boolean;
}

/** POL-1: whether one user may write to another first. The first rule that applies decides. */
export function reaches(world: World, [from, to]: readonly [string, string], out: Leaving = {}) {
  const one = personIn(world, from);
  const other = personIn(world, to);
  if (out.closedAccounts !== true && !(one.isActive && other.isActive)) return false;
  // KIND-4, KIND-5.
  if (other.kind === "SYSTEM" || one.kind === "SYSTEM") return other.kind !== "SYSTEM";
  if (isEitherStaff(world, from, to)) return true;
  if (out.blocks !== true && isBlockBetween(world, from, to)) return false;
  if (isAutomated(world, from, to)) return true;
  if (sharedTeams(world, from, to).length > 0) return true;
  if (
    world.modelPolicy.mentorsReachEveryMentee &&
    one.role === "MENTOR" &&
    other.role === "MENTEE"
  ) {
    return true;
  }
  return world.modelPolicy.customContactsAreReached && world.added.has(pairKey(from, to));
}

/** POL-2: both may write in a direct conversation while one of the two reaches the other. KIND-4: but not to `SYSTEM`. */
export const isReachBetween = (
  world: World,
  [one, other]: readonly [string, string],
  out: Leaving = {},
): boolean =>
  personIn(world, other).kind !== "SYSTEM" &&
  (reaches(world, [one, other], out) || reaches(world, [other, one], out));

/** GRP-12, BLK-9: a closed account, and a block that is revealed on attempt, do not show in the state. */
export function isPairOpen(world: World, [low, high]: readonly [string, string]): boolean {
  const out = { closedAccounts: true, blocks: !world.modelPolicy.blockIsToldAtOnce };
  return isReachBetween(world, [low, high], out) || isReachBetween(world, [high, low], out);
}

/** Whether two users were in one conversation at the same time. */
function haveTalked(
  { groups }: World,
  conversations: Iterable<ModelConversation>,
  [one, other]: readonly string[],
) {
  const membershipsOf = (team: ModelGroup, id: string | undefined) =>
    team.memberships.filter(({ userId }) => userId === id);
  const overlaps = (team: ModelGroup) =>
    membershipsOf(team, one).some((mine) =>
      membershipsOf(team, other).some(
        (theirs) =>
          (mine.until === null || mine.until > theirs.from) &&
          (theirs.until === null || theirs.until > mine.from),
      ),
    );
  const isPair = ({ pair }: ModelConversation) =>
    pair.includes(one ?? "") && pair.includes(other ?? "");
  return [...conversations].some(isPair) || [...groups.values()].some(overlaps);
}

/** Whether two users may know of each other: they share a conversation, or one would reach the other. */
export const haveSharedConversation = (world: World, pair: readonly [string, string]): boolean =>
  haveTalked(world, world.conversations.values(), pair) ||
  isReachBetween(world, pair, { blocks: true, closedAccounts: true });

function reasonsFor(world: World, owner: string, other: string): ContactReason[] {
  const reasons: ContactReason[] = [];
  if (isAutomated(world, owner, other)) return reasons;
  if (isEitherStaff(world, owner, other)) reasons.push({ type: "admin" });
  if (world.added.has(pairKey(owner, other))) reasons.push({ type: "custom" });
  const shared = sharedTeams(world, owner, other).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return [
    ...reasons,
    ...shared.map(({ id, name }) => ({ type: "group", groupId: id, groupName: name }) as const),
  ];
}

const kindByRole: Record<Role, ContactKind> = {
  MENTOR: "mentors",
  MENTEE: "mentees",
  ADMIN: "admins",
};

/** CON-1, CON-2: the heading of a contact. An ADMIN sees users by role, others by group. */
function kindOf(world: World, owner: string, other: string): ContactKind {
  const role = personIn(world, other).role;
  if (personIn(world, owner).role === "ADMIN") return kindByRole[role];
  const shared = sharedTeams(world, owner, other);
  if (shared.some(({ mentorId }) => mentorId === other)) return "mentors";
  if (shared.some(({ mentorId }) => mentorId === owner)) return "mentees";
  if (shared.length > 0) return "peers";
  return role === "ADMIN" ? "admins" : "custom";
}

/** CON-4, CON-5: the contact that one user is to another, if any. */
export function contactOf(world: World, owner: string, other: string): Contact | undefined {
  const reasons = reasonsFor(world, owner, other);
  const person = personIn(world, other);
  if (reasons.length === 0 || !person.isActive || blocks(world, owner, other)) return undefined;
  return { person: asPerson(person), kind: kindOf(world, owner, other), reasons };
}
