import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

/** Code at a path of the workspace, and the rule that lint must report for it, or null if it must report none. */
interface LintCase {
  readonly title: string;
  readonly path: string;
  readonly code: string;
  readonly rule: string | null;
}

const importRule = "eslint(no-restricted-imports)";
const environmentRule = "node(no-process-env)";

/** A line of the table: verdict, path with `*` for a file's name, and the import. */
function readDirection(line: string, place: number): LintCase {
  const [verdict = "", folder = "", ...words] = line.trim().split(/\s+/);
  const module = words.at(-1) ?? "";
  const named = words.includes("type") ? "type { X as x }" : "{ x }";
  const [base = "", kind = ""] = folder.split("*");
  return {
    title: `${verdict}: ${folder} may ${verdict === "ok" ? "" : "not "}${words.join(" ")}`,
    path: `${base}case-${place}${kind}`,
    code: `import ${named} from "${module}";\nexport { x };\n`,
    rule: verdict === "ok" ? null : importRule,
  };
}

/** Which package and folder may import what. */
const directions = `
  ok  packages/contract/src/*.ts             import zod
  no  packages/contract/src/*.ts             import uuidv7
  no  packages/contract/src/*.ts             import node:fs
  no  packages/contract/src/*.ts             import type @parley/db/schema
  ok  packages/contract/src/*.test.ts        import vitest
  no  packages/contract/src/*.test.ts        import @parley/db/schema
  no  packages/contract/src/*.ts             import @parley/concurrency/coalesce
  no  packages/concurrency/src/*.ts          import @parley/contract/limits
  no  packages/mail/src/*.ts                 import @parley/contract/limits
  ok  packages/client/src/*.ts               import @parley/concurrency/coalesce
  no  packages/embedded-postgres/src/*.ts    import @parley/contract/limits
  no  packages/embedded-postgres/src/*.ts    import @parley/db/database
  no  packages/embedded-postgres/src/*.ts    import pg
  ok  packages/db/src/*.ts                   import @parley/contract/limits
  ok  packages/db/src/*.ts                   import @parley/embedded-postgres
  no  packages/db/src/*.ts                   import @parley/api/platform
  no  packages/db/src/*.ts                   import type @parley/api/platform
  no  packages/db/src/*.ts                   import @parley/client
  no  packages/db/src/*.ts                   import @parley/react
  ok  packages/api/src/*.ts                  import @parley/db/database
  no  packages/api/src/*.ts                  import @parley/server/app
  no  packages/api/src/*.ts                  import @parley/client
  no  packages/api/src/*.ts                  import @parley/react
  no  packages/api/src/*.ts                  import fastify
  no  packages/api/src/*.ts                  import @parley/embedded-postgres
  ok  packages/api/src/routers/*.ts          import @trpc/server
  no  packages/api/src/routers/*.ts          import drizzle-orm
  no  packages/api/src/routers/*.ts          import drizzle-orm/node-postgres
  no  packages/api/src/routers/*.ts          import type @parley/db/schema
  ok  packages/api/src/domain/messages/*.ts  import @parley/db/schema
  no  packages/api/src/domain/messages/*.ts  import @trpc/server
  no  packages/api/src/domain/messages/*.ts  import type fastify
  ok  packages/api/src/domain/stream/*.ts    import ./append.ts
  no  packages/api/src/domain/stream/*.ts    import ./read/stream.ts
  no  packages/api/src/domain/stream/*.ts    import ../relations/pair.ts
  no  packages/api/src/domain/policy/*.ts    import ../stream/append.ts
  no  packages/api/src/domain/text/*.ts      import ../policy/policy.ts
  ok  packages/api/src/domain/relations/*.ts  import ../stream/append.ts
  no  packages/api/src/domain/relations/*.ts  import ../contacts/unblock.ts
  ok  packages/api/src/domain/relations/*.ts  import type ../contacts/unblock.ts
  ok  packages/api/src/domain/contacts/*.ts  import ../relations/contact-rows.ts
  no  packages/api/src/domain/contacts/*.ts  import ../groups/update.ts
  ok  packages/api/src/domain/messages/*.ts  import ../search/ngrams.ts
  no  packages/api/src/domain/messages/*.ts  import ../conversations/get.ts
  no  packages/api/src/domain/messages/*.ts  import ../stream/read/stream.ts
  ok  packages/api/src/domain/conversations/*.ts  import ../messages/message-row.ts
  no  packages/api/src/domain/users/*.ts     import ../presence/signals.ts
  ok  packages/api/src/domain/stream/read/*.ts  import ../../users/me.ts
  ok  packages/api/src/domain/stream/read/*.ts  import ../append.ts
  no  packages/api/src/domain/stream/read/*.ts  import ../../presence/signals.ts
  ok  packages/api/src/domain/presence/*.ts  import ../relations/presence-audience.ts
  no  packages/api/src/domain/presence/*.ts  import ../stream/read/stream.ts
  no  packages/api/src/domain/messages/*.ts  import ../../routers/messages.ts
  ok  packages/api/src/bus/*.ts              import ./bus.ts
  no  packages/api/src/bus/*.ts              import ../domain/errors.ts
  no  packages/client/src/*.ts               import type @parley/api/app-router
  no  packages/client/src/*.ts               import @parley/api/app-router
  no  packages/client/src/*.ts               import type @parley/api/platform
  no  packages/client/src/*.ts               import type @parley/db/schema
  no  packages/client/src/*.ts               import @parley/db/schema
  no  packages/client/src/*.ts               import type @parley/db/database
  no  packages/client/src/*.ts               import react
  no  packages/client/src/*.ts               import @parley/react
  no  packages/client/src/*.ts               import ../../api/src/trpc.ts
  no  packages/client/src/*.test.ts          import @parley/api/testing
  ok  packages/react/src/hooks/messages/*.ts import @parley/client
  no  packages/react/src/hooks/messages/*.ts import type @parley/api/app-router
  no  packages/react/src/hooks/messages/*.ts import @parley/api/app-router
  no  packages/react/src/hooks/messages/*.ts import @parley/web/theme
  no  packages/react/src/hooks/messages/*.ts import drizzle-orm
  ok  packages/react/src/components/*.tsx    import type @parley/client
  no  packages/react/src/components/*.tsx    import @parley/client
  no  packages/react/src/components/*.tsx    import ../hooks/use-messages.ts
  no  packages/react/src/components/*.tsx    import @tanstack/react-query
  no  packages/react/src/components/*.tsx    import ../screens/chat/chat-window.tsx
  no  packages/react/src/hooks/messages/*.ts import ../components/avatar.tsx
  ok  packages/react/src/provider/*.tsx      import ../hooks/use-me.ts
  no  packages/react/src/provider/*.tsx      import ../screens/on-demand-parts.tsx
  ok  packages/react/src/screens/page/*.tsx  import ../chat/chat-window.tsx
  no  packages/react/src/screens/chat/*.tsx  import ../page/messages-page.tsx
  ok  apps/web/src/*.tsx                     import @parley/react
  ok  apps/web/src/*.tsx                     import type @parley/db/schema
  no  apps/web/src/*.tsx                     import @parley/api/app-router
  no  apps/web/src/*.tsx                     import @parley/db/database
  ok  packages/server/src/*.ts               import @parley/api/platform
  no  packages/server/src/*.ts               import @parley/client
  no  packages/server/src/*.ts               import @parley/demo/people
  no  packages/server/src/*.ts               import @parley/standalone/env
  ok  apps/server/src/*.ts                   import @parley/db/database
  ok  apps/server/src/*.ts                   import @parley/server/app
  no  apps/server/src/*.ts                   import @parley/client
  no  apps/server/src/*.ts                   import @parley/web/theme
  ok  apps/server/src/*.ts                   import @parley/demo/people
  no  apps/server/src/*.ts                   import @parley/import/run-import
  ok  apps/import/src/*.ts                   import @parley/standalone/env
  no  apps/import/src/*.ts                   import @parley/server/app
  no  apps/import/src/*.ts                   import @parley/client
  ok  packages/model/src/*.ts                import @parley/client
  no  packages/client/src/*.ts               import @parley/model/found
  no  packages/demo/src/*.ts                 import @parley/server/app
  no  packages/api/src/*.ts                  import @parley/demo/people
  ok  apps/load/src/*.ts                     import @parley/client
  no  apps/load/src/*.ts                     import @parley/db/database
  no  apps/load/src/*.ts                     import drizzle-orm
`
  .trim()
  .split("\n")
  .map(readDirection);

const readsEnvironment = `export const f = () => process.env["PORT"];`;

/** Who may read the environment. */
const environment: readonly LintCase[] = [
  {
    title: "lint: only env.ts reads the environment",
    path: "apps/server/src/reads-environment.ts",
    code: readsEnvironment,
    rule: environmentRule,
  },
  {
    title: "lint: nor is it imported",
    path: "apps/server/src/imports-environment.ts",
    code: `import { env } from "node:process";\nexport const f = () => env["PORT"];`,
    rule: importRule,
  },
  {
    title: "lint: env.ts may read it",
    path: "apps/server/src/env.ts",
    code: readsEnvironment,
    rule: null,
  },
];

const cases: readonly LintCase[] = [...directions, ...environment];

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "parley-lint-"));
const workspace = join(folder, "workspace");
/** The rules that complain about a file, by the file's path. */
const found = new Map<string, Set<string>>();

function put(path: string, body: string): void {
  mkdirSync(dirname(join(workspace, path)), { recursive: true });
  writeFileSync(join(workspace, path), body);
}

/** Lints every case at once, in a workspace of the same shape, with the repository's own config. */
beforeAll(() => {
  mkdirSync(join(workspace, ".ci"), { recursive: true });
  for (const file of ["oxlint.config.ts", ".ci/import-rules.ts", "tsconfig.base.json"]) {
    copyFileSync(join(root, file), join(workspace, file));
  }
  // Next to the workspace, not in it: oxlint would follow the link.
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  const compilerOptions = { types: ["node"], jsx: "react-jsx" };
  put("tsconfig.json", JSON.stringify({ extends: "./tsconfig.base.json", compilerOptions }));
  for (const { path, code } of cases) put(path, code);

  const oxlint = join(root, "node_modules/oxlint/bin/oxlint");
  const { stdout } = spawnSync(process.execPath, [oxlint, "--type-aware", "--format=unix"], {
    cwd: workspace,
    encoding: "utf8",
  });
  for (const [, path = "", rule = ""] of stdout.matchAll(/^([^:]+):.*\[Error\/(.*)\]$/gm)) {
    found.set(path, (found.get(path) ?? new Set()).add(rule));
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each(cases)("$title", ({ path, rule }) => {
  // A case imports modules that do not exist, so rules other than these may report it as well.
  const rules = [...(found.get(path) ?? [])].filter((name) =>
    [importRule, environmentRule].includes(name),
  );
  expect(rules).toEqual(rule === null ? [] : [rule]);
});
