import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { DEFAULT_SCHEMA } from "../database-schema.ts";
import * as schema from "./index.ts";

const tables = Object.values(schema).flatMap((value) =>
  is(value, PgTable) ? [getTableConfig(value)] : [],
);

const packages = join(import.meta.dirname, "../../..");
/** Moves tables out of `public`, where earlier versions had them. */
const movers = ["db/src/migrate.ts"];
const sources = globSync("{api,db,server}/src/**/*.ts", {
  cwd: packages,
  exclude: ["**/*.test.ts", "**/testing/**", "**/fixtures/**", "**/bench/**"],
})
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !movers.includes(path));

/** The lines of the sources, without comments, that match. */
const linesWith = (pattern: RegExp): readonly string[] =>
  sources.flatMap((path) =>
    readFileSync(join(packages, path), "utf8")
      .replaceAll(/\/\*[^]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ""))
      .split("\n")
      .flatMap((line, at) =>
        pattern.test(line.replace(/^\s*\/\/.*/, "")) ? [`${path}:${at + 1}: ${line.trim()}`] : [],
      ),
  );

test("DBS-1: every table is declared in the schema", async () => {
  const files = globSync("*.ts", { cwd: import.meta.dirname, exclude: ["*.test.ts", "index.ts"] });
  const declared = await Promise.all(
    files.map(async (file) => {
      // Modules export tables and other values.
      const module = (await import(join(import.meta.dirname, file))) as Record<string, unknown>;
      return Object.values(module).flatMap((value) =>
        is(value, PgTable) ? [getTableConfig(value).name] : [],
      );
    }),
  );
  expect(tables.map(({ name }) => name).toSorted()).toEqual(declared.flat().toSorted());
  expect(tables.length).toBeGreaterThan(10);
  expect(tables.filter((table) => table.schema !== DEFAULT_SCHEMA)).toEqual([]);
});

test("DBS-1: no SQL of the product names a table without its schema, or the schema public", () => {
  expect(sources.length).toBeGreaterThan(100);
  const names = tables.map(({ name }) => name).join("|");
  const unqualified = new RegExp(
    String.raw`\b(from|join|into|update|only|table|references)\s+"?(${names})\b(?!"?\.)`,
    "i",
  );
  expect(unqualified.test("select name from users u")).toBe(true);
  expect(linesWith(unqualified)).toEqual([]);
  expect(linesWith(/\bpublic"?\.[a-z_"]|'public'/i)).toEqual([]);
});
