import { readdir, readFile } from "node:fs/promises";
import { createDatabase } from "@parley/db/database";
import { declaredStatements } from "@parley/db/statement";
import { createTestDatabase, type TestDatabase } from "@parley/db/testing";
import { checkStatement } from "@parley/db/testing/describe-statement";
import { afterAll, beforeAll, expect, test } from "vitest";

const folder = new URL("./", import.meta.url);
const files = (await readdir(folder, { recursive: true }))
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  // The matrix of the policy plays cases for a test.
  .filter((file) => !file.startsWith("policy/matrix/"))
  .map((file) => new URL(file, folder));

let database: TestDatabase;

beforeAll(async () => {
  for (const { href } of files) await import(href);
  database = await createTestDatabase();
});

afterAll(() => database.close());

test("every statement fits the tables, and its result has the declared columns and types", async () => {
  const names = declaredStatements.map(({ name }) => name);
  expect(names.length).toBeGreaterThan(50);
  expect(new Set(names).size, "names are unique").toBe(names.length);
  const differences: string[] = [];
  for (const statement of declaredStatements)
    differences.push(...(await checkStatement(database.db.$client, statement)));
  expect(differences).toEqual([]);
});

test("DBS-2: every statement fits the tables of a schema of another name", async () => {
  const { $client: pool } = database.db;
  await pool.query("alter schema parley rename to elsewhere");
  try {
    const { $client: elsewhere } = createDatabase(pool, { schema: "elsewhere" });
    const differences: string[] = [];
    for (const statement of declaredStatements)
      differences.push(...(await checkStatement(elsewhere, statement)));
    expect(differences).toEqual([]);
    // The check would find a statement that is not translated.
    const [some] = declaredStatements;
    if (some === undefined) throw new Error("no statement is declared");
    expect(await checkStatement(pool, some)).not.toEqual([]);
  } finally {
    await pool.query("alter schema elsewhere rename to parley");
  }
});

test("the domain runs SQL by the query builder and declared statements, apart from the DDL of partitions", async () => {
  const undeclared: string[] = [];
  for (const file of files) {
    const text = await readFile(file, "utf8");
    if (/\$client|\.execute(?!\(\s*sql\.raw\()/.test(text)) undeclared.push(file.pathname);
  }
  expect(undeclared).toEqual([]);
});
