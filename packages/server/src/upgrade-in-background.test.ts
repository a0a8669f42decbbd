import { createTestApi } from "@parley/api/testing/internals";
import { users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { upgradeInBackground } from "./upgrade-in-background.ts";

/** A logger that records its lines, and resolves when a completion is logged. */
function listen() {
  const lines: unknown[][] = [];
  const done = Promise.withResolvers<void>();
  const take = (...line: unknown[]) => {
    lines.push(line);
    done.resolve();
  };
  // Only these methods of a logger are used.
  const logger = { info: take, warn: take } as unknown as Parameters<typeof upgradeInBackground>[1];
  return { lines, logger, done: done.promise };
}

test("USR-9: rows of an earlier release are migrated while the server serves, and the log has their number", async () => {
  await using api = await createTestApi();
  await api.addPeople({ ada: "MENTOR", ben: "MENTEE" });
  const { db } = api.platform;
  await db.update(users).set({ name: "Mary\u00A0Ann", foldVersion: 0 }).where(eq(users.id, "ben"));
  const { lines, logger, done } = listen();
  const stop = upgradeInBackground(api.platform, logger);
  await done;
  await stop();
  expect(lines[0]).toEqual([{ rows: "names", done: 2 }, "stored rows are up to date"]);
  const [ben] = await db.select().from(users).where(eq(users.id, "ben"));
  expect(ben).toMatchObject({ name: "Mary Ann", foldedName: "mary ann" });
});

test("a stop only waits for the current batch", async () => {
  await using api = await createTestApi();
  const { lines, logger } = listen();
  await upgradeInBackground(api.platform, logger)();
  expect(lines).toEqual([]);
});
