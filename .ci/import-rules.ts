import type { OxlintOverride } from "oxlint";

const house = [
  "concurrency",
  "contract",
  "embedded-postgres",
  "db",
  "api",
  "client",
  "demo",
  "mail",
  "model",
  "react",
  "server",
  "standalone",
  "import",
  "web",
  "load",
] as const;
type Member = (typeof house)[number];

interface Layer {
  /** The files to which the rule applies. */
  readonly files: readonly string[];
  readonly except?: readonly string[];
  /** Packages of this repository that it may import, in addition to itself. All others are refused. */
  readonly may: readonly Member[];
  /** Modules from which it may import only types, by full name. */
  readonly types?: readonly string[];
  /** External modules that it may not import, not even as types. */
  readonly never?: readonly string[];
  /** If set, the only external modules that it may import. */
  readonly only?: readonly string[];
  /** Relative paths from which it may import only types. */
  readonly neverPaths?: readonly string[];
}

const tests = ["**/*.test.ts", "**/*.test.tsx", "**/testing*.ts", "**/testing/**"];
const database = ["drizzle-orm", "pg", "@electric-sql/pglite"];
/**
 * Folders of `packages/api/src/domain` from the lowest level to the highest. A folder imports values from lower levels
 * only, and types from anywhere.
 */
const domainLevels = [
  ["text", "policy"],
  ["stream"],
  ["participants"],
  ["relations"],
  ["search", "contacts", "groups", "avatars"],
  ["messages"],
  ["cards"],
  ["conversations", "users", "starters"],
  ["platform", "announcements", "notifications", "jobs"],
  ["push", "about", "reports"],
  ["stream/read", "presence"],
  ["upgrades"],
];

/** The layers of the domain's folders. `stream` imports nothing of `stream/read`, although that folder is inside it. */
const domainLayers = (): Layer[] =>
  domainLevels.flatMap((level, at) =>
    level.map((folder) => ({
      files: [`packages/api/src/domain/${folder}/**`],
      // The matrix plays cases for a test.
      except: [...tests, "packages/api/src/domain/policy/matrix/**"],
      may: ["contract", "db"] as const,
      never: ["@trpc/**", "fastify"],
      neverPaths: domainLevels
        .slice(at)
        .flat()
        .filter((other) => other !== folder)
        .map((other) => (other.startsWith(`${folder}/`) ? "./read/**" : `**/${other}/**`))
        .concat("**/routers/**"),
    })),
  );

/**
 * The directions of import: contract <- db <- api <- server, contract <- client <- react <- web, embedded-postgres <- db.
 * Where several layers hold a file, the last one counts, whole.
 */
export const layers: readonly Layer[] = [
  {
    files: ["packages/contract/src/**"],
    except: tests,
    may: ["contract"],
    only: ["zod", "ipaddr.js"],
  },
  { files: ["packages/contract/src/**/*.test.ts"], may: ["contract"] },
  { files: ["packages/concurrency/src/**"], may: [] },
  { files: ["packages/mail/**"], may: ["mail"], never: [...database, "@trpc/**", "fastify"] },
  {
    files: ["packages/embedded-postgres/src/**"],
    may: ["embedded-postgres"],
    never: [...database, "@trpc/**", "fastify"],
  },
  {
    files: ["packages/embedded-postgres/src/{**/*.test.ts,fixtures/**,testing/**}"],
    may: ["embedded-postgres"],
    never: ["drizzle-orm", "@electric-sql/pglite", "@trpc/**", "fastify"],
  },
  {
    files: ["packages/db/src/**"],
    may: ["db", "contract", "embedded-postgres"],
    never: ["@trpc/**", "fastify"],
  },
  // Calls by the host's own code have the types of the generated router.
  {
    files: ["packages/api/src/**"],
    may: ["api", "contract", "db"],
    types: ["@parley/client/app-router"],
    never: ["fastify"],
  },
  // The test kit has clients of its routers.
  {
    files: ["packages/api/src/{testing/**,exports/testing*.ts}"],
    may: ["api", "contract", "db", "client"],
    never: ["fastify"],
  },
  {
    files: ["packages/api/src/bench/**"],
    may: ["api", "contract", "db", "embedded-postgres"],
    never: ["fastify"],
  },
  {
    files: ["packages/api/src/routers/**"],
    except: tests,
    may: ["contract"],
    never: [...database, "fastify"],
  },
  {
    files: ["packages/api/src/domain/**"],
    except: tests,
    may: ["contract", "db"],
    never: ["@trpc/**", "fastify"],
    neverPaths: ["**/routers/**"],
  },
  ...domainLayers(),
  {
    files: ["packages/api/src/bus/**"],
    except: tests,
    may: ["contract", "db"],
    never: ["@trpc/**", "fastify", "drizzle-orm"],
    neverPaths: ["**/domain/**", "**/routers/**"],
  },
  {
    files: ["packages/client/src/**"],
    may: ["client", "contract"],
    never: [...database, "react", "@trpc/react-query"],
  },
  {
    files: ["packages/client/src/**/*.test.ts"],
    may: ["client", "contract"],
  },
  // The model test drives the product and inspects the client's state.
  { files: ["packages/model/src/**"], may: ["model", "client", "contract", "api", "db"] },
  { files: ["packages/demo/src/**"], may: ["demo", "contract", "db", "api"] },
  {
    files: ["packages/react/src/**"],
    may: ["react", "contract", "client"],
    never: database,
  },
  {
    files: ["packages/react/src/{provider,hooks}/**"],
    except: tests,
    may: ["react", "contract", "client"],
    never: database,
    neverPaths: ["**/components/**", "**/screens/**"],
  },
  {
    files: ["packages/react/src/components/**"],
    except: [...tests, "**/*.stories.tsx"],
    may: ["contract"],
    types: ["@parley/client"],
    never: [...database, "@tanstack/react-query", "@trpc/**"],
    neverPaths: ["**/hooks/**", "**/screens/**"],
  },
  // The page is made of the other screens.
  {
    files: ["packages/react/src/screens/{chat,contacts,conversations,search,switcher}/**"],
    except: tests,
    may: ["react", "contract", "client"],
    never: database,
    neverPaths: ["**/page/**"],
  },
  {
    files: ["packages/react/src/**/*.test.{ts,tsx}"],
    may: ["react", "contract", "client", "api", "db"],
  },
  { files: ["packages/server/src/**"], may: ["contract", "db", "api", "mail"] },
  {
    files: ["packages/server/src/{**/*.test.ts,testing/**,fixtures/**}"],
    may: ["server", "contract", "db", "embedded-postgres", "api", "client", "mail"],
  },
  { files: ["apps/server/src/**"], may: ["server", "contract", "db", "api", "demo", "mail"] },
  {
    files: ["apps/server/src/**/*.test.ts", "apps/server/src/testing/**"],
    may: ["standalone", "server", "contract", "db", "embedded-postgres", "api", "client", "demo"],
  },
  // Reads the environment of the server whose database it fills.
  {
    files: ["apps/import/src/**"],
    may: ["import", "contract", "db", "api", "standalone"],
  },
  // The samples of files.
  {
    files: ["apps/import/src/**/*.test.ts"],
    may: ["import", "contract", "db", "api", "standalone", "server"],
  },
  {
    files: ["apps/web/src/**"],
    may: ["contract", "client", "react"],
    types: ["@parley/db/schema"],
    never: database,
  },
  { files: ["apps/web/src/**/*.test.{ts,tsx}"], may: ["contract", "client", "react", "api", "db"] },
  {
    files: ["apps/load/src/**"],
    may: ["import", "contract", "client"],
    never: database,
  },
  // The benchmark creates the databases that it measures.
  {
    files: ["apps/load/src/bench/**"],
    may: ["import", "contract", "client", "db", "embedded-postgres"],
    never: ["drizzle-orm", "@electric-sql/pglite"],
  },
  // The first two put the TCP proxy of the test kit in front of servers; the third indexes what a database was filled with.
  {
    files: [
      "apps/load/src/chaos/**",
      "apps/load/src/bench/scenarios/rolling-restart.ts",
      "apps/load/src/bench/seed/index-for-search.ts",
    ],
    may: ["import", "contract", "client", "db", "embedded-postgres", "api"],
    never: ["drizzle-orm", "@electric-sql/pglite"],
  },
  // Its tests write to a real server.
  { files: ["apps/load/src/**/*.test.ts"], may: [...house] },
];

/** What every package may import, except those that state `only`. */
const everywhere: readonly Member[] = ["concurrency"];

const modules = (members: readonly string[]) =>
  members.flatMap((member) => [`@parley/${member}`, `@parley/${member}/**`]);

const deep = (names: readonly string[]) =>
  names.flatMap((name) => (name.endsWith("/**") ? [name] : [name, `${name}/**`]));

const environment = ["process", "node:process"].map((name) => ({
  name,
  importNames: ["env"],
  message: "Only apps/server/src/env.ts reads the environment.",
}));

function override(layer: Layer): OxlintOverride {
  const banned = house.filter((member) => ![...layer.may, ...everywhere].includes(member));
  const typed = layer.types ?? [];
  const paths = typed.map((name) => ({
    name,
    allowTypeImports: true,
    message: "Only types come from there.",
  }));
  const patterns = [
    {
      group: [...modules(banned), ...typed.map((name) => `!${name}`)],
      message: "This folder may not depend on that package: see the directions in ARCHITECTURE.md.",
    },
    {
      regex: String.raw`^(\.\./)+[^./][^/]*/src/`,
      message: "Another package is imported by its name, not by a path into it.",
    },
    { group: deep(layer.never ?? []), message: "This folder does not know that library." },
    {
      group: [...(layer.neverPaths ?? [])],
      allowTypeImports: true,
      message:
        "This folder is on a lower level than that one: see the import rules in ARCHITECTURE.md.",
    },
  ];
  if (layer.only !== undefined) {
    const message = `Only ${layer.only.join(", ")} may be imported here.`;
    const group = ["*", "!./**", "!../**", ...layer.only.map((name) => `!${name}`)];
    patterns.push({ group, message });
  }
  return {
    files: [...layer.files],
    ...(layer.except === undefined ? {} : { excludeFiles: [...layer.except] }),
    rules: {
      "no-restricted-imports": ["error", { paths: [...environment, ...paths], patterns }],
    },
  };
}

/** The import rules as overrides of `no-restricted-imports`. */
export const importRules: OxlintOverride[] = layers.map(override);
