import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const postgresql = "{packages,apps}/**/*.pg.test.ts";
/** The suites of the domain: on PGlite among those of their folder, and on PostgreSQL by `npm run test:more`. */
const onBothEngines = "packages/api/src/{domain,testing}/**/*.test.ts";
/** The benchmark with a few people and messages. */
const miniature = "apps/load/src/bench/bench.pg.test.ts";
const browser = "apps/web/e2e/**/*.e2e.test.ts";
const installed = "**/node_modules/**";

/** The tests that stand beside the code of one folder. */
const folder = (name: string, options: { isolate: boolean }): TestProjectInlineConfiguration => ({
  test: {
    ...options,
    name,
    include: [`${name}/**/*.test.{ts,tsx}`],
    exclude: [postgresql, browser, installed],
    sequence: { groupOrder: 0 },
  },
});

/** Where workers wait for other processes half of the time, two do not fill two cores. */
const WAITING_WORKERS = 3;

/** Files that open a PGlite share a process: it takes three seconds and 700 MB in each. */
const onDatabase = { isolate: false };
const alone = { isolate: true };

const onPostgresql = (
  name: string,
  files: { include: string[]; exclude: string[] },
): TestProjectInlineConfiguration => ({
  test: {
    ...files,
    name,
    env: { PARLEY_TEST_ENGINE: "postgres" },
    globalSetup: ["packages/db/src/testing-global-setup.ts"],
    setupFiles: ["packages/db/src/testing-setup.ts"],
    isolate: false,
    maxWorkers: WAITING_WORKERS,
    sequence: { groupOrder: 1 },
  },
});

/** What `npm run test:more` takes: it seldom finds what the rest does not, and `npm test` is to be quick. */
const more =
  process.env["PARLEY_TESTS"] === "more"
    ? [
        onPostgresql("engines", { include: [onBothEngines], exclude: [postgresql, installed] }),
        onPostgresql("miniature", { include: [miniature], exclude: [installed] }),
      ]
    : [];

export default defineConfig({
  test: {
    maxWorkers: 2,
    // Generous, because two workers and their databases share two cores. No test waits for time to pass.
    testTimeout: 30_000,
    hookTimeout: 120_000,
    reporters: ["default", "./.ci/summary-reporter.ts"],
    projects: [
      folder(".ci", alone),
      folder("packages/contract", alone),
      folder("packages/terminal", alone),
      folder("packages/db", onDatabase),
      folder("packages/api", onDatabase),
      // A client that another file left trying to reconnect would run away under this one's fake timers.
      folder("packages/client", alone),
      folder("packages/react", alone),
      folder("apps/server", onDatabase),
      folder("apps/load", alone),
      folder("apps/web", alone),
      onPostgresql("postgresql", { include: [postgresql], exclude: [miniature, installed] }),
      ...more,
      {
        test: {
          name: "browser",
          include: [browser],
          exclude: [installed],
          globalSetup: ["apps/web/e2e/support/global-setup.ts"],
          isolate: false,
          maxWorkers: WAITING_WORKERS,
          testTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
