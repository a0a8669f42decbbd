import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { filesOf, readBundle, serverModules } from "./first-load.ts";
import type { Manifest } from "./first-load.ts";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));

/** What a signed-in user fetches from the first byte to an open conversation. */
async function firstLoad() {
  const manifest: Manifest = JSON.parse(await readFile(`${dist}.vite/manifest.json`, "utf8"));
  const named = /^_(?:first-texts|start|signed-in)-.+\.js$/;
  const starts = Object.keys(manifest).filter((key) => named.test(key));
  expect(starts).toHaveLength(3);
  const files = filesOf(manifest, ["src/i18n/messages/en.ts", ...starts]);
  return readBundle(dist, files);
}

test.each([
  "/packages/react/src/components/contacts/contact-row.tsx",
  "/packages/react/src/hooks/messages/use-hit-places.ts",
  "/packages/react/src/labels/contact-labels.ts",
  "/apps/web/src/sign-in/messages/en.ts",
])("%s is loaded on demand", async (module) => {
  const bundle = await firstLoad();
  expect(bundle.flatMap(({ sources }) => sources).filter((one) => one.endsWith(module))).toEqual(
    [],
  );
});

test("DLV-5: the page names the code and the styles of a signed-in user", async () => {
  const page = await readFile(`${dist}index.html`, "utf8");
  expect(page).toMatch(/<link rel="modulepreload"[^>]* href="\/assets\/signed-in-[\w-]+\.js">/);
  expect(page).toMatch(
    /<link rel="preload" as="style"[^>]* href="\/assets\/signed-in-[\w-]+\.css">/,
  );
});

test("no module of the server is in the bundle", async () => {
  const bundle = await firstLoad();
  const sources = bundle.flatMap((file) => file.sources);
  expect(sources.some((source) => source.includes("/node_modules/react-dom/"))).toBe(true);
  expect(serverModules(bundle)).toEqual([]);
});

test.each([
  "/x/node_modules/.pnpm/drizzle-orm@0.45.4/node_modules/drizzle-orm/entity.js",
  "/x/node_modules/fastify/fastify.js",
  "/x/node_modules/@fastify/static/index.js",
  "/x/node_modules/.pnpm/pg@8.23.1/node_modules/pg/lib/client.js",
  "/x/node_modules/pg-protocol/dist/index.js",
  "/x/packages/db/src/schema/people.ts",
  "/x/packages/api/src/trpc.ts",
  "/x/apps/server/src/main.ts",
])("the module %s would be found", (source) => {
  expect(serverModules([{ file: "a.js", sources: [source] }])).toEqual([source]);
});
