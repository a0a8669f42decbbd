import * as z from "zod";
import { blockedPersonSchema, contactSchema } from "./contacts.ts";
import { conversationDetailSchema } from "./conversations.ts";
import { groupSchema } from "./groups.ts";
import {
  conversationIdSchema,
  groupIdSchema,
  readSeqSchema,
  streamCursorSchema,
  userIdSchema,
} from "./ids.ts";
import { limits } from "./limits.ts";
import { messageSchema } from "./messages.ts";
import { meSchema, personSchema, presenceSchema } from "./people.ts";

/** A count of unread messages that covers those up to `upToSeq`. */
const unreadSchema = z.object({
  count: z.int().min(0).max(limits.unreadMax),
  upToSeq: readSeqSchema,
});

/**
 * Everything that durably happens to a person. Each has a number in that person's stream, dense and in
 * commit order. What an event carries is as new as the moment it is delivered, never older than the event.
 */
export const streamEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("message.created"), message: messageSchema }),
  /** `mentionsYou`: this edit names the receiver, and no version before it did. */
  z.object({
    type: z.literal("message.edited"),
    message: messageSchema,
    mentionsYou: z.literal(true).optional(),
  }),
  /** The message is a tombstone now. `unread` is the receiver's new count, as in `conversation.read`. */
  z.object({ type: z.literal("message.deleted"), message: messageSchema, unread: unreadSchema }),
  z.object({ type: z.literal("message.reacted"), message: messageSchema }),
  /** The conversation is in the receiver's list from now on. */
  z.object({ type: z.literal("conversation.opened"), conversation: conversationDetailSchema }),
  /** Its state, members or the receiver's own preferences are other than before. */
  z.object({ type: z.literal("conversation.updated"), conversation: conversationDetailSchema }),
  /** The receiver deleted it from their list; a new message brings it back. */
  z.object({ type: z.literal("conversation.closed"), conversationId: conversationIdSchema }),
  /**
   * Somebody read up to `readSeq`. Where that is the receiver, `unread` is their new count; it covers the
   * messages up to `upToSeq`, and those above it are still to be added. Null where somebody else read.
   * `keepsMark`: the receiver read on, and the conversation stays marked as unread.
   */
  z.object({
    type: z.literal("conversation.read"),
    conversationId: conversationIdSchema,
    userId: userIdSchema,
    readSeq: readSeqSchema,
    unread: unreadSchema.nullable(),
    keepsMark: z.literal(true).optional(),
  }),
  /** These are contacts, or their kind or reasons changed. */
  z.object({ type: z.literal("contact.added"), contacts: z.array(contactSchema) }),
  z.object({ type: z.literal("contact.removed"), userIds: z.array(userIdSchema) }),
  z.object({ type: z.literal("contact.blocked"), blocked: blockedPersonSchema }),
  z.object({ type: z.literal("contact.unblocked"), userId: userIdSchema }),
  /** A group of the receiver as it is now, or null where the receiver is no longer in it. */
  z.object({
    type: z.literal("group.updated"),
    groupId: groupIdSchema,
    group: groupSchema.nullable(),
  }),
  /** Somebody whom the receiver sees has another name, picture or role. `me` where that is the receiver. */
  z.object({
    type: z.literal("user.updated"),
    person: personSchema,
    me: meSchema.omit({ cursor: true }).nullable(),
  }),
  /** The log no longer reaches back to the cursor: fetch again, and go on from this event's number. */
  z.object({ type: z.literal("resync") }),
]);
export type StreamEvent = z.infer<typeof streamEventSchema>;
export type StreamEventType = StreamEvent["type"];
/** The event of one type. */
export type EventOf<Type extends StreamEventType> = Extract<StreamEvent, { type: Type }>;

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
export const streamInput = z
  .strictObject({ lastEventId: streamCursorSchema.nullish() })
  .prefault({});
export type StreamInput = z.infer<typeof streamInput>;

export const setTypingInput = z.strictObject({
  conversationId: conversationIdSchema,
  typing: z.boolean(),
});
export type SetTypingInput = z.infer<typeof setTypingInput>;
