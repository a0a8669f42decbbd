import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { TestClient } from "@parley/client/testing";
import { notificationSweeps } from "@parley/db/schema";
import { createTestDatabase } from "@parley/db/testing";
import { uuidv7 } from "uuidv7";
import { appRouter } from "../app-router.ts";
import type { Platform, Session } from "../domain/context.ts";
import type { TestApi as PublicTestApi, TestCaller } from "../exports/testing.ts";
import { sweepNotifications } from "../domain/notifications/sweep.ts";
import { createMemoryJobs } from "../jobs/memory-jobs.ts";
import { runJob } from "../jobs/run-job.ts";
import { createPlatform } from "../platform.ts";
import { createCallerFactory, type RequestContext } from "../trpc.ts";
import { createInProcessClient } from "./client.ts";
import { createTestClock } from "./clock.ts";
import { follow, unwrapTracked } from "./follow.ts";
import { followSignals } from "./follow-signals.ts";
import { createHeardPresence } from "./heard-presence.ts";
import { createOracle } from "./oracle/oracle.ts";
import { createAfterwards, watched } from "./oracle/watched.ts";
import type { KitOptions } from "./kit-options.ts";
import { createMemoryFiles } from "./memory-files.ts";
import { recordNotifications } from "./recorded-notifications.ts";
import { addGroup, addPeople } from "./people.ts";

export { needsOf } from "../domain/stream/read/events.ts";
export type { Need } from "../domain/stream/read/events/event-definition.ts";
export { type Follower, nextOf, type Numbered } from "./follow.ts";
export { reasonOf } from "./reason.ts";
export type { Cast, GroupSpec } from "./people.ts";
export type { TestApiOptions, TestCaller } from "../exports/testing.ts";

const createCaller = createCallerFactory(appRouter);

/** The kit as this repository's own tests use it. */
export interface TestApi extends PublicTestApi {
  readonly platform: Platform;
}

/** A new message's id. */
export const newId = (): string => uuidv7();

/** Starts the API in this process, on a database of its own. */
export async function createTestApi({
  engine,
  policy,
  notifications: notificationPolicy,
  channels = ["email"],
  oracle: isWatching = false,
  files = createMemoryFiles(),
}: KitOptions = {}): Promise<TestApi> {
  const database = await createTestDatabase({ engine });
  const clock = createTestClock();
  const presence = createHeardPresence();
  const jobs = createMemoryJobs(clock);
  const delivered = recordNotifications(channels);
  const platform = createPlatform({
    db: database.db,
    clock,
    policy,
    presence,
    files,
    jobs,
    notifications: notificationPolicy,
    channels: delivered.channels,
    links: {
      conversation: (id) => `https://parley.test/conversations/${id}`,
      messages: "https://parley.test/",
      settings: "https://parley.test/settings/notifications",
    },
  });
  const faults: unknown[] = [];
  const oracle = createOracle(platform);
  const afterwards = createAfterwards(oracle);

  const contextOf = (session: Session | null): RequestContext => ({
    ...platform,
    requestId: "test",
    session,
    onFault: ({ cause }) => faults.push(cause),
  });
  const lifetime = () => {
    const issuedAt = clock.now();
    return { issuedAt, expiresAt: new Date(issuedAt.getTime() + 3_600_000) };
  };
  const callAs = (userId: string, signal?: AbortSignal) =>
    createCaller(
      contextOf({ kind: "user", userId, ...lifetime() }),
      signal === undefined ? {} : { signal },
    );
  const clients = new Set<TestClient>();
  const watch = (caller: TestCaller) => (isWatching ? watched(caller, afterwards) : caller);

  async function closeClients() {
    const open = [...clients];
    clients.clear();
    await Promise.all(open.map((client) => client.close()));
  }

  async function close() {
    await closeClients();
    await presence.close();
    await platform.bus.close();
    await database.close();
  }

  return {
    platform,
    clock,
    faults,
    jobs: {
      async run() {
        // Without it the first look would begin now.
        const lookedAt = new Date(0);
        await database.db
          .insert(notificationSweeps)
          .values({ lookedAt, lookedBackAt: lookedAt })
          .onConflictDoNothing();
        await sweepNotifications(platform);
        return jobs.run((job) => runJob(platform, job));
      },
    },
    notifications: delivered.recorded,
    async addPeople(cast) {
      oracle.forget();
      await addPeople(database.db, cast);
    },
    async addGroup(group) {
      oracle.forget();
      return addGroup(database.db, group, clock.now());
    },
    as: (userId) => watch(callAs(userId)),
    async attach(userId, { name, content, ...said }) {
      const fileId = newId();
      const sha256 = createHash("sha256").update(content).digest("hex");
      const caller = watch(callAs(userId));
      await caller.files.begin({ fileId, name, size: content.length, sha256, ...said });
      await files.append({ fileId, offset: 0, size: content.length }, Readable.from([content]));
      const state = await caller.files.finish({ fileId });
      if (state.status !== "ready")
        throw new Error(`The file is not ready: ${JSON.stringify(state)}`);
      return state.file;
    },
    client(userId) {
      const client = createInProcessClient({
        context: () => contextOf({ kind: "user", userId, ...lifetime() }),
        afterMutation: isWatching ? afterwards : (call) => call(),
      });
      clients.add(client);
      return client;
    },
    get service() {
      return watch(createCaller(contextOf({ kind: "service", name: "host", ...lifetime() })));
    },
    anonymous: createCaller(contextOf(null)),
    async follow(userId, after) {
      const aborter = new AbortController();
      const caller = callAs(userId, aborter.signal);
      const lastEventId = String(after ?? (await caller.users.me()).cursor);
      const events = await caller.events.stream({ lastEventId });
      return follow(events, { stop: () => aborter.abort(), read: unwrapTracked });
    },
    async followSignals(userId) {
      const aborter = new AbortController();
      const signals = await callAs(userId, aborter.signal).events.signals();
      return followSignals(signals, { platform, presence, userId, stop: () => aborter.abort() });
    },
    settled: () => oracle.settled(),
    forget: () => oracle.forget(),
    async reset() {
      await closeClients();
      oracle.forget();
      jobs.clear();
      delivered.clear();
      await database.reset();
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
