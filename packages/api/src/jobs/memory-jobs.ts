import type { FailedJob } from "@parley/contract/jobs";
import type { Clock } from "../domain/clock.ts";
import type { Jobs, NewJob } from "./jobs.ts";

/** Delays before the second and each later attempt, in milliseconds. */
const DELAYS = [1, 5, 30, 120, 360].map((minutes) => minutes * 60_000);

interface Waiting {
  readonly job: NewJob;
  readonly createdAt: Date;
  readonly attempts: number;
  readonly runAt: Date;
}

/** Jobs in memory, which run when they are told to. */
export interface MemoryJobs extends Jobs {
  /** Runs what is due by the clock, also what that adds, and returns how many ran. */
  run(work: (job: NewJob) => Promise<void>): Promise<number>;
  clear(): void;
}

const messageOf = (fault: unknown) => (fault instanceof Error ? fault.message : String(fault));

/** A queue for one process that ends with it: for tests, where time passes only when they say so. */
export function createMemoryJobs(clock: Clock): MemoryJobs {
  const waiting = new Map<string, Waiting>();
  const failed = new Map<string, FailedJob & { readonly job: NewJob }>();
  const known = new Set<string>();

  const add = (job: NewJob) => {
    const now = clock.now();
    waiting.set(job.key, { job, createdAt: now, attempts: 0, runAt: job.runAt ?? now });
  };

  async function attempt(
    { job, createdAt, attempts }: Waiting,
    work: (job: NewJob) => Promise<void>,
  ) {
    waiting.delete(job.key);
    try {
      await work(job);
    } catch (fault) {
      const delay = DELAYS[attempts];
      const now = clock.now();
      const tried = attempts + 1;
      if (delay === undefined) {
        failed.set(job.key, {
          job,
          id: job.key,
          kind: job.kind,
          attempts: tried,
          error: messageOf(fault),
          createdAt: createdAt.toISOString(),
          failedAt: now.toISOString(),
        });
        return;
      }
      const runAt = new Date(now.getTime() + delay);
      waiting.set(job.key, { job, createdAt, attempts: tried, runAt });
    }
  }

  return {
    async enqueue(_tx, jobs) {
      for (const job of jobs) {
        if (known.has(job.key)) continue;
        known.add(job.key);
        add(job);
      }
    },
    async listFailed(limit) {
      return [...failed.values()]
        .toReversed()
        .slice(0, limit)
        .map(({ job: _job, ...shown }) => shown);
    },
    async retry(id) {
      const found = failed.get(id);
      if (found === undefined) return false;
      failed.delete(id);
      add(found.job);
      return true;
    },
    async run(work) {
      let ran = 0;
      for (;;) {
        const now = clock.now();
        const due = [...waiting.values()].find(({ runAt }) => runAt <= now);
        if (due === undefined) return ran;
        await attempt(due, work);
        ran += 1;
      }
    },
    clear() {
      waiting.clear();
      failed.clear();
      known.clear();
    },
  };
}
