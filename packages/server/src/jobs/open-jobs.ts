import { hasChannel, type Job, type JobKind, type Jobs, runJob } from "@parley/api/housekeeping";
import type { Platform } from "@parley/api/platform";
import type { Connection } from "@parley/db/connect";
import { sql } from "drizzle-orm";
import { fromDrizzle, getConstructionPlans, type JobWithMetadata, PgBoss } from "pg-boss";

/** Every kind of job has a queue of its name. */
const kinds = [
  "messages.sendScheduled",
  "announcements.send",
  "cards.remind",
  "meetings.tell",
  "meetings.remind",
  "reports.notify",
  "notifications.deliver",
  "push.send",
] as const satisfies readonly JobKind[];

/**
 * The lease is longer than a job may take. Delays grow from a minute to six hours, with jitter: a job is tried for two
 * days, and then kept for an ADMIN.
 */
const QUEUE = {
  expireInSeconds: 180,
  retryLimit: 14,
  retryDelay: 60,
  retryBackoff: true,
  retryDelayMax: 6 * 3_600,
  deleteAfterSeconds: 14 * 86_400,
} as const;

/** Jobs of one kind that run at the same time on one server: a mail server accepts no more connections. */
const CONCURRENCY = 10;
const POLLING_SECONDS = 2;
const SUPERVISE_SECONDS = 60;
/** With the drain of HTTP calls and of the SMTP listener it ends before a server that stops is ended. */
const DRAIN = 5_000;

/** The queue of background work in the database of an installation, and its workers in this process. */
export interface OpenJobs {
  readonly jobs: Jobs;
  /** Begins to run the jobs for which this process has a channel. */
  start(platform: Platform): Promise<void>;
  /** Takes no more jobs, and waits for those that run, for five seconds at most: the others are run again. Idempotent. */
  drain(): Promise<void>;
}

/** Whether the tables of the queue exist, and are at least of this version. */
type JobTables = "absent" | "older" | "current";

/** The tables of the queue are not those of this version, and may not be changed here. */
class NoJobTablesError extends Error {
  override readonly name = "NoJobTablesError";

  constructor(schema: string, state: JobTables) {
    const what =
      state === "absent"
        ? "has no tables for background work"
        : "has tables for background work of an earlier version";
    super(
      `Parley: the schema ${schema} ${what}: start once with an account that may change it, and without migrate: false.`,
    );
  }
}

interface FailedRow {
  readonly id: string;
  readonly name: string;
  readonly retry_count: number;
  readonly output: { readonly message?: unknown } | null;
  readonly created_on: Date | string;
  readonly completed_on: Date | string;
}

const timeOf = (moment: Date | string) => new Date(moment).toISOString();

/** The rows of all statements of a text. */
const rowsOf = (result: unknown): { rows: unknown[] } => ({
  rows: [result].flat().flatMap((each) => {
    // The results of node-postgres, one for each statement.
    const { rows = [] } = each as { rows?: unknown[] };
    return rows;
  }),
});

/** Settings of the queues that differ, for tests. */
export interface QueueSettings {
  readonly expireInSeconds?: number;
  readonly retryLimit?: number;
  readonly retryDelay?: number;
  readonly pollingIntervalSeconds?: number;
  /** How often leases are checked. */
  readonly superviseSeconds?: number;
}

interface JobsOptions {
  readonly database: Connection;
  /** Whether its tables are created and migrated; otherwise they have to be current. */
  readonly migrates: boolean;
  readonly onFault: (fault: unknown) => void;
  readonly queue?: QueueSettings | undefined;
}

/** A pg-boss in the schema of the installation. `openPool` is where its next statement runs. */
function createBoss(
  { database, onFault, queue }: Omit<JobsOptions, "migrates">,
  isMigrating: () => boolean,
): PgBoss {
  const { db, direct, engine } = database;
  const boss = new PgBoss({
    // A pooler may give each statement another session: the migration needs one of its own.
    db: {
      executeSql: async (text, values) => {
        const { $client } = isMigrating() ? direct : db;
        return rowsOf(await $client.query(text, values));
      },
    },
    schema: db.schema,
    backend: engine === "in-process" ? "pglite" : "postgres",
    createSchema: false,
    schedule: false,
    superviseIntervalSeconds: queue?.superviseSeconds ?? SUPERVISE_SECONDS,
    monitorIntervalSeconds: queue?.superviseSeconds ?? SUPERVISE_SECONDS,
  });
  boss.on("error", onFault);
  return boss;
}

/** The version of the tables that pg-boss creates, which it exports nowhere else. */
const tablesVersion = Number(
  /\bversion\(version\) VALUES \('(\d+)'\)/i.exec(getConstructionPlans())?.[1],
);

async function tablesOf(boss: PgBoss): Promise<JobTables> {
  if (!(await boss.isInstalled())) return "absent";
  return ((await boss.schemaVersion()) ?? 0) < tablesVersion ? "older" : "current";
}

/** Inspects the queue of an installation, and changes nothing. */
export async function inspectJobs(
  database: Connection,
): Promise<{ readonly tables: JobTables; readonly failed: number; readonly lastError?: string }> {
  const boss = createBoss({ database, onFault: () => undefined }, () => false);
  const tables = await tablesOf(boss);
  if (tables === "absent") return { tables, failed: 0 };
  const { db } = database;
  const { rows } = await db.$client.query<{ failed: number }>(
    `select count(*)::int as failed from "${db.schema}".job where state = 'failed' and name = any($1)`,
    [kinds],
  );
  const [last] = await createQueue(database, boss).listFailed(1);
  return { tables, failed: rows[0]?.failed ?? 0, ...(last && { lastError: last.error }) };
}

function createQueue({ db }: Connection, boss: PgBoss): Jobs {
  const failed = `from "${db.schema}".job where state = 'failed' and name = any($1)`;
  return {
    async enqueue(tx, jobs) {
      const byKind = Map.groupBy(jobs, ({ kind }) => kind);
      for (const [kind, added] of byKind) {
        const rows = added.map(({ key, data, runAt }) => ({
          id: key,
          data,
          ...(runAt === undefined ? {} : { startAfter: runAt }),
        }));
        await boss.insert(kind, rows, { db: fromDrizzle(tx, sql) });
      }
    },
    async listFailed(limit) {
      const { rows } = await db.$client.query<FailedRow>(
        `select id, name, retry_count, output, created_on, completed_on ${failed} order by completed_on desc limit $2`,
        [kinds, limit],
      );
      return rows.map((row) => ({
        id: row.id,
        kind: row.name,
        attempts: row.retry_count + 1,
        error:
          typeof row.output?.message === "string" ? row.output.message : "no error was recorded",
        createdAt: timeOf(row.created_on),
        failedAt: timeOf(row.completed_on),
      }));
    },
    async retry(id) {
      const { rows } = await db.$client.query<{ name: string }>(
        `select name ${failed} and id = $2`,
        [kinds, id],
      );
      const [found] = rows;
      if (found === undefined) return false;
      await boss.retry(found.name, id);
      return true;
    },
  };
}

/**
 * Opens the queue: pg-boss, with its tables in the schema of the installation. It runs in PGlite as in PostgreSQL. Its
 * statements name the schema, and nothing of it depends on the session, so that a pooler can be in between.
 */
export async function openJobs(options: JobsOptions): Promise<OpenJobs> {
  const { database, migrates, onFault, queue = {} } = options;
  const { pollingIntervalSeconds = POLLING_SECONDS, superviseSeconds: _, ...changes } = queue;
  let isMigrating = true;
  const boss = createBoss(options, () => isMigrating);
  if (!migrates) {
    const state = await tablesOf(boss);
    if (state !== "current") throw new NoJobTablesError(database.db.schema, state);
  }
  await boss.start();
  try {
    for (const kind of kinds) {
      const settings = { ...QUEUE, ...changes };
      await boss.createQueue(kind, settings);
      // It leaves a queue that exists as it is.
      await boss.updateQueue(kind, settings);
    }
  } catch (fault) {
    await boss.stop({ graceful: false, close: false }).catch(onFault);
    throw fault;
  }
  isMigrating = false;
  let stopped: Promise<void> | undefined;

  async function run(platform: Platform, job: Pick<JobWithMetadata, "id" | "data">, kind: JobKind) {
    try {
      // Only `enqueue` adds jobs to the queue of a kind.
      await runJob(platform, { kind, data: job.data } as Job);
      platform.meter.jobEnded(kind, "completed");
      return { id: job.id, status: "completed" as const };
    } catch (fault) {
      onFault(fault);
      platform.meter.jobEnded(kind, "failed");
      const message = fault instanceof Error ? fault.message : String(fault);
      return { id: job.id, status: "failed" as const, output: { message } };
    }
  }

  return {
    jobs: createQueue(database, boss),
    async start(platform) {
      const settings = {
        batchSize: CONCURRENCY,
        burstWhenBatchFull: true,
        pollingIntervalSeconds,
        perJobResults: true,
      } as const;
      const canRun: Readonly<Record<JobKind, boolean>> = {
        "messages.sendScheduled": true,
        "announcements.send": true,
        "cards.remind": hasChannel(platform),
        "meetings.tell": hasChannel(platform),
        "meetings.remind": hasChannel(platform),
        "reports.notify": hasChannel(platform),
        "notifications.deliver": hasChannel(platform),
        "push.send": platform.sendPush !== undefined,
      };
      for (const kind of kinds.filter((one) => canRun[one]))
        await boss.work<object>(kind, settings, (jobs) =>
          Promise.all(jobs.map((job) => run(platform, job, kind))),
        );
    },
    drain: () => (stopped ??= boss.stop({ graceful: true, timeout: DRAIN, close: false })),
  };
}
