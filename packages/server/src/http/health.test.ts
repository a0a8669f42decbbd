import { createTestDatabase } from "@parley/db/testing";
import { createPlatform } from "@parley/api/platform";
import { expect, test, vi } from "vitest";
import { buildApp } from "../app.ts";
import { createTestAuthenticator } from "../testing/tokens.ts";

test("ready while the database answers, alive in any case", async () => {
  const database = await createTestDatabase();
  const platform = createPlatform({ db: database.db });
  const app = await buildApp({
    platform,
    authenticator: await createTestAuthenticator(platform.clock),
  });
  expect((await app.inject("/healthz")).statusCode).toBe(200);
  expect((await app.inject("/readyz")).statusCode).toBe(200);

  await database.close();
  const ready = await app.inject("/readyz");
  expect(ready.statusCode).toBe(503);
  expect(ready.json()).toMatchObject({ error: { data: { reason: "unavailable" } } });
  expect((await app.inject("/healthz")).statusCode).toBe(200);
  await app.close();
});

test("HTTP-12: not ready while the database does not accept writes", async () => {
  const database = await createTestDatabase();
  const platform = createPlatform({ db: database.db });
  const authenticator = await createTestAuthenticator(platform.clock);
  const app = await buildApp({ platform, authenticator });
  expect((await app.inject("/readyz")).statusCode).toBe(200);
  await database.db.$client.query("set default_transaction_read_only = on");
  expect((await app.inject("/readyz")).statusCode).toBe(503);
  await database.db.$client.query("set default_transaction_read_only = off");
  expect((await app.inject("/readyz")).statusCode).toBe(200);
  await app.close();
  await database.close();
});

test("HTTP-12: however many ask at once, the database is asked once", async () => {
  const database = await createTestDatabase();
  const platform = createPlatform({ db: database.db });
  const authenticator = await createTestAuthenticator(platform.clock);
  const app = await buildApp({ platform, authenticator });
  await app.ready();
  const asked = vi.spyOn(database.db.$client, "query");
  const answers = await Promise.all(Array.from({ length: 50 }, () => app.inject("/readyz")));
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  expect(asked.mock.calls.length).toBeLessThan(5);
  await app.close();
  await database.close();
});
