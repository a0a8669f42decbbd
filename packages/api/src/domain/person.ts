import type { Person, UserKind } from "@parley/contract/people";
import { users } from "@parley/db/schema";
import { type Fragment, fragment } from "@parley/db/statement";

/** The columns of a person: for the query builder, and in the row of a statement that selects `personColumns`. */
export const personRow = {
  id: users.id,
  name: users.name,
  role: users.role,
  avatarUrl: users.avatarUrl,
  kind: users.kind,
} as const;

/** The select list of `personRow` over an alias of `users`. */
export const personColumns = (u: string): Fragment =>
  fragment`${u}.id, ${u}.name, ${u}.role, ${u}.avatar_url as "avatarUrl", ${u}.kind`;

interface PersonRow extends Omit<Person, "kind"> {
  readonly kind: UserKind;
}

/** The person of a row that has more columns. */
export const toPerson = ({ id, name, role, avatarUrl, kind }: PersonRow): Person => ({
  id,
  name,
  role,
  avatarUrl,
  ...(kind === "PERSON" ? {} : { kind }),
});

/** A person of an alias of `users`, as JSON: a member of a group, who is no `SYSTEM` or `BOT` user. */
export const personJson = (u: string): Fragment =>
  fragment`json_build_object('id', ${u}.id, 'name', ${u}.name, 'role', ${u}.role, 'avatarUrl', ${u}.avatar_url)`;
