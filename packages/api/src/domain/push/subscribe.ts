import { createHash, ECDH, randomBytes, randomUUID } from "node:crypto";
import type { PushSubscription, SubscribePushInput } from "@parley/contract/push";
import { pushSubscriptions } from "@parley/db/schema";
import { and, desc, eq, inArray } from "drizzle-orm";
import type { Call, SignedInContext } from "../context.ts";
import { invalidInput } from "../errors.ts";

/** Of one user. */
const SUBSCRIPTIONS_MAX = 10;

/** What is stored of a secret. */
export const hashOfSecret = (secret: string): Buffer =>
  createHash("sha256").update(secret).digest();

/** Nothing could be encrypted for another key. */
function requirePublicKey(p256dh: string): void {
  try {
    ECDH.convertKey(p256dh, "prime256v1", "base64url");
  } catch {
    throw invalidInput("keys.p256dh", "is not a public key of P-256");
  }
}

/**
 * Subscribes the caller's browser, or replaces its subscription, also that of another user: a browser receives the push
 * messages of one user. The newest ten of a user remain.
 */
export async function subscribePush({
  ctx: { db, clock, actor, session },
  input: { endpoint, keys },
}: Call<SubscribePushInput, SignedInContext>): Promise<PushSubscription> {
  requirePublicKey(keys.p256dh);
  const secret = randomBytes(32).toString("base64url");
  const row = {
    id: randomUUID(),
    userId: actor.id,
    ...keys,
    secretHash: hashOfSecret(secret),
    webSessionId: session.webSessionId ?? null,
    sessionKey: session.sessionKey ?? null,
    issuedAt: session.issuedAt,
    createdAt: clock.now(),
    retryAt: null,
  };
  const { userId, createdAt } = pushSubscriptions;
  await db.transaction(async (tx) => {
    await tx
      .insert(pushSubscriptions)
      .values({ endpoint, ...row })
      .onConflictDoUpdate({ target: pushSubscriptions.endpoint, set: row });
    const excess = tx
      .select({ endpoint: pushSubscriptions.endpoint })
      .from(pushSubscriptions)
      .where(eq(userId, actor.id))
      .orderBy(desc(createdAt), desc(pushSubscriptions.endpoint))
      .offset(SUBSCRIPTIONS_MAX);
    await tx
      .delete(pushSubscriptions)
      .where(and(eq(userId, actor.id), inArray(pushSubscriptions.endpoint, excess)));
  });
  return { secret };
}
