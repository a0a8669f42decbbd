import * as z from "zod";
import { cardSchema } from "./cards.ts";
import { blockedPersonSchema, contactSchema } from "./contacts.ts";
import { conversationDetailSchema } from "./conversations.ts";
import { groupSchema } from "./groups.ts";
import {
  conversationIdSchema,
  groupIdSchema,
  messageIdSchema,
  readSeqSchema,
  streamCursorSchema,
  userIdSchema,
} from "./ids.ts";
import { limits } from "./limits.ts";
import { messageSchema, pinsSchema, savedSeqsSchema } from "./messages.ts";
import { meSchema, personSchema, presenceSchema } from "./people.ts";
import { draftSchema, scheduledMessageSchema, templateSchema } from "./writing.ts";

/** A count of unread messages that covers those up to `upToSeq`. */
const unreadSchema = z.object({
  count: z.int().min(0).max(limits.unreadMax),
  upToSeq: readSeqSchema,
});

/**
 * Everything that durably happens to a user. Each event has a number in that user's stream, dense and in commit order.
 * An event's content is read at delivery, so it is never older than the event.
 */
export const streamEventSchema = z.discriminatedUnion("type", [
  /** A message was sent in a conversation of the recipient, also by themselves. */
  z.object({ type: z.literal("message.created"), message: messageSchema }),
  /** `mentionsYou`: this edit mentions the recipient, and no earlier version did. */
  z.object({
    type: z.literal("message.edited"),
    message: messageSchema,
    mentionsYou: z.literal(true).optional(),
  }),
  /** The message is a tombstone now. `unread` is the recipient's new count, as in `conversation.read`. */
  z.object({ type: z.literal("message.deleted"), message: messageSchema, unread: unreadSchema }),
  /** The reactions of the message changed; it carries all of them. */
  z.object({ type: z.literal("message.reacted"), message: messageSchema }),
  /** The pinned messages of the conversation changed; it carries all pins that the recipient can see. */
  z.object({ type: z.literal("message.pinned"), ...pinsSchema.shape }),
  /** The recipient saved a message, changed its note, or removed it from the saved ones. */
  z.object({ type: z.literal("message.saved"), ...savedSeqsSchema.shape }),
  /** The recipient has written a message to be sent later, has changed one, or one was returned. */
  z.object({ type: z.literal("message.scheduled"), scheduled: scheduledMessageSchema }),
  /** A message of the recipient is no longer to be sent later: it was sent or canceled. */
  z.object({ type: z.literal("message.unscheduled"), id: messageIdSchema }),
  /** The recipient has a new template, or has changed one. */
  z.object({ type: z.literal("template.saved"), template: templateSchema }),
  /** The recipient has removed a template. */
  z.object({ type: z.literal("template.removed"), id: messageIdSchema }),
  /** The recipient has changed, sent or cleared a draft. */
  z.object({ type: z.literal("draft.saved"), draft: draftSchema }),
  /** An action item of a conversation, as it is now. */
  z.object({ type: z.literal("card.changed"), card: cardSchema }),
  /**
   * A report of the recipient, or one that they see as an ADMIN, is new (`version` 1), was added to, or was decided.
   * `reports.mine` and `reports.get` return it.
   */
  z.object({
    type: z.literal("report.changed"),
    reportId: messageIdSchema,
    version: z.int().min(1),
    /** Whether it is the recipient's own. */
    isOwn: z.boolean(),
    isUrgent: z.boolean(),
  }),
  /** The conversation is in the recipient's list from now on. */
  z.object({ type: z.literal("conversation.opened"), conversation: conversationDetailSchema }),
  /** Its state, its members or the recipient's own preferences changed. */
  z.object({ type: z.literal("conversation.updated"), conversation: conversationDetailSchema }),
  /** The recipient deleted it from their list; a new message restores it. */
  z.object({ type: z.literal("conversation.closed"), conversationId: conversationIdSchema }),
  /**
   * A user read up to `readSeq`. If that is the recipient, `unread` is their new count of messages up to `upToSeq`;
   * messages after it are not counted yet. Null if another user read. `keepsMark`: the recipient read on, and the
   * conversation stays marked as unread.
   */
  z.object({
    type: z.literal("conversation.read"),
    conversationId: conversationIdSchema,
    userId: userIdSchema,
    readSeq: readSeqSchema,
    unread: unreadSchema.nullable(),
    keepsMark: z.literal(true).optional(),
  }),
  /** These users are contacts now, or their kind or reasons changed. */
  z.object({ type: z.literal("contact.added"), contacts: z.array(contactSchema) }),
  /** These users are no contacts any more. */
  z.object({ type: z.literal("contact.removed"), userIds: z.array(userIdSchema) }),
  /** The recipient blocked a user. */
  z.object({ type: z.literal("contact.blocked"), blocked: blockedPersonSchema }),
  /** The recipient ended a block. */
  z.object({ type: z.literal("contact.unblocked"), userId: userIdSchema }),
  /** A group of the recipient as it is now, or null if the recipient is no longer in it. */
  z.object({
    type: z.literal("group.updated"),
    groupId: groupIdSchema,
    group: groupSchema.nullable(),
  }),
  /** A user whom the recipient sees has another name, picture or role. `me` if that is the recipient. */
  z.object({
    type: z.literal("user.updated"),
    person: personSchema,
    me: meSchema.omit({ cursor: true }).nullable(),
  }),
  /** The log no longer contains the events after the cursor: fetch again, and continue after this event's number. */
  z.object({ type: z.literal("resync") }),
]);
export type StreamEvent = z.infer<typeof streamEventSchema>;
/** The `type` of an event. */
export type StreamEventType = StreamEvent["type"];
/** The event of one type. */
export type EventOf<Type extends StreamEventType> = Extract<StreamEvent, { type: Type }>;

/** Transient state: not stored, not numbered, dropped under backpressure. */
export const signalSchema = z.discriminatedUnion("type", [
  /** A user began or stopped typing. Without a repeat it expires after 8 seconds. */
  z.object({
    type: z.literal("typing"),
    conversationId: conversationIdSchema,
    userId: userIdSchema,
    typing: z.boolean(),
  }),
  /** A contact came online or went offline. */
  z.object({ type: z.literal("presence"), presence: presenceSchema }),
]);
export type Signal = z.infer<typeof signalSchema>;

/** tRPC adds the id of the last event that the client received. Without one the stream begins with `resync`. */
export const streamInput = z
  .strictObject({ lastEventId: streamCursorSchema.nullish() })
  .prefault({});
export type StreamInput = z.infer<typeof streamInput>;

/** Whether the caller is typing in a conversation. */
export const setTypingInput = z.strictObject({
  conversationId: conversationIdSchema,
  typing: z.boolean(),
});
export type SetTypingInput = z.infer<typeof setTypingInput>;
