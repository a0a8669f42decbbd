import type { Session } from "@parley/db/session";
import { type SQL, sql } from "drizzle-orm";
import type { Part } from "../tables/table.ts";

/** A user named by a line: the column with the id, and the field it came from. */
export interface Side {
  readonly column: string;
  readonly field: string;
}

/** Refuses lines, each with one reason. `bad` returns (line, field, problem). */
export async function refuse({ db }: Session, part: Part, bad: SQL): Promise<void> {
  await db.execute(sql`
    with bad as materialized (${bad}),
    taken as (delete from ${sql.identifier(`old_${part}`)} where line in (select line from bad))
    insert into refused (part, line, field, problem)
    select distinct on (line) ${part}, line, field, problem from bad order by line, field, problem`);
}

/** Refuses duplicates of an earlier line. `key` identifies a line. */
export async function refuseDuplicates(
  session: Session,
  part: Part,
  { key, field, what }: { key: SQL; field: string; what: string },
): Promise<void> {
  const table = sql.identifier(`old_${part}`);
  await refuse(
    session,
    part,
    sql`select o.line, ${field} as field, ${`has ${what} of line `} || f.line as problem
        from (select (${key}) as key, min(line) as line from ${table} group by 1 having count(*) > 1) f
        join (select (${key}) as key, line from ${table}) o on o.key = f.key and o.line > f.line`,
  );
}

/** Refuses lines that name a user who will not exist. `column` contains the id. */
export async function refuseUnknownUsers(
  session: Session,
  part: Part,
  { column, field }: Side,
): Promise<void> {
  const id = sql.identifier(column);
  await refuse(
    session,
    part,
    sql`select o.line, ${field} as field, ${stranger(sql`o.${id}`)} as problem
        from ${sql.identifier(`old_${part}`)} o
        where not exists (select from people p where p.id = o.${id})`,
  );
}

/** Refuses duplicates of an earlier line about the same two users, and lines that name unknown users. */
export async function refusePairs(
  session: Session,
  part: Part,
  { from, to, what }: { from: Side; to: Side; what: string },
): Promise<void> {
  const key = sql`${sql.identifier(from.column)} || ' ' || ${sql.identifier(to.column)}`;
  await refuseDuplicates(session, part, { key, field: to.field, what });
  await refuseUnknownUsers(session, part, from);
  await refuseUnknownUsers(session, part, to);
}

/** The message for an unknown id. */
export const stranger = (id: SQL): SQL =>
  sql`'names ' || ${id} || ', who is not in users.jsonl or was refused'`;
