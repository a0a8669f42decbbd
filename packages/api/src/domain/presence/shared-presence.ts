import { randomUUID } from "node:crypto";
import { timing } from "@parley/contract/limits";
import type { Database } from "@parley/db/database";
import { createPresenceBoard, type PresenceBoard, type PresenceChange } from "./presence-board.ts";
import { findOnline, renewLease, storePresences, sweepServers } from "./presence-rows.ts";

export interface SharedPresenceOptions {
  readonly db: Database;
  readonly grace?: number | undefined;
  /** Milliseconds after which a process that gives no sign of life counts as dead. */
  readonly lease?: number | undefined;
  /** People whose process died, and who are connected nowhere else. */
  readonly onLost: (userIds: readonly string[]) => Promise<void>;
  readonly onFault: (fault: unknown) => void;
}

const LEASE = 30_000;
/** After a write that failed, in milliseconds. */
const AGAIN = 1_000;

/** What has to be written of one person, and whom it is told. */
interface Move {
  readonly isHere: boolean;
  readonly change: PresenceChange;
}

/**
 * The board of processes that share a database. Each writes who is connected to it, under a lease that it
 * renews; when one dies, another one finds its lease run out and says who is gone.
 */
export class SharedPresence implements PresenceBoard {
  readonly #options: SharedPresenceOptions;
  readonly #lease: number;
  readonly #grace: number;
  readonly #serverId = randomUUID();
  readonly #local: PresenceBoard;
  readonly #timer: NodeJS.Timeout;
  /** Everybody who is connected here, as the table should have it. */
  readonly #here = new Map<string, PresenceChange>();
  #moves = new Map<string, Move>();
  #writing: Promise<void> | undefined;
  #renewing: Promise<void> | undefined;
  #sweeping: Promise<void> | undefined;
  #hasLease = false;
  #hadLease = false;
  #isClosed = false;

  constructor(options: SharedPresenceOptions) {
    this.#options = options;
    this.#lease = options.lease ?? LEASE;
    this.#grace = options.grace ?? timing.presenceGrace;
    this.#local = createPresenceBoard({ grace: this.#grace });
    this.#timer = setInterval(() => this.#beat(), this.#lease / 3);
    this.#timer.unref();
    this.#beat();
  }

  async online(userIds: readonly string[]): Promise<ReadonlySet<string>> {
    const others = userIds.filter((userId) => !this.#here.has(userId));
    const found = await findOnline(this.#options.db, others);
    return new Set(userIds.filter((userId) => this.#here.has(userId) || found.has(userId)));
  }

  enter(userId: string, change: PresenceChange): () => void {
    return this.#local.enter(userId, {
      onArrive: () => {
        this.#here.set(userId, change);
        this.#move(userId, { isHere: true, change });
      },
      onLeave: () => {
        this.#here.delete(userId);
        this.#move(userId, { isHere: false, change });
      },
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#local.close();
    await Promise.allSettled([this.#writing, this.#renewing, this.#sweeping]);
    const { db, onFault } = this.#options;
    // Those who do not come back elsewhere are found gone after the grace, by whoever is left.
    await renewLease(db, { serverId: this.#serverId, lease: this.#grace }).catch(onFault);
  }

  #move(userId: string, move: Move) {
    this.#moves.set(userId, move);
    this.#write();
  }

  #beat() {
    void this.#keepLease().then(() => this.#write(), this.#options.onFault);
    this.#sweeping ??= this.#sweep()
      .catch(this.#options.onFault)
      .finally(() => (this.#sweeping = undefined));
  }

  #keepLease(): Promise<void> {
    return (this.#renewing ??= this.#renew().finally(() => (this.#renewing = undefined)));
  }

  async #renew() {
    const lease = { serverId: this.#serverId, lease: this.#lease };
    const isKnown = await renewLease(this.#options.db, lease);
    // Whoever was announced as gone is announced as come, and so is everybody who came meanwhile.
    if (!isKnown && this.#hadLease) {
      for (const [userId, change] of this.#here) this.#moves.set(userId, { isHere: true, change });
    }
    this.#hasLease = true;
    this.#hadLease = true;
  }

  /** There may be thousands of people to tell of, which must not hold up the lease. */
  async #sweep() {
    const { db, onLost } = this.#options;
    const lost = await sweepServers(db);
    const online = await findOnline(db, lost);
    await onLost(lost.filter((userId) => !online.has(userId)));
  }

  #write() {
    if (this.#moves.size > 0) this.#writing ??= this.#writeAll();
  }

  /**
   * One statement at a time: whoever moves meanwhile goes together in the next. Whoever moves after the last look
   * must find nothing under way: nothing is awaited in between.
   */
  async #writeAll() {
    try {
      while (this.#moves.size > 0 && !this.#isClosed) await this.#writeOnce();
    } catch (fault) {
      this.#options.onFault(fault);
      setTimeout(() => this.#write(), Math.min(AGAIN, this.#lease / 3)).unref();
    }
    this.#writing = undefined;
  }

  async #writeOnce() {
    if (!this.#hasLease) await this.#keepLease();
    const moves = this.#moves;
    this.#moves = new Map();
    try {
      await this.#store(moves);
    } catch (fault) {
      // Later moves of the same people count.
      this.#moves = new Map([...moves, ...this.#moves]);
      this.#hasLease = false;
      throw fault;
    }
    await this.#tell(moves);
  }

  #store(moves: ReadonlyMap<string, Move>): Promise<void> {
    const idsOf = (isHere: boolean) =>
      [...moves].filter(([, move]) => move.isHere === isHere).map(([userId]) => userId);
    const presences = { serverId: this.#serverId, here: idsOf(true), gone: idsOf(false) };
    return storePresences(this.#options.db, presences);
  }

  /** Says who came, and who went and is not connected to another process either. */
  async #tell(moves: ReadonlyMap<string, Move>) {
    const gone: string[] = [];
    for (const [userId, { isHere, change }] of moves) {
      if (isHere) void change.onArrive();
      else gone.push(userId);
    }
    // Asked after the commit: of two processes that somebody leaves at once, the later one finds nobody.
    const elsewhere = await findOnline(this.#options.db, gone);
    for (const userId of gone) if (!elsewhere.has(userId)) void moves.get(userId)?.change.onLeave();
  }
}
