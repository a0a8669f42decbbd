import { users } from "@parley/db/schema";
import type { Session } from "@parley/db/session";
import { sql } from "drizzle-orm";
import { refuse, refuseDuplicates } from "./refuse.ts";

/** An existing user stays unchanged; no user gets another one's address. */
export async function checkUsers(session: Session): Promise<void> {
  await refuseDuplicates(session, "users", { key: sql`id`, field: "id", what: "the id" });
  await refuseDuplicates(session, "users", {
    key: sql`email`,
    field: "email",
    what: "the address",
  });
  await session.db.execute(sql`
    update old_users o set outcome =
      case when exists (select from ${users} u where u.id = o.id) then 'there' else 'new' end`);
  await refuse(
    session,
    "users",
    sql`select o.line, 'email' as field, 'is the address of ' || u.id || ', who is in Parley already' as problem
        from old_users o join ${users} u on u.email = o.email where o.outcome = 'new'`,
  );
}
