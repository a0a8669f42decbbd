import { contacts, groupMembers, groups, users } from "@parley/db/schema";
import { SQL, sql } from "drizzle-orm";

/** Columns of the two users of a pair. */
export interface PairColumns {
  readonly owner: SQL;
  readonly contact: SQL;
}

/** A condition on pairs. */
export type PairCondition = (pair: PairColumns) => SQL;

/**
 * Which pairs to load: exactly one of the conditions is true for each of them. Each condition is a separate branch that
 * uses indexes; with an `or` over two tables every pair would be read.
 */
export type PairScope = readonly PairCondition[];

/** A scope as one condition, if both columns are of one table. */
export const within = (scope: PairScope, pair: PairColumns): SQL =>
  sql`(${sql.join(
    scope.map((condition) => condition(pair)),
    sql` or `,
  )})`;

/** Users, or the value of a prepared statement that stands for them. */
type Ids = readonly string[] | SQL;

const setOf = (ids: Ids) => sql`${ids instanceof SQL ? ids : sql.param(ids)}::text[]`;

export const ownedByAny = (ownerIds: Ids): PairScope => [
  ({ owner }) => sql`${owner} = any(${setOf(ownerIds)})`,
];

export const ownedBy = (ownerId: string | SQL): PairScope => [
  ({ owner }) => sql`${owner} = ${ownerId}`,
];

/** The pairs in which others have one of some users as a contact. */
export const namingAny = (ids: readonly string[]): PairScope => [
  ({ contact }) => sql`${contact} = any(${sql.param(ids)}::text[])`,
];

/** The pairs within a set of users. */
export const among = (ids: Ids): PairScope => {
  const set = setOf(ids);
  return [({ owner, contact }) => sql`${owner} = any(${set}) and ${contact} = any(${set})`];
};

/** The pairs within a group as it is now, plus some users. */
export const amongMembersOf = (groupId: string, more: readonly string[] = []): PairScope => {
  const set = sql`(select user_id from ${groupMembers} where group_id = ${groupId}
    union select unnest(${sql.param(more)}::text[]))`;
  return [({ owner, contact }) => sql`${owner} in ${set} and ${contact} in ${set}`];
};

/** The pairs with at least one of some users. */
export const involvingAny = (ids: readonly string[]): PairScope => {
  const set = sql`${sql.param(ids)}::text[]`;
  return [
    ({ owner }) => sql`${owner} = any(${set})`,
    ({ owner, contact }) => sql`${contact} = any(${set}) and ${owner} <> all(${set})`,
  ];
};

/** The pairs with a user. */
export const involving = (id: string): PairScope => involvingAny([id]);

const groupReasons = (fits: PairCondition) => sql`
  select mine.user_id as owner_id, mate.user_id as id, 'group' as type,
         g.id as group_id, g.name as group_name,
         g.mentor_id = mate.user_id as leads, g.mentor_id = mine.user_id as led
  from ${groupMembers} mine
  join ${groups} g on g.id = mine.group_id and g.state <> 'archived'
  join ${groupMembers} mate on mate.group_id = g.id and mate.left_at is null and mate.user_id <> mine.user_id
  where mine.left_at is null and ${fits({ owner: sql`mine.user_id`, contact: sql`mate.user_id` })}`;

/** `SYSTEM` and `BOT` users are nobody's contacts. An ADMIN has two branches, since with an `or` between them every user would be compared with every other. */
const staffReasons = (fits: PairCondition) => sql`
  select owner.id, other.id, 'admin', null, null, false, false
  from ${users} owner join ${users} other on other.id <> owner.id
  where owner.role = 'ADMIN' and other.kind = 'PERSON' and ${fits({ owner: sql`owner.id`, contact: sql`other.id` })}
  union all
  select owner.id, other.id, 'admin', null, null, false, false
  from ${users} other join ${users} owner on owner.id <> other.id and owner.role <> 'ADMIN'
  where other.role = 'ADMIN' and owner.kind = 'PERSON' and ${fits({ owner: sql`owner.id`, contact: sql`other.id` })}`;

const reasonsByHand = (fits: PairCondition) => sql`
  select c.owner_id, c.contact_id, 'custom', null, null, false, false
  from ${contacts} c
  where ${fits({ owner: sql`c.owner_id`, contact: sql`c.contact_id` })}`;

/**
 * Every reason for which a user is a contact of an owner, one row each: (owner_id, id, type, group_id, group_name,
 * leads, led). Groups count until they are archived. `leads`: the contact is that group's mentor; `led`: the owner is.
 */
export const contactReasons = (scope: PairScope): SQL =>
  sql.join(
    scope.flatMap((fits) => [groupReasons(fits), staffReasons(fits), reasonsByHand(fits)]),
    sql` union all `,
  );
