import type { AvatarProblem } from "@parley/contract/avatars";
import type { AccountPage, listUsersInput, Role, UserStatus } from "@parley/contract/people";
import { fold } from "@parley/contract/folding";
import { type SQL, sql } from "drizzle-orm";
import type * as z from "zod";
import { likePattern } from "../text/like-pattern.ts";
import type { StaffCall, StaffContext } from "../context.ts";
import { requireStaff } from "../groups/members.ts";
import { type Moment, toOptionalTime } from "../moment.ts";
import { hasStaleName, refoldNames } from "./names.ts";

type Input = z.output<typeof listUsersInput>;

interface AccountRow extends Record<string, unknown> {
  id: string;
  name: string;
  role: Role;
  avatarUrl: string | null;
  avatarProblem: AvatarProblem | null;
  email: string | null;
  status: UserStatus;
  last_seen_at: Moment | null;
  folded: string;
  is_stale: boolean;
}

/** Filters of the list, and its cursor. */
function conditions({ text, role, status, cursor }: Input): SQL {
  const wanted = [sql`true`];
  if (role !== undefined) wanted.push(sql`role = ${role}`);
  if (status !== undefined) wanted.push(sql`status = ${status}`);
  if (text !== undefined) {
    const byAddress = [text.toLowerCase(), fold(text)].map(
      (part) => sql`email like ${likePattern(part)}`,
    );
    const byName = sql`folded_name like ${likePattern(fold(text))}`;
    wanted.push(sql`(${sql.join([byName, ...byAddress], sql` or `)})`);
  }
  if (cursor) wanted.push(sql`(folded_name, id) > (${cursor.name}, ${cursor.id})`);
  return sql.join(wanted, sql` and `);
}

/** The rows of a page and one more; and before them, whatever their names are, users whose names are not folded yet. */
async function readPage(ctx: StaffContext, input: Input): Promise<AccountRow[]> {
  const { rows } = await ctx.db.execute<AccountRow>(sql`
    select id, name, role, avatar_url as "avatarUrl", email, status, folded_name as folded,
      ${hasStaleName} as is_stale, case when shares_presence then last_seen_at end as last_seen_at,
      (select problem from avatar_sources s where s.user_id = users.id and is_followed) as "avatarProblem"
    from users where ${hasStaleName} or (${conditions(input)})
    order by ${hasStaleName} desc, folded_name, id limit ${input.limit + 1}`);
  return rows;
}

/** A page of all users by name, including deactivated ones. For an ADMIN. */
export async function listUsers({ ctx, input }: StaffCall<Input>): Promise<AccountPage> {
  requireStaff(ctx);
  let rows = await readPage(ctx, input);
  while (rows.some((row) => row.is_stale)) {
    await refoldNames(ctx);
    rows = await readPage(ctx, input);
  }
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return {
    accounts: page.map(({ id, name, role, avatarUrl, email, status, ...row }) => {
      const { avatarProblem, last_seen_at: seen } = row;
      const person = { id, name, role, avatarUrl };
      return { ...person, email, status, lastSeenAt: toOptionalTime(seen), avatarProblem };
    }),
    nextCursor: last === undefined ? null : { name: last.folded, id: last.id },
  };
}
