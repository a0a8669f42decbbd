import { readdir } from "node:fs/promises";
import { declaredStatements } from "@parley/db/statement";
import { createTestDatabase, type TestDatabase } from "@parley/db/testing";
import { checkStatement } from "@parley/db/testing/describe-statement";
import { afterAll, beforeAll, expect, test } from "vitest";

const folder = new URL("./", import.meta.url);

/** Loads every module of the domain, and with them the statements that they declare. */
async function loadDomain() {
  const files = await readdir(folder, { recursive: true });
  const modules = files.filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  for (const file of modules) await import(new URL(file, folder).href);
}

let database: TestDatabase;

beforeAll(async () => {
  await loadDomain();
  database = await createTestDatabase();
});

afterAll(() => database.close());

test("every statement fits the tables, and its result has the declared columns and types", async () => {
  expect(declaredStatements.length).toBeGreaterThan(4);
  const differences: string[] = [];
  for (const statement of declaredStatements)
    differences.push(...(await checkStatement(database.db.$client, statement)));
  expect(differences).toEqual([]);
});
