import { users } from "@parley/db/schema";
import { eq } from "drizzle-orm";
import type { Platform } from "../context.ts";

/** Refuses every token of a user that was issued before now, and ends their open sockets. */
export async function revokeTokens(
  { db, bus, clock }: Pick<Platform, "db" | "bus" | "clock">,
  userId: string,
): Promise<void> {
  // A session that began in this millisecond ends, too.
  const tokensValidAfter = new Date(clock.now().getTime() + 1);
  await db.update(users).set({ tokensValidAfter }).where(eq(users.id, userId));
  bus.authority(userId);
}
