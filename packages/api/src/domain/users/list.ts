import type { AccountPage, listUsersInput, Role, UserStatus } from "@parley/contract/people";
import { fold } from "@parley/contract/folding";
import { type SQL, sql } from "drizzle-orm";
import type * as z from "zod";
import { containing } from "../containing.ts";
import type { StaffCall } from "../context.ts";
import { requireStaff } from "../groups/members.ts";
import { type Moment, toOptionalTime } from "../moment.ts";
import { foldedName } from "./folded-name.ts";

type Input = z.output<typeof listUsersInput>;

interface AccountRow extends Record<string, unknown> {
  id: string;
  name: string;
  role: Role;
  avatarUrl: string | null;
  email: string;
  status: UserStatus;
  last_seen_at: Moment | null;
  folded: string;
}

/** What narrows the list, and where the page begins. */
function conditions({ text, role, status, cursor }: Input): SQL {
  const wanted = [sql`true`];
  if (role !== undefined) wanted.push(sql`role = ${role}`);
  if (status !== undefined) wanted.push(sql`status = ${status}`);
  if (text !== undefined) {
    const byName = sql`${foldedName} like ${containing(fold(text))}`;
    wanted.push(sql`(${byName} or email like ${containing(text.toLowerCase())})`);
  }
  if (cursor) wanted.push(sql`(${foldedName}, id) > (${cursor.name}, ${cursor.id})`);
  return sql.join(wanted, sql` and `);
}

/** A page of everybody, the deactivated too, by name. For staff. */
export async function listUsers({ ctx, input }: StaffCall<Input>): Promise<AccountPage> {
  requireStaff(ctx);
  const { rows } = await ctx.db.execute<AccountRow>(sql`
    select id, name, role, avatar_url as "avatarUrl", email, status, ${foldedName} as folded,
      case when shares_presence then last_seen_at end as last_seen_at
    from users where ${conditions(input)}
    order by folded, id limit ${input.limit + 1}`);
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return {
    accounts: page.map(({ id, name, role, avatarUrl, email, status, last_seen_at: seen }) => {
      return { id, name, role, avatarUrl, email, status, lastSeenAt: toOptionalTime(seen) };
    }),
    nextCursor: last === undefined ? null : { name: last.folded, id: last.id },
  };
}
