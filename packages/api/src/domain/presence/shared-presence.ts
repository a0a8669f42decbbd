import { randomUUID } from "node:crypto";
import { coalesce } from "@parley/concurrency/coalesce";
import { singleFlight } from "@parley/concurrency/single-flight";
import { timing } from "@parley/contract/limits";
import type { Database, Executor } from "@parley/db/database";
import { presences, servers } from "@parley/db/schema";
import { computed, type RowOf, statement } from "@parley/db/statement";
import { sql } from "drizzle-orm";
import { createPresenceBoard, type PresenceBoard, type PresenceChange } from "./presence-board.ts";

export interface SharedPresenceOptions {
  readonly db: Database;
  readonly grace?: number | undefined;
  /** Milliseconds after which a process that does not renew its lease counts as dead. */
  readonly lease?: number | undefined;
  /** Users whose process died, and who are connected to no other. */
  readonly onLost: (userIds: readonly string[]) => Promise<void>;
  readonly onFault: (fault: unknown) => void;
}

const LEASE = 30_000;
/** Retry delay after a failed write, in milliseconds. */
const RETRY_AFTER = 1_000;

/** The lease of this process. Rows of a process count while it has one, and cannot be written without. */
export type Lease =
  /** Not acquired yet. */
  | { readonly status: "none" }
  | { readonly status: "held" }
  /** A write failed, perhaps because the lease is gone: it is renewed before the next write. */
  | { readonly status: "doubtful" }
  | { readonly status: "closed" };

export type LeaseEvent =
  /** `isNew`: the database had no lease of this process. */
  | { readonly type: "renewed"; readonly isNew: boolean }
  | { readonly type: "write-failed" }
  | { readonly type: "closed" };

/**
 * The lease after an event, and whether the rows of all users who are connected here have to be written again: a lease that
 * expired was removed with its rows, and its users were published as offline.
 */
export function nextLease(lease: Lease, event: LeaseEvent): { lease: Lease; restores: boolean } {
  if (lease.status === "closed") return { lease, restores: false };
  switch (event.type) {
    case "renewed":
      return { lease: { status: "held" }, restores: event.isNew && lease.status !== "none" };
    case "write-failed":
      return {
        lease: lease.status === "held" ? { status: "doubtful" } : lease,
        restores: false,
      };
    case "closed":
      return { lease: { status: "closed" }, restores: false };
  }
}

/** What has to be written about one user, and who is told afterwards. */
interface Move {
  readonly isHere: boolean;
  readonly change: PresenceChange;
}

/**
 * Presence of processes that share a database. Each writes the users who are connected to it, under a lease that it
 * renews; when a process dies, another one finds its expired lease and reports its users as lost.
 */
export function createSharedPresence({
  db,
  grace = timing.presenceGrace,
  lease: duration = LEASE,
  onLost,
  onFault,
}: SharedPresenceOptions): PresenceBoard {
  const serverId = randomUUID();
  const local = createPresenceBoard({ grace });
  /** Users who are connected here. */
  const here = new Map<string, PresenceChange>();
  let moves = new Map<string, Move>();
  let lease: Lease = { status: "none" };

  const apply = (event: LeaseEvent) => {
    const next = nextLease(lease, event);
    lease = next.lease;
    if (!next.restores) return;
    for (const [userId, change] of here) moves.set(userId, { isHere: true, change });
  };
  const isClosed = () => lease.status === "closed";

  const renew = singleFlight(async () => {
    if (isClosed()) return;
    apply({ type: "renewed", isNew: await renewLease(db, { serverId, duration }) });
  });

  // Apart from renewing: there may be thousands of users to report, which must not delay the lease.
  const sweep = singleFlight(async () => {
    if (isClosed()) return;
    const lost = await sweepServers(db);
    const online = await findOnline(db, lost);
    await onLost(lost.filter((userId) => !online.has(userId)));
  });

  const store = async () => {
    if (lease.status !== "held") await renew();
    const stored = moves;
    moves = new Map();
    try {
      await storePresences(db, { serverId, moves: stored });
    } catch (fault) {
      // Later moves of the same users count.
      moves = new Map([...stored, ...moves]);
      apply({ type: "write-failed" });
      throw fault;
    }
    await publishMoves(db, stored);
  };

  const write = coalesce(async () => {
    try {
      if (moves.size > 0 && !isClosed()) await store();
    } catch (fault) {
      onFault(fault);
      setTimeout(() => void write(), Math.min(RETRY_AFTER, duration / 3)).unref();
    }
  });

  const move = (userId: string, change: Move) => {
    moves.set(userId, change);
    void write();
  };

  const beat = () => {
    void renew().then(write, onFault);
    void sweep().catch(onFault);
  };
  const timer = setInterval(beat, duration / 3);
  timer.unref();
  beat();

  return {
    async online(userIds) {
      const others = userIds.filter((userId) => !here.has(userId));
      const found = await findOnline(db, others);
      return new Set(userIds.filter((userId) => here.has(userId) || found.has(userId)));
    },
    enter: (userId, change) =>
      local.enter(userId, {
        onArrive() {
          here.set(userId, change);
          move(userId, { isHere: true, change });
        },
        onLeave() {
          here.delete(userId);
          move(userId, { isHere: false, change });
        },
      }),
    async close() {
      apply({ type: "closed" });
      clearInterval(timer);
      await local.close();
      // Each ends at once if it is not in progress.
      await Promise.allSettled([write(), renew(), sweep()]);
      // Users who do not connect elsewhere are found by another process after the grace period.
      await renewLease(db, { serverId, duration: grace }).catch(onFault);
    },
  };
}

/** Publishes who came, and who left and is not connected to another process either. */
async function publishMoves(db: Executor, moves: ReadonlyMap<string, Move>): Promise<void> {
  for (const { isHere, change } of moves.values()) if (isHere) void change.onArrive();
  const left = [...moves].filter(([, { isHere }]) => !isHere);
  // Queried after the commit: of two processes that a user leaves at once, the later one finds no other.
  const elsewhere = await findOnline(
    db,
    left.map(([userId]) => userId),
  );
  for (const [userId, { change }] of left) if (!elsewhere.has(userId)) void change.onLeave();
}

const userRow = { user_id: presences.userId } as const;

const idsOf = (rows: readonly RowOf<typeof userRow>[]) => rows.map(({ user_id: userId }) => userId);
/** Leases expire by the clock of the database, which all processes share. */
const inFuture = (milliseconds: number) => sql`now() + ${milliseconds} * interval '1 millisecond'`;

const onlineUsers = statement({
  name: "presence.online",
  row: userRow,
  sql: (userIds: readonly string[]) => sql`
    select distinct p.user_id from ${presences} p join ${servers} s on s.id = p.server_id
    where p.user_id = any(${sql.param(userIds)}::text[]) and s.expires_at > now()`,
  examples: [[]],
});

/** Returns those of the given users who are connected to a process with a lease. */
const findOnline = async (db: Executor, userIds: readonly string[]): Promise<Set<string>> =>
  new Set(userIds.length === 0 ? [] : idsOf(await onlineUsers(db, userIds)));

interface Moves {
  readonly serverId: string;
  readonly moves: ReadonlyMap<string, Move>;
}

/** Writes who is connected to a process and who is not, in one statement. Fails while the process has no lease. */
const storePresences = statement({
  name: "presence.store",
  sql: ({ serverId, moves }: Moves) => {
    const usersWho = (isHere: boolean) => {
      const theirs = [...moves].filter(([, move]) => move.isHere === isHere);
      return sql`${sql.param(theirs.map(([userId]) => userId))}::text[]`;
    };
    return sql`
      with left_now as (
        delete from ${presences} where server_id = ${serverId} and user_id = any(${usersWho(false)})
      )
      insert into ${presences} (user_id, server_id) select unnest(${usersWho(true)}), ${serverId} on conflict do nothing`;
  },
  examples: [{ serverId: "", moves: new Map() }],
});

const renewedLease = statement({
  name: "presence.renew-lease",
  row: { is_new: computed.boolean },
  sql: ({ serverId, duration }: { serverId: string; duration: number }) => sql`
    insert into ${servers} (id, expires_at) values (${serverId}, ${inFuture(duration)})
    on conflict (id) do update set expires_at = excluded.expires_at
    returning xmax = 0 as is_new`,
  examples: [{ serverId: "", duration: 1 }],
});

/** Renews a lease. Returns whether there was none: it expired, or the database lost tables that are not logged. */
async function renewLease(
  db: Executor,
  lease: { serverId: string; duration: number },
): Promise<boolean> {
  const [row] = await renewedLease(db, lease);
  return row?.is_new !== false;
}

const sweptUsers = statement({
  name: "presence.sweep",
  row: userRow,
  sql: () => sql`
    with dead as (
      delete from ${servers} where id in (
        select id from ${servers} where expires_at <= now() for update skip locked
      ) returning id
    )
    select distinct p.user_id from ${presences} p join dead on dead.id = p.server_id`,
  examples: [undefined],
});

/** Removes processes whose lease expired, and returns their users. One caller gets each process. */
const sweepServers = async (db: Executor): Promise<string[]> => idsOf(await sweptUsers(db));
