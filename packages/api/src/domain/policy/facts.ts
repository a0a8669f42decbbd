import type { Role } from "@parley/contract/people";
import { blocks as blockRows, contacts, groupMembers, groups } from "@parley/db/schema";
import { computed, type Fragment, fragment } from "@parley/db/statement";

/** Aliases of two rows of `users`, the one who acts first. */
export interface Sides {
  readonly from: string;
  readonly to: string;
}

/** Whether a user blocks another one, over columns of the two. */
export const blocks = (user: string, other: string): Fragment =>
  fragment`exists (select from ${blockRows} b where b.blocker_id = ${user} and b.blocked_id = ${other})`;

/** When a user left a group for the last time; both are columns. */
export const lastLeftAt = ({ groupId, userId }: { groupId: string; userId: string }): Fragment =>
  fragment`(select max(gone.left_at) from ${groupMembers} gone
    where gone.group_id = ${groupId} and gone.user_id = ${userId})`;

const hasRole = (person: string, role: Role) => fragment`${person}.role = '${role}'`;
const added = (one: string, other: string) =>
  fragment`exists (select from ${contacts} k where k.owner_id = ${one}.id and k.contact_id = ${other}.id)`;

/** The first of the two blocks the second: the only block that the first may know of. */
export const ownBlock = ({ from, to }: Sides): Fragment => blocks(`${from}.id`, `${to}.id`);

/** A common group that is not archived, by the index on a user's present memberships. */
const inOneGroup = ({ from, to }: Sides) => fragment`exists (
  select from ${groupMembers} x
  join ${groupMembers} y on y.group_id = x.group_id and y.user_id = ${to}.id and y.left_at is null
  join ${groups} g on g.id = x.group_id and g.state <> 'archived'
  where x.user_id = ${from}.id and x.left_at is null)`;

/** Facts about the accounts and blocks of two users: they apply whatever connects the two. */
const accountFacts = {
  closed: ({ from, to }: Sides) =>
    fragment`(${from}.status <> 'active' or ${to}.status <> 'active')`,
  blocked: ({ from, to }: Sides) =>
    fragment`(${ownBlock({ from, to })} or ${ownBlock({ from: to, to: from })})`,
  fromAdmin: ({ from }: Sides) => hasRole(from, "ADMIN"),
  toAdmin: ({ to }: Sides) => hasRole(to, "ADMIN"),
  fromSystem: ({ from }: Sides) => fragment`${from}.kind = 'SYSTEM'`,
  toSystem: ({ to }: Sides) => fragment`${to}.kind = 'SYSTEM'`,
  automated: ({ from, to }: Sides) =>
    fragment`(${from}.kind <> 'PERSON' or ${to}.kind <> 'PERSON')`,
} as const;

/** What may connect two users. */
const reasonFacts = {
  sameGroup: inOneGroup,
  fromMentor: ({ from }: Sides) => hasRole(from, "MENTOR"),
  toMentor: ({ to }: Sides) => hasRole(to, "MENTOR"),
  fromMentee: ({ from }: Sides) => hasRole(from, "MENTEE"),
  toMentee: ({ to }: Sides) => hasRole(to, "MENTEE"),
  fromAdded: ({ from, to }: Sides) => added(from, to),
  toAdded: ({ from, to }: Sides) => added(to, from),
} as const;

/** All facts that the contact policy uses about two users, each with its SQL condition. */
export const facts = { ...accountFacts, ...reasonFacts } as const;
export type Fact = keyof typeof facts;

export const isAccountFact = (fact: Fact): fact is keyof typeof accountFacts =>
  fact in accountFacts;

/** The relation of two users, seen from the first. */
export type Relation = Readonly<Record<Fact, boolean>>;

/** The same two users, seen from the second. */
export const mirrored = (relation: Relation): Relation => ({
  closed: relation.closed,
  blocked: relation.blocked,
  sameGroup: relation.sameGroup,
  fromAdmin: relation.toAdmin,
  toAdmin: relation.fromAdmin,
  fromSystem: relation.toSystem,
  toSystem: relation.fromSystem,
  automated: relation.automated,
  fromMentor: relation.toMentor,
  toMentor: relation.fromMentor,
  fromMentee: relation.toMentee,
  toMentee: relation.fromMentee,
  fromAdded: relation.toAdded,
  toAdded: relation.fromAdded,
});

/** The columns of `factColumns`. */
export const factRow = Object.fromEntries(
  Object.keys(facts).map((fact) => [fact, computed.boolean]),
) as Readonly<Record<Fact, typeof computed.boolean>>; // Every fact is a key of `facts`.

/** The facts as a select list, each under its own name. */
export const factColumns = (sides: Sides): Fragment => {
  const columns = Object.entries(facts).map(
    ([fact, condition]) => fragment`${condition(sides)} as "${fact}"`,
  );
  return fragment`${columns.join(",\n")}`;
};
