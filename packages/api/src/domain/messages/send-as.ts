import type { sendAsInput, SentMessage } from "@parley/contract/messages";
import type { Executor } from "@parley/db/database";
import { users } from "@parley/db/schema";
import { derivedUuid } from "@parley/db/uuid-at";
import { eq } from "drizzle-orm";
import type * as z from "zod";
import type { Call, Platform } from "../context.ts";
import { DomainError, invalidInput, orNotFound } from "../errors.ts";
import { decide } from "../policy/decide.ts";
import { loadRelations } from "../policy/load-relations.ts";
import { shareRelationsLock } from "../relations/lock-relations.ts";
import { createPair, findPair, pairOf } from "../relations/pair.ts";

type Input = z.output<typeof sendAsInput>;

/** A person writes with a token of their own: the host platform cannot put words into their mouth. */
async function requireAutomated(db: Executor, senderId: string): Promise<void> {
  const { kind, status } = users;
  const [sender] = await db.select({ kind, status }).from(users).where(eq(users.id, senderId));
  if (sender === undefined) throw invalidInput("senderId", "is the id of no user");
  if (sender.kind === "PERSON")
    throw invalidInput("senderId", "is the id of a person, wanted a SYSTEM or BOT user");
  if (sender.status !== "active")
    throw invalidInput(
      "senderId",
      "is the id of a deactivated user: users.upsert brings them back",
    );
}

/** The direct conversation of a sender and another user, who may be strangers yet. It is listed for both from its first message on. */
export async function directConversation(
  { db, clock, policy }: Platform,
  { senderId, userId }: { senderId: string; userId: string },
): Promise<string> {
  if (userId === senderId) throw invalidInput("to.userId", "is the id of the sender");
  return db.transaction(async (tx) => {
    const existing = await findPair(tx, senderId, userId);
    if (existing !== undefined) return existing;
    await shareRelationsLock(tx);
    const relation = await loadRelations(tx, { fromId: senderId, toId: userId });
    if (relation === undefined) throw invalidInput("to.userId", "is the id of no user");
    if (!decide("open", relation, policy).allowed) throw new DomainError("contact_unavailable");
    await createPair(tx, pairOf(senderId, userId), clock.now());
    return orNotFound(await findPair(tx, senderId, userId));
  });
}

/**
 * Sends a message of a `SYSTEM` or `BOT` user for the host platform. The id of the message follows from the sender and
 * the key, so that a repeat is recognised as any other repeat of a client id is, also after a crash or concurrently.
 */
export async function sendAs({ ctx, input }: Call<Input, Platform>): Promise<SentMessage> {
  const { senderId, to, idempotencyKey, ...message } = input;
  await requireAutomated(ctx.db, senderId);
  const { deliveries, ...sent } = await ctx.sends.send({
    ...message,
    senderId,
    id: derivedUuid("messages.sendAs", senderId, idempotencyKey),
    conversationId:
      "conversationId" in to
        ? to.conversationId
        : await directConversation(ctx, { senderId, userId: to.userId }),
    issuedAt: null,
  });
  ctx.bus.deliver(deliveries);
  return sent;
}
