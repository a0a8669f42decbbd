import type { Role } from "@parley/contract/people";

/** Aliases of two rows of `users`, the one who acts first. */
export interface Sides {
  readonly from: string;
  readonly to: string;
}

const hasRole = (person: string, role: Role) => `${person}.role = '${role}'`;
const blocks = (one: string, other: string) =>
  `exists (select from blocks b where b.blocker_id = ${one}.id and b.blocked_id = ${other}.id)`;
const added = (one: string, other: string) =>
  `exists (select from contacts k where k.owner_id = ${one}.id and k.contact_id = ${other}.id)`;

/** The first of the two blocks the second: the only block that the first may know of. */
export const ownBlock = ({ from, to }: Sides) => blocks(from, to);

/** A common group that is not archived, by the index on a user's present memberships. */
const inOneGroup = ({ from, to }: Sides) => `exists (
  select from group_members x
  join group_members y on y.group_id = x.group_id and y.user_id = ${to}.id and y.left_at is null
  join groups g on g.id = x.group_id and g.state <> 'archived'
  where x.user_id = ${from}.id and x.left_at is null)`;

/** Facts about the accounts and blocks of two users: they apply whatever connects the two. */
const accountFacts = {
  closed: ({ from, to }: Sides) => `(${from}.status <> 'active' or ${to}.status <> 'active')`,
  blocked: ({ from, to }: Sides) => `(${blocks(from, to)} or ${blocks(to, from)})`,
  fromAdmin: ({ from }: Sides) => hasRole(from, "ADMIN"),
  toAdmin: ({ to }: Sides) => hasRole(to, "ADMIN"),
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
  fromMentor: relation.toMentor,
  toMentor: relation.fromMentor,
  fromMentee: relation.toMentee,
  toMentee: relation.fromMentee,
  fromAdded: relation.toAdded,
  toAdded: relation.fromAdded,
});

/** The facts as a select list, each under its own name. */
export const factColumns = (sides: Sides): string =>
  Object.entries(facts)
    .map(([fact, condition]) => `${condition(sides)} as "${fact}"`)
    .join(",\n");
