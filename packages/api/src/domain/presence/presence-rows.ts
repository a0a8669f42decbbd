import type { Executor } from "@parley/db/database";
import { sql } from "drizzle-orm";

interface UserRow extends Record<string, unknown> {
  user_id: string;
}

const ids = (userIds: readonly string[]) => sql`${sql.param(userIds)}::text[]`;
const idsOf = (rows: readonly UserRow[]) => rows.map(({ user_id: userId }) => userId);
/** Leases end by the clock of the database, which all processes share. */
const inFuture = (milliseconds: number) => sql`now() + ${milliseconds} * interval '1 millisecond'`;

/** Those of some people who are connected to a process that lives. */
export async function findOnline(db: Executor, userIds: readonly string[]): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const { rows } = await db.execute<UserRow>(sql`
    select distinct p.user_id from presences p join servers s on s.id = p.server_id
    where p.user_id = any(${ids(userIds)}) and s.expires_at > now()`);
  return new Set(idsOf(rows));
}

/** What became of connections to a process, in one statement. Fails while the process has no lease. */
export async function storePresences(
  db: Executor,
  { serverId, here, gone }: { serverId: string; here: readonly string[]; gone: readonly string[] },
): Promise<void> {
  await db.execute(sql`
    with left_now as (
      delete from presences where server_id = ${serverId} and user_id = any(${ids(gone)})
    )
    insert into presences (user_id, server_id) select unnest(${ids(here)}), ${serverId} on conflict do nothing`);
}

/** Renews a lease. False where there was none: it ran out, or the database lost what was not on disk. */
export async function renewLease(
  db: Executor,
  { serverId, lease }: { serverId: string; lease: number },
): Promise<boolean> {
  const { rows } = await db.execute<{ is_new: boolean }>(sql`
    insert into servers (id, expires_at) values (${serverId}, ${inFuture(lease)})
    on conflict (id) do update set expires_at = excluded.expires_at
    returning xmax = 0 as is_new`);
  return rows[0]?.is_new === false;
}

/** Removes processes whose lease ran out, and gives those who were connected to them. One caller gets each. */
export async function sweepServers(db: Executor): Promise<string[]> {
  const { rows } = await db.execute<UserRow>(sql`
    with dead as (
      delete from servers where id in (
        select id from servers where expires_at <= now() for update skip locked
      ) returning id
    )
    select distinct p.user_id from presences p join dead on dead.id = p.server_id`);
  return idsOf(rows);
}
