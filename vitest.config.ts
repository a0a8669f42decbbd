import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const postgresql = "{packages,apps}/**/*.pg.test.ts";
/** The domain suites: on PGlite with those of their folder, and on PostgreSQL by `npm run test:more`. */
const onBothEngines = "packages/api/src/{domain,testing}/**/*.test.ts";
/**
 * The benchmark with a few users and messages, a chaos run in which each fault happens once, an import of some
 * thousand rows by several processes, and stops that take their 20 seconds.
 */
const larger = [
  "apps/load/src/bench/bench.pg.test.ts",
  "apps/load/src/chaos/chaos.pg.test.ts",
  "apps/import/src/import.pg.test.ts",
  "apps/server/src/stop.pg.test.ts",
  "packages/server/src/notifications/mail-chaos.pg.test.ts",
];
const model = "packages/model/src/model.pg.test.ts";
/** Both runs have it: `npm test` with fewer users. */
const syncSize = "packages/server/src/sync-size.pg.test.ts";
/** The same: with many more kills. */
const fileKills = "apps/server/src/files/kills.pg.test.ts";
const browser = "apps/web/e2e/**/*.e2e.test.ts";
/** Axe and the size of targets in every menu, dialog and fault; `npm test` checks the main screens. */
const everyState = "apps/web/e2e/every-state/*.e2e.test.ts";
const installed = "**/node_modules/**";
/** Packs the packages and installs them into empty projects: two minutes. */
const consumers = ".ci/consumers/*.test.ts";

/**
 * A test that takes longer hangs, in milliseconds. Waits end when nothing changes any more (`.ci/follow-progress.ts`),
 * so this only ends what waits for nothing: with two cores overloaded tenfold the slowest test took four minutes.
 */
const HANGS = 600_000;

/** The packages of this repository are used as TypeScript, also by the processes that tests start. */
const conditions = ["source", "node", "development|production"];
const asSource = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  // Of the files in `globalSetup`.
  environments: { __vitest__: { resolve: { conditions } } },
};

/** Options of all projects. */
const patient = {
  env: { NODE_OPTIONS: "--conditions=source" },
  testTimeout: HANGS,
  hookTimeout: HANGS,
  // A pipeline distinguishes a flaky test from a broken one: the summary names what passed only on a retry.
  retry: process.env["CI"] === "true" ? 1 : 0,
  setupFiles: ["./.ci/follow-progress.ts", "./.ci/restore-globals.ts"],
};

/** The tests next to the code of one folder. */
const folder = (
  name: string,
  { setupFiles = [], ...options }: { isolate: boolean; setupFiles?: string[] },
): TestProjectInlineConfiguration => ({
  ...asSource,
  test: {
    ...patient,
    ...options,
    setupFiles: [...patient.setupFiles, ...setupFiles],
    name,
    include: [`${name}/**/*.test.{ts,tsx}`],
    exclude: [postgresql, browser, consumers, installed],
  },
});

/** Testing Library's own waits end after a second otherwise. */
const inDocument = { isolate: true, setupFiles: ["./packages/react/src/testing/wait-longer.ts"] };
/** Files that open a PGlite share a process: it takes three seconds and 700 MB in each. */
const onDatabase = { isolate: false };
const alone = { isolate: true };

const onPostgresql = (
  name: string,
  { env, ...files }: { include: string[]; exclude: string[]; env?: Record<string, string> },
): TestProjectInlineConfiguration => ({
  ...asSource,
  test: {
    ...patient,
    ...files,
    name,
    env: { ...patient.env, PARLEY_TEST_ENGINE: "postgres", ...env },
    globalSetup: ["packages/db/src/testing-global-setup.ts"],
    setupFiles: [...patient.setupFiles, "packages/db/src/testing-setup.ts"],
    isolate: false,
  },
});

const inBrowser = (
  name: string,
  files: { include: string[]; exclude: string[] },
): TestProjectInlineConfiguration => ({
  ...asSource,
  test: {
    ...patient,
    ...files,
    name,
    globalSetup: ["apps/web/e2e/support/global-setup.ts"],
    isolate: false,
  },
});

/** The projects of `npm test`. */
const usual = [
  folder(".ci", alone),
  folder("packages/concurrency", alone),
  folder("packages/contract", alone),
  folder("packages/embedded-postgres", alone),
  folder("packages/db", onDatabase),
  folder("packages/api", onDatabase),
  // A client that another file left reconnecting would run away under this one's fake timers.
  folder("packages/client", alone),
  folder("packages/react", inDocument),
  folder("packages/create-parley", alone),
  folder("packages/mail", alone),
  folder("packages/demo", onDatabase),
  folder("packages/server", onDatabase),
  folder("packages/model", alone),
  folder("apps/server", onDatabase),
  folder("apps/import", onDatabase),
  folder("apps/load", alone),
  folder("apps/web", alone),
  // Vitest runs projects by name. Its longest files before "packages/…", whose short ones fill up the end.
  onPostgresql("on PostgreSQL", { include: [postgresql], exclude: [...larger, installed] }),
  inBrowser("browser", { include: [browser], exclude: [everyState, installed] }),
];

/** Run by `npm run test:more`: these seldom find what the others do not, and `npm test` has to be fast. */
const more = [
  // A database that carries the opposite of every setting that Parley needs finds more than a default one.
  onPostgresql("engines", {
    include: [onBothEngines],
    exclude: [postgresql, installed],
    env: { PARLEY_TEST_HOSTILE: "true" },
  }),
  // The queue of background work has statements of its own.
  onPostgresql("queue", {
    include: ["packages/server/src/jobs/*.pg.test.ts"],
    exclude: [installed],
    env: { PARLEY_TEST_HOSTILE: "true" },
  }),
  // `npm test` runs the model as well, so it is repeated only if the environment asks for a longer run.
  onPostgresql("larger", {
    include:
      process.env["PARLEY_MODEL_STEPS"] === undefined
        ? [...larger, syncSize, fileKills]
        : [...larger, syncSize, fileKills, model],
    exclude: [installed],
  }),
  {
    ...asSource,
    test: {
      ...patient,
      name: "consumers",
      include: [consumers],
      exclude: [installed],
      globalSetup: [".ci/consumers/pack.ts"],
    },
  },
  // Builds the site.
  folder("apps/docs", alone),
  inBrowser("every-state", { include: [everyState], exclude: [installed] }),
];

export default defineConfig({
  ...asSource,
  test: {
    // One more than the cores of a small machine: workers wait for servers and browsers half of the time.
    maxWorkers: 3,
    reporters: ["default", "./.ci/summary-reporter.ts"],
    // A pipeline shows only the first line of a failure.
    chaiConfig: { truncateThreshold: 300 },
    projects: process.env["PARLEY_TESTS"] === "more" ? more : usual,
  },
});
