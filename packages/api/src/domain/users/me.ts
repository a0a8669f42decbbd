import type { Me } from "@parley/contract/people";
import { streams, users } from "@parley/db/schema";
import { preparedStatement, type RowOf } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import type { ActorContext, SessionContext, UserSession } from "../context.ts";
import { orNotFound } from "../errors.ts";
import { personColumns, personRow, toPerson } from "../person.ts";
import { acceptsSession, readInSession } from "../policy/accepted-session.ts";

const meRow = {
  ...personRow,
  email: users.email,
  sharesPresence: users.sharesPresence,
  sharesReceipts: users.sharesReceipts,
  sharesResponseTime: users.sharesResponseTime,
  head: streams.head,
} as const;

interface Wanted {
  readonly userId: string;
  /** Checked, if there is one. */
  readonly session?: Pick<UserSession, "userId" | "issuedAt"> | undefined;
}

/** Only of a call with one. */
const checkedSession = ({ session }: Wanted) => orNotFound(session);

const meRows = preparedStatement({
  name: "users.me",
  row: meRow,
  shapeOf: ({ session }: Wanted) => ({ isChecked: session !== undefined }),
  template: (value, { isChecked }) => sql`
    select ${personColumns("u")}, u.email, u.shares_presence as "sharesPresence", u.shares_receipts as "sharesReceipts",
      u.shares_response_time as "sharesResponseTime", s.head
    from ${users} u join ${streams} s on s.user_id = u.id
    where u.id = ${value(({ userId }) => userId)} and ${isChecked ? acceptsSession(value, checkedSession) : sql`true`}`,
  examples: [
    { userId: "ada" },
    { userId: "ada", session: { userId: "ada", issuedAt: new Date(0) } },
  ],
});

function toMe(row: RowOf<typeof meRow> | undefined): Me {
  const { sharesPresence, sharesReceipts, sharesResponseTime, head, email, ...person } =
    orNotFound(row);
  return {
    ...toPerson(person),
    email,
    sharesPresence,
    sharesReceipts,
    sharesResponseTime,
    cursor: head,
  };
}

/** The caller, and the cursor from which events bring any later fetch up to date. */
export async function me({ ctx }: { ctx: ActorContext }): Promise<Me> {
  const [row] = await meRows(ctx.db, { userId: ctx.actor.id });
  return toMe(row);
}

/** The same for a caller whose account is not checked yet. */
export async function meInSession(ctx: SessionContext): Promise<Me> {
  const { db, session } = ctx;
  const [row] = await readInSession(ctx, () => meRows(db, { userId: session.userId, session }));
  return toMe(row);
}
