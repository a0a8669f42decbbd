import type { LintCase } from "./lint-habits.ts";

const direction = "eslint(no-restricted-imports)";

function readDirection(line: string, place: number): LintCase {
  const [verdict = "", folder = "", ...words] = line.trim().split(/\s+/);
  const module = words.at(-1) ?? "";
  const named = words.includes("type") ? "type { X as x }" : "{ x }";
  const [base = "", kind = ""] = folder.split("*");
  return {
    title: `${verdict}: ${folder} may ${verdict === "ok" ? "" : "not "}${words.join(" ")}`,
    path: `${base}case-${place}${kind}`,
    code: `import ${named} from "${module}";\nexport { x };\n`,
    rule: verdict === "ok" ? undefined : direction,
  };
}

/** Who may import what. */
export const directions: readonly LintCase[] = `
  ok  packages/contract/src/*.ts             import zod
  no  packages/contract/src/*.ts             import uuidv7
  no  packages/contract/src/*.ts             import node:fs
  no  packages/contract/src/*.ts             import type @parley/db/schema
  ok  packages/contract/src/*.test.ts        import vitest
  no  packages/contract/src/*.test.ts        import @parley/db/schema
  no  packages/terminal/src/*.ts             import @parley/contract/limits
  ok  packages/db/src/*.ts                   import @parley/contract/limits
  no  packages/db/src/*.ts                   import @parley/api/trpc
  no  packages/db/src/*.ts                   import type @parley/api/trpc
  no  packages/db/src/*.ts                   import @parley/client
  no  packages/db/src/*.ts                   import @parley/react
  ok  packages/api/src/*.ts                  import @parley/db/database
  no  packages/api/src/*.ts                  import @parley/server/app
  no  packages/api/src/*.ts                  import @parley/client
  no  packages/api/src/*.ts                  import @parley/react
  no  packages/api/src/*.ts                  import fastify
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
  ok  packages/client/src/*.ts               import type @parley/api/app-router
  no  packages/client/src/*.ts               import @parley/api/app-router
  no  packages/client/src/*.ts               import type @parley/api/trpc
  ok  packages/client/src/*.ts               import type @parley/db/schema
  no  packages/client/src/*.ts               import @parley/db/schema
  no  packages/client/src/*.ts               import type @parley/db/database
  no  packages/client/src/*.ts               import react
  no  packages/client/src/*.ts               import @parley/react
  no  packages/client/src/*.ts               import ../../api/src/trpc.ts
  ok  packages/client/src/*.test.ts          import @parley/api/testing
  ok  packages/react/src/hooks/*.ts          import @parley/client
  ok  packages/react/src/hooks/*.ts          import type @parley/api/app-router
  no  packages/react/src/hooks/*.ts          import @parley/api/app-router
  no  packages/react/src/hooks/*.ts          import @parley/web/theme
  no  packages/react/src/hooks/*.ts          import drizzle-orm
  ok  packages/react/src/components/*.tsx    import type @parley/client
  no  packages/react/src/components/*.tsx    import @parley/client
  no  packages/react/src/components/*.tsx    import ../hooks/use-messages.ts
  no  packages/react/src/components/*.tsx    import @tanstack/react-query
  ok  apps/web/src/*.tsx                     import @parley/react
  ok  apps/web/src/*.tsx                     import type @parley/db/schema
  no  apps/web/src/*.tsx                     import @parley/api/app-router
  no  apps/web/src/*.tsx                     import @parley/db/database
  ok  apps/server/src/*.ts                   import @parley/db/database
  no  apps/server/src/*.ts                   import @parley/client
  no  apps/server/src/*.ts                   import @parley/web/theme
  ok  apps/server/src/*.ts                   import @parley/demo/people
  no  apps/server/src/*.ts                   import @parley/import/run-import
  ok  apps/import/src/*.ts                   import @parley/server/env
  no  apps/import/src/*.ts                   import @parley/client
  ok  packages/model/src/*.ts                import @parley/client
  no  packages/client/src/*.ts               import @parley/model/found
  no  packages/demo/src/*.ts                 import @parley/server/env
  no  packages/api/src/*.ts                  import @parley/demo/people
  ok  apps/load/src/*.ts                     import @parley/client
  ok  apps/load/src/*.ts                     import @parley/terminal/progress
  no  packages/api/src/*.ts                  import @parley/terminal/progress
  no  apps/load/src/*.ts                     import @parley/db/database
  no  apps/load/src/*.ts                     import drizzle-orm
`
  .trim()
  .split("\n")
  .map(readDirection);
