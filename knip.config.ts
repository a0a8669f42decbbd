import type { KnipConfig } from "knip";

/**
 * What the packages export to each other is checked like everything else (`includeEntryExports`), since all their users
 * are in this repository. `contract`, `client` and `react` have a public interface instead. Elsewhere the tag `@public`
 * marks what only others use.
 */
const config: KnipConfig = {
  // A type that an exported signature mentions is exported with it.
  ignoreExportsUsedInFile: { interface: true, type: true },
  workspaces: {
    ".": {
      // A set-up of a project that vitest.config.ts has for `test:more` only.
      entry: [".ci/*.{ts,mjs}", ".ci/consumers/pack.ts"],
      // Not part of the workspace: each installs packed packages.
      ignore: ["examples/**"],
      // turbo runs pnpm; the check of consumers starts the other by its path.
      ignoreDependencies: ["pnpm", "@arethetypeswrong/cli"],
    },
    "packages/concurrency": { includeEntryExports: true },
    "packages/contract": {},
    "packages/embedded-postgres": { includeEntryExports: true },
    // drizzle-kit reads every table of the schema, also one that only SQL text names.
    "packages/db": {
      ignoreIssues: { "src/schema/*.ts": ["exports"] },
      includeEntryExports: true,
    },
    "packages/api": { includeEntryExports: true },
    "packages/client": {},
    "packages/react": {},
    "packages/mail": {},
    "packages/demo": { includeEntryExports: true },
    "packages/model": {},
    // The public interface, next to the modules that `apps/server` uses.
    "packages/server": {
      entry: ["src/fixtures/*.ts"],
      ignoreIssues: { "src/index.ts": ["exports", "types"] },
      includeEntryExports: true,
    },
    "apps/import": {},
    "apps/server": { entry: ["src/main.ts"], includeEntryExports: true },
    // Started as processes by the benchmark; taskset comes with Linux.
    "apps/load": {
      entry: ["src/bench/**/*-process.ts", "src/bench/floor/floor-server.ts"],
      ignoreBinaries: ["taskset"],
    },
    // Pages import it once they are compiled.
    "apps/docs": { ignoreDependencies: ["vue"] },
    "apps/web": {
      // A host page, which a browser test builds.
      entry: ["e2e/embedding/host-page.tsx"],
      // The build reads its files by language.
      ignoreDependencies: ["emojibase-data"],
    },
  },
};

export default config;
