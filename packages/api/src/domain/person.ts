import type { Person } from "@parley/contract/people";
import { users } from "@parley/db/schema";
import { type Fragment, fragment } from "@parley/db/statement";

/** The columns of a person: for the query builder, and in the row of a statement that selects `personColumns`. */
export const personRow = {
  id: users.id,
  name: users.name,
  role: users.role,
  avatarUrl: users.avatarUrl,
} as const;

/** The select list of `personRow` over an alias of `users`. */
export const personColumns = (u: string): Fragment =>
  fragment`${u}.id, ${u}.name, ${u}.role, ${u}.avatar_url as "avatarUrl"`;

/** The person of a row that has more columns. */
export const toPerson = ({ id, name, role, avatarUrl }: Person): Person => ({
  id,
  name,
  role,
  avatarUrl,
});

/** A person of an alias of `users`, as JSON. */
export const personJson = (u: string): Fragment =>
  fragment`json_build_object('id', ${u}.id, 'name', ${u}.name, 'role', ${u}.role, 'avatarUrl', ${u}.avatar_url)`;
