import { type SQL, sql } from "drizzle-orm";

/** Which pairs are wanted: a condition over the owner's and the contact's id. */
export type PairScope = (pair: { owner: SQL; contact: SQL }) => SQL;

export const ownedBy =
  (ownerId: string): PairScope =>
  ({ owner }) =>
    sql`${owner} = ${ownerId}`;

/** The pairs within a set of people. */
export const among = (ids: readonly string[]): PairScope => {
  const set = sql`${sql.param(ids)}::text[]`;
  return ({ owner, contact }) => sql`${owner} = any(${set}) and ${contact} = any(${set})`;
};

/** The pairs within a group as it is now, and some people more. */
export const amongMembersOf = (groupId: string, more: readonly string[] = []): PairScope => {
  const set = sql`(select user_id from group_members where group_id = ${groupId}
    union select unnest(${sql.param(more)}::text[]))`;
  return ({ owner, contact }) => sql`${owner} in ${set} and ${contact} in ${set}`;
};

/** The pairs that at least one of some people is part of. */
export const involvingAny = (ids: readonly string[]): PairScope => {
  const set = sql`${sql.param(ids)}::text[]`;
  return ({ owner, contact }) => sql`(${owner} = any(${set}) or ${contact} = any(${set}))`;
};

/** The pairs that somebody is part of. */
export const involving = (id: string): PairScope => involvingAny([id]);

/**
 * Every reason for which somebody is a contact of an owner, a row each:
 * (owner_id, id, type, group_id, group_name, leads, led). Groups count until they are archived.
 * `leads`: the contact is that group's mentor; `led`: the owner is. Staff has two branches, since with an
 * `or` between them every person would be compared with every other.
 */
export const contactReasons = (scope: PairScope): SQL => sql`
  select mine.user_id as owner_id, mate.user_id as id, 'group' as type,
         g.id as group_id, g.name as group_name,
         g.mentor_id = mate.user_id as leads, g.mentor_id = mine.user_id as led
  from group_members mine
  join groups g on g.id = mine.group_id and g.state <> 'archived'
  join group_members mate on mate.group_id = g.id and mate.left_at is null and mate.user_id <> mine.user_id
  where mine.left_at is null and ${scope({ owner: sql`mine.user_id`, contact: sql`mate.user_id` })}
  union all
  select owner.id, other.id, 'admin', null, null, false, false
  from users owner join users other on other.id <> owner.id
  where owner.role = 'ADMIN' and ${scope({ owner: sql`owner.id`, contact: sql`other.id` })}
  union all
  select owner.id, other.id, 'admin', null, null, false, false
  from users other join users owner on owner.id <> other.id and owner.role <> 'ADMIN'
  where other.role = 'ADMIN' and ${scope({ owner: sql`owner.id`, contact: sql`other.id` })}
  union all
  select c.owner_id, c.contact_id, 'custom', null, null, false, false
  from contacts c
  where ${scope({ owner: sql`c.owner_id`, contact: sql`c.contact_id` })}`;
