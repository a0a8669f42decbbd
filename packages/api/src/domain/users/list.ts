import type { AvatarProblem } from "@parley/contract/avatars";
import type { AccountPage, listUsersInput } from "@parley/contract/people";
import { canonicalEmailPart } from "@parley/contract/email";
import { fold } from "@parley/contract/folding";
import { avatarSources, users } from "@parley/db/schema";
import { and, asc, desc, eq, like, or, type SQL, sql } from "drizzle-orm";
import type * as z from "zod";
import { likePattern } from "../text/like-pattern.ts";
import type { StaffCall, StaffContext } from "../context.ts";
import { requireStaff } from "../groups/members.ts";
import { toOptionalTime } from "../moment.ts";
import { personRow, toPerson } from "../person.ts";
import { hasStaleName, refoldNames } from "./names.ts";

type Input = z.output<typeof listUsersInput>;

/** The filters of the list, and the position of the page. */
function conditions({ text, role, status, cursor }: Input): SQL | undefined {
  const wanted: (SQL | undefined)[] = [];
  if (role !== undefined) wanted.push(eq(users.role, role), eq(users.kind, "PERSON"));
  if (status !== undefined) wanted.push(eq(users.status, status));
  if (text !== undefined) {
    const byAddress = [text.toLowerCase(), fold(text), canonicalEmailPart(text)].map((part) =>
      like(users.email, likePattern(part)),
    );
    wanted.push(or(like(users.foldedName, likePattern(fold(text))), ...byAddress));
  }
  if (cursor) wanted.push(sql`(${users.foldedName}, ${users.id}) > (${cursor.name}, ${cursor.id})`);
  return and(...wanted) ?? sql`true`;
}

/** The rows of a page and one more; before them, whatever the filters, those whose names are not folded yet. */
const readPage = (ctx: StaffContext, input: Input) =>
  ctx.db
    .select({
      ...personRow,
      email: users.email,
      status: users.status,
      folded: users.foldedName,
      isStale: sql<boolean>`${hasStaleName}`,
      sharesPresence: users.sharesPresence,
      lastSeenAt: users.lastSeenAt,
      avatarProblem: sql<AvatarProblem | null>`${avatarSources.problem}`,
    })
    .from(users)
    .leftJoin(avatarSources, and(eq(avatarSources.userId, users.id), avatarSources.isFollowed))
    .where(or(hasStaleName, conditions(input)))
    .orderBy(desc(hasStaleName), asc(users.foldedName), asc(users.id))
    .limit(input.limit + 1);

/** A page of all users by name, including deactivated ones. For an ADMIN. */
export async function listUsers({ ctx, input }: StaffCall<Input>): Promise<AccountPage> {
  requireStaff(ctx);
  let rows = await readPage(ctx, input);
  while (rows.some((row) => row.isStale)) {
    await refoldNames(ctx);
    rows = await readPage(ctx, input);
  }
  const page = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return {
    accounts: page.map((row) => ({
      ...toPerson(row),
      email: row.email,
      status: row.status,
      lastSeenAt: row.sharesPresence ? toOptionalTime(row.lastSeenAt) : null,
      avatarProblem: row.avatarProblem,
    })),
    nextCursor: last === undefined ? null : { name: last.folded, id: last.id },
  };
}
