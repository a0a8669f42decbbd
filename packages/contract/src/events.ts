import * as z from "zod";
import { conversationDetailSchema } from "./conversations.ts";
import { conversationIdSchema, readSeqSchema, streamCursorSchema, userIdSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { messageSchema } from "./messages.ts";
import { presenceSchema } from "./people.ts";

/**
 * Everything that durably happens to a person. Each has a number in that person's stream, dense and in
 * commit order. What an event carries is as new as the moment it is delivered, never older than the event.
 */
export const streamEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("message.created"), message: messageSchema }),
  z.object({ type: z.literal("conversation.opened"), conversation: conversationDetailSchema }),
  /**
   * Somebody read up to `readSeq`. Where that is the receiver, `unread` is their new count; it covers the
   * messages up to `upToSeq`, and those above it are still to be added. Null where somebody else read.
   */
  z.object({
    type: z.literal("conversation.read"),
    conversationId: conversationIdSchema,
    userId: userIdSchema,
    readSeq: readSeqSchema,
    unread: z
      .object({ count: z.int().min(0).max(limits.unreadMax), upToSeq: readSeqSchema })
      .nullable(),
  }),
  /** The log no longer reaches back to the cursor: fetch again, and go on from this event's number. */
  z.object({ type: z.literal("resync") }),
]);
export type StreamEvent = z.infer<typeof streamEventSchema>;
export type StreamEventType = StreamEvent["type"];

/** What is true only now: not stored, not numbered, dropped under pressure. */
export const signalSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("typing"),
    conversationId: conversationIdSchema,
    userId: userIdSchema,
    typing: z.boolean(),
  }),
  z.object({ type: z.literal("presence"), presence: presenceSchema }),
]);
export type Signal = z.infer<typeof signalSchema>;

/** tRPC adds the id of the last event that the client saw. Without one the stream begins with `resync`. */
export const streamInput = z.strictObject({ lastEventId: streamCursorSchema.nullish() });
export type StreamInput = z.infer<typeof streamInput>;

export const setTypingInput = z.strictObject({
  conversationId: conversationIdSchema,
  typing: z.boolean(),
});
export type SetTypingInput = z.infer<typeof setTypingInput>;
