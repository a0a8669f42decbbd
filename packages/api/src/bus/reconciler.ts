import type { Delivery } from "./bus.ts";
import type { Listened, LocalListeners } from "./local-listeners.ts";

/** How a person's stream and account stand in the database. */
export interface Standing {
  readonly userId: string;
  readonly head: number;
  /** Another text whenever the account or its tokens have changed; empty where every token holds. */
  readonly account: string;
}

export type LookUp = (userIds: readonly string[]) => Promise<readonly Standing[]>;

/** What a look found: how many people lacked news that they should have had, and the most that one lacked. */
export interface Sight {
  readonly behind: number;
  readonly lag: number;
}

interface Options {
  readonly local: LocalListeners;
  readonly lookUp: LookUp;
  readonly onNews: (news: Delivery) => void;
}

/** People of one query. */
const PAGE = 5_000;

function compareAccount(local: LocalListeners, person: Listened, { account }: Standing) {
  if (person.account === account) return;
  person.account = account;
  local.authority(person.userId);
}

/** How many events a person lacks. Before their first event here nobody knows: they are told, and not counted. */
function compareStream({ userId, seq }: Listened, { head }: Standing, { onNews }: Options): number {
  if (head <= seq) return 0;
  onNews({ userId, seq: head, ...(seq === 0 ? {} : { first: seq + 1 }) });
  return seq === 0 ? 0 : head - seq;
}

/**
 * Compares what was handed out here with the database, for everybody who is listened for, and hands on what a
 * bus has lost. One query for thousands of people.
 */
async function look(options: Options): Promise<Sight> {
  const { local, lookUp } = options;
  const userIds = [...local.people.keys()];
  let behind = 0;
  let lag = 0;
  for (let from = 0; from < userIds.length; from += PAGE) {
    for (const standing of await lookUp(userIds.slice(from, from + PAGE))) {
      const person = local.people.get(standing.userId);
      if (person === undefined) continue;
      compareAccount(local, person, standing);
      const lacks = compareStream(person, standing, options);
      if (lacks > 0) behind += 1;
      lag = Math.max(lag, lacks);
    }
  }
  return { behind, lag };
}

interface LookoutOptions extends Options {
  /** Milliseconds between two looks. */
  readonly every: number;
  readonly onSight: (sight: Sight) => void;
  readonly onFault: (fault: unknown) => void;
}

/** Looks again and again. */
export interface Lookout {
  /** Looks now; where a look is under way, once more after it. */
  wake(): void;
  close(): Promise<void>;
}

/** After a look that failed, in milliseconds. */
const AGAIN = 1_000;

/** Begins to look now and then. One look at a time. */
export function startLookout(options: LookoutOptions): Lookout {
  let underWay: Promise<void> | undefined;
  let again = false;
  let retry: NodeJS.Timeout | undefined;
  const lookOnce = async () => {
    try {
      options.onSight(await look(options));
    } catch (fault) {
      options.onFault(fault);
      retry = setTimeout(wake, AGAIN).unref();
    }
    underWay = undefined;
    if (again) wake();
  };
  const wake = () => {
    again = underWay !== undefined;
    underWay ??= lookOnce();
  };
  const timer = setInterval(wake, options.every);
  timer.unref();
  return {
    wake,
    async close() {
      clearInterval(timer);
      again = false;
      await underWay;
      clearTimeout(retry);
    },
  };
}
