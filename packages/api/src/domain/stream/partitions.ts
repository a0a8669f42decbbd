import type { Executor } from "@parley/db/database";
import { DEFAULT_SCHEMA } from "@parley/db/database-schema";
import { streamEvents, streams } from "@parley/db/schema";
import { computed, fragment, nullable, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { triedAdvisoryLock } from "../advisory-lock.ts";
import type { Platform } from "../context.ts";

/** The log is partitioned by weeks, from Monday to Monday in UTC. */
const WEEK = 7 * 24 * 60 * 60_000;
/** The first Monday after the Unix epoch. */
const FIRST_MONDAY = 4 * 24 * 60 * 60_000;
/** Users of one partition whose floor is raised in one transaction. */
const BATCH = 1_000;

const LOCK_NOT_AVAILABLE = "55P03";

/** One week of the log. */
interface Part {
  readonly name: string;
  readonly begin: number;
  readonly end: number;
}

const partOf = (begin: number): Part => {
  const day = new Date(begin).toISOString().slice(0, 10).replaceAll("-", "");
  return { name: `stream_events_${day}`, begin, end: begin + WEEK };
};

function partCalled(name: string): Part {
  const [, year = "", month = "", day = ""] = /(\d{4})(\d\d)(\d\d)$/.exec(name) ?? [];
  return partOf(Date.UTC(Number(year), Number(month) - 1, Number(day)));
}

const LOG = String(fragment`${streamEvents}`);

/** A partition by its qualified name. */
export const partition = (name: string) => fragment`"${DEFAULT_SCHEMA}".${name}`;

const partNames = statement({
  name: "partitions.names",
  row: { now: computed.float, names: computed.texts },
  sql: () => sql`
    select extract(epoch from now())::float8 * 1000 as now, array(
      select c.relname::text from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = '${streamEvents}'::regclass and c.relname ~ '^stream_events_[0-9]{8}$'
      order by 1) as names`,
  examples: [undefined],
});

/** The partitions by age, and the time of the database, whose clock stamps the events. */
async function readParts(db: Executor): Promise<{ now: number; parts: readonly Part[] }> {
  const [row] = await partNames(db);
  const { now = 0, names = [] } = row ?? {};
  return { now, parts: names.map(partCalled) };
}

/** The week to create now, if any: the one after the last, or after a gap the next that has not begun. */
function missingPart({ now, parts }: { now: number; parts: readonly Part[] }): Part | undefined {
  const lastEnd = parts.at(-1)?.end ?? 0;
  if (lastEnd >= now + WEEK) return undefined;
  const nextMonday = (Math.floor((now - FIRST_MONDAY) / WEEK) + 1) * WEEK + FIRST_MONDAY;
  return partOf(Math.max(lastEnd, nextMonday));
}

const isLockTimeout = (fault: unknown): boolean =>
  fault instanceof Error &&
  (("code" in fault && fault.code === LOCK_NOT_AVAILABLE) || isLockTimeout(fault.cause));

const tryLock = triedAdvisoryLock("partitions");

const limitWait = statement({
  name: "partitions.limit-wait",
  sql: () => sql`set local lock_timeout = '1s'`,
  examples: [undefined],
});

/**
 * Changes the partitions in a transaction of one process at a time. A long reader or writer must not make every other
 * query wait behind it: then it is left for the next run, and the result is false.
 */
async function changeParts(
  ctx: Platform,
  change: (tx: Executor, state: Awaited<ReturnType<typeof readParts>>) => Promise<boolean>,
): Promise<boolean> {
  try {
    return await ctx.db.transaction(async (tx) => {
      const [lock] = await tryLock(tx);
      if (lock?.taken !== true) return false;
      await limitWait(tx);
      return change(tx, await readParts(tx));
    });
  } catch (fault) {
    if (isLockTimeout(fault)) return false;
    throw fault;
  }
}

/**
 * Creates the partition of a week before the week begins. It has no events yet, so none have to be moved; events of a
 * week without a partition are in the default one. Returns true if one was created.
 */
export function makePartition(ctx: Platform): Promise<boolean> {
  return changeParts(ctx, async (tx, state) => {
    const part = missingPart(state);
    if (part === undefined) return false;
    const [from, to] = [part.begin, part.end].map((time) => new Date(time).toISOString());
    const table = String(partition(part.name));
    await tx.execute(sql.raw(`create table ${table} (like ${LOG} including defaults)`));
    await tx.execute(
      sql.raw(
        `alter table ${LOG} attach partition ${table} for values from ('${from}') to ('${to}')`,
      ),
    );
    return true;
  });
}

const raiseBatch = statement({
  name: "partitions.raise-floors",
  row: { last: nullable(streams.userId) },
  sql: ({ name, after }: { name: string; after: string }) => sql`
    with gone as (
      select user_id, max(seq) as seq from ${partition(name)} where user_id > ${after}
      group by user_id order by user_id limit ${BATCH}
    ),
    held as (
      select s.user_id, g.seq from ${streams} s join gone g on g.user_id = s.user_id
      order by s.user_id for no key update of s
    ),
    raised as (
      update ${streams} s set floor = h.seq from held h where s.user_id = h.user_id and s.floor < h.seq
    )
    select max(user_id) as last from gone`,
  examples: [{ name: "stream_events_default", after: "" }],
});

/** The floor is raised before a partition is dropped, so that a cursor inside of it gets `resync`. */
async function raiseFloors(ctx: Platform, { name }: Part): Promise<void> {
  let after: string | null = "";
  while (after !== null) {
    const [raised]: readonly { last: string | null }[] = await raiseBatch(ctx.db, { name, after });
    after = raised?.last ?? null;
  }
}

/** Drops the partitions whose newest event is older than `cutoff`. Returns how many. */
export async function dropPartitions(ctx: Platform, cutoff: Date): Promise<number> {
  const { parts } = await readParts(ctx.db);
  let dropped = 0;
  for (const part of parts.filter(({ end }) => end <= cutoff.getTime())) {
    await raiseFloors(ctx, part);
    const isDropped = await changeParts(ctx, async (tx, state) => {
      if (!state.parts.some(({ name }) => name === part.name)) return false;
      const table = String(partition(part.name));
      await tx.execute(sql.raw(`alter table ${LOG} detach partition ${table}`));
      await tx.execute(sql.raw(`drop table ${table}`));
      return true;
    });
    if (isDropped) dropped += 1;
  }
  return dropped;
}
