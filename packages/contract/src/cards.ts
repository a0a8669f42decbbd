import * as z from "zod";
import {
  conversationIdSchema,
  messageIdSchema,
  seqSchema,
  timeSchema,
  userIdSchema,
} from "./ids.ts";
import { limits } from "./limits.ts";
import { textSchema } from "./text.ts";

/** A date of the calendar, "2026-12-04". */
export const calendarDateSchema = z.iso.date({ error: "is not a date, such as 2026-12-04" });

const itemState = z.enum(["open", "done", "removed"]);

/**
 * An action item of a conversation: what one of its users has agreed to do.
 *
 * A shared one has a card: the message with the same id, whose text says the same in words. One with no `seq` is private:
 * only its creator, who is its owner, sees it.
 */
export const actionItemSchema = z.object({
  kind: z.literal("action_item"),
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  /** `seq` of its card; null if it is private. */
  seq: seqSchema.nullable(),
  creatorId: userIdSchema,
  /** Who is to do it. They may have left since: then it has no owner, and others may take it. */
  ownerId: userIdSchema,
  text: z.string(),
  /** The date by which it is to be done, by the owner's clock. */
  dueOn: z.string().nullable(),
  /** `removed`: only its card shows it, and it can be restored. */
  state: itemState,
  /** `seq` of the message that it was made of. */
  sourceSeq: seqSchema.nullable(),
  version: z.int().min(1),
  /** Of the last change. */
  changedAt: timeSchema,
});
export type ActionItem = z.infer<typeof actionItemSchema>;

/** A thing that messages refer to: its card shows the thing as it is now. */
export const cardSchema = z.discriminatedUnion("kind", [actionItemSchema]);
export type Card = z.infer<typeof cardSchema>;

/** The things of a conversation that the caller can see: the open ones, and the latest of the others. */
export const cardsSchema = z.object({ cards: z.array(cardSchema).max(limits.cardsMax) });
export type Cards = z.infer<typeof cardsSchema>;

/** `id` is created by the client, and is that of the card. Sending the same again is safe and changes nothing. */
export const createItemInput = z.strictObject({
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  text: textSchema(limits.itemTextMax),
  /** The caller, if omitted. */
  ownerId: userIdSchema.optional(),
  dueOn: calendarDateSchema.nullish(),
  /** Whether the others see it, as a card among the messages. */
  isShared: z.boolean(),
  sourceSeq: seqSchema.nullish(),
});
export type CreateItemInput = z.infer<typeof createItemInput>;

/** What changes; omitted fields stay. Only the creator can change the text. */
export const changeItemInput = z.strictObject({
  itemId: messageIdSchema,
  text: textSchema(limits.itemTextMax).optional(),
  ownerId: userIdSchema.optional(),
  dueOn: calendarDateSchema.nullish(),
  state: itemState.optional(),
});
export type ChangeItemInput = z.infer<typeof changeItemInput>;
