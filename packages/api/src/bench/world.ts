import type { Database } from "@parley/db/database";
import { withSession } from "@parley/db/session";
import { appRouter } from "../app-router.ts";
import type { Platform, UserSession } from "../domain/context.ts";
import { createTestClock } from "../testing/clock.ts";
import { createCallerFactory } from "../trpc.ts";

const createCaller = createCallerFactory(appRouter);

const clock = createTestClock(new Date());

export const sessionOf = (userId: string): UserSession => ({
  kind: "user",
  userId,
  issuedAt: clock.now(),
  expiresAt: new Date(clock.now().getTime() + 86_400_000),
});

/** The procedures called as one user in this process, with the account check and output validation. */
export const callerOf = (platform: Platform, userId: string) =>
  createCaller({ ...platform, requestId: "bench", session: sessionOf(userId) });

/** Runs statements sequentially, without a timeout. */
export const run = (db: Database, statements: readonly string[]): Promise<void> =>
  withSession(db, async ({ client }) => {
    for (const statement of statements) await client.query(statement);
  });

/** The id of a conversation, as the seeding statements create it. */
export const conversationId = (at: number): string =>
  `01900000-0000-7000-8000-${at.toString(16).padStart(12, "0")}`;

export const conversationSql = (at: string): string =>
  `('01900000-0000-7000-8000-' || lpad(to_hex(${at}), 12, '0'))::uuid`;
