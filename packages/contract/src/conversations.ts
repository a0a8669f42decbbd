import * as z from "zod";
import {
  conversationIdSchema,
  groupIdSchema,
  pageLimitSchema,
  readSeqSchema,
  seqSchema,
  timeSchema,
  userIdSchema,
} from "./ids.ts";
import { explanationSchema } from "./contacts.ts";
import { limits } from "./limits.ts";
import { messageSchema, pinsSchema, savedSeqsSchema } from "./messages.ts";
import { personSchema } from "./people.ts";

/** The other side of a conversation. */
export const counterpartSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("direct"), person: personSchema }),
  z.object({ kind: z.literal("group"), groupId: groupIdSchema, name: z.string() }),
]);
export type Counterpart = z.infer<typeof counterpartSchema>;

/**
 * Why the caller cannot write in a conversation, as far as they may know.
 *
 * - `left`: they are no longer in the group; `since` is when they left.
 * - `archived`: the group was archived; `since` is when, if known.
 * - `blocked`: they block the other user; `since` is when they did.
 * - `unconnected`: neither of the two reaches the other any more.
 * - `no_replies`: the other user is a `SYSTEM` user, to whom no one can write.
 * - `unavailable`: the other user cannot be written to. Whether their account is closed or they block the caller is not
 *   revealed (POL-7).
 */
export const unwritableReasonSchema = z.enum([
  "left",
  "archived",
  "blocked",
  "unconnected",
  "no_replies",
  "unavailable",
]);
export type UnwritableReason = z.infer<typeof unwritableReasonSchema>;

/**
 * Whether `messages.send` accepts a message of the caller. It does not reveal a block that the policy reveals only on
 * an attempt: the refused attempt does.
 */
export const writableSchema = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    reason: unwritableReasonSchema,
    since: timeSchema.nullable(),
  }),
]);
export type Writable = z.infer<typeof writableSchema>;

/** A row of the caller's conversation list. */
export const conversationSchema = z.object({
  id: conversationIdSchema,
  with: counterpartSchema,
  state: z.enum(["open", "readonly"]),
  /** Whether the caller can write in it, and if not, why. */
  writable: writableSchema,
  /** `seq` of the newest message; `unread` counts up to it. */
  lastSeq: readSeqSchema,
  lastMessage: messageSchema.nullable(),
  /** Sort key of the list: the last message's time, or the conversation's own while it is empty. */
  activeAt: timeSchema,
  /** The caller's own read position. */
  readSeq: readSeqSchema,
  unread: z.int().min(0).max(limits.unreadMax),
  /** `seq` of the unread messages that mention the caller, ascending; only the newest if there are too many. */
  mentionSeqs: z.array(seqSchema).max(limits.unreadMax),
  /** The caller marked it as unread; reading or writing clears the mark. */
  markedUnread: z.boolean(),
  mutedUntil: timeSchema.nullable(),
  pinned: z.boolean(),
  archived: z.boolean(),
});
export type Conversation = z.infer<typeof conversationSchema>;

/** A participant. `readSeq` is null if that user does not share it. */
export const memberSchema = z.object({ person: personSchema, readSeq: readSeqSchema.nullable() });
export type Member = z.infer<typeof memberSchema>;

/** A user joined a group's conversation, or left it, after the message at `afterSeq`. */
export const membershipChangeSchema = z.object({
  type: z.enum(["joined", "left"]),
  person: personSchema,
  afterSeq: seqSchema,
  at: timeSchema,
});
export type MembershipChange = z.infer<typeof membershipChangeSchema>;

/** One conversation with all its participants, the caller included. */
export const conversationDetailSchema = conversationSchema.extend({
  /** Ordered by id; the client sorts them for display. */
  members: z.array(memberSchema),
  /** Who joined and left since the first message, as far as the caller may see: the newest changes, oldest first. */
  membershipChanges: z.array(membershipChangeSchema).max(limits.membershipChangesMax),
  pins: pinsSchema.shape.pins,
  savedSeqs: savedSeqsSchema.shape.savedSeqs,
});
export type ConversationDetail = z.infer<typeof conversationDetailSchema>;

/** The user with whom the caller has, or begins, a direct conversation. */
export const openConversationInput = z.strictObject({ userId: userIdSchema });
export type OpenConversationInput = z.infer<typeof openConversationInput>;

/** Names a conversation of the caller. */
export const conversationInput = z.strictObject({ conversationId: conversationIdSchema });
export type ConversationInput = z.infer<typeof conversationInput>;

/** How long a user usually takes to answer: up to an hour, six hours, a day, or longer. */
export const responseTimeSchema = z.enum(["hour", "hours", "day", "days"]);
export type ResponseTime = z.infer<typeof responseTimeSchema>;

/** A member of a group, as another member may know of them. */
export const groupMemberSchema = z.object({
  userId: userIdSchema,
  /** When they joined, the last time if they did so several times. */
  since: timeSchema,
  /** Whether the caller may write to them in a direct conversation. False for the caller. */
  canMessage: z.boolean(),
});
export type GroupMember = z.infer<typeof groupMemberSchema>;

/** What the caller may know of the other user of a direct conversation, or of the members of a group. */
export const aboutConversationSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("direct"),
    /** Why the caller can or cannot write to the other user. `reasons` names the groups that both share. */
    explanation: explanationSchema,
    /** Since when a shared group or the caller's own adding connects the two; null if neither does. */
    since: timeSchema.nullable(),
    /** The other user's time zone. Null if they do not share it, or the caller cannot write to them. */
    timeZone: z.string().nullable(),
    /**
     * Computed from this conversation alone. Null if the other user does not share it, if they answered fewer than
     * five times, or if the caller cannot write to them.
     */
    responseTime: responseTimeSchema.nullable(),
  }),
  z.object({
    kind: z.literal("group"),
    /** Null for a former member. */
    mentorId: userIdSchema.nullable(),
    /** The present members, ordered by id; none for a former member. */
    members: z.array(groupMemberSchema),
  }),
]);
export type AboutConversation = z.infer<typeof aboutConversationSchema>;

/** The caller's own preferences for a conversation. Omitted fields stay unchanged. */
export const setPreferencesInput = z.strictObject({
  conversationId: conversationIdSchema,
  mutedUntil: timeSchema.nullable().optional(),
  pinned: z.boolean().optional(),
  archived: z.boolean().optional(),
});
export type SetPreferencesInput = z.infer<typeof setPreferencesInput>;

/** The last row of a page; the next page starts after it. */
export const conversationCursorSchema = z.strictObject({
  activeAt: timeSchema,
  id: conversationIdSchema,
});
export type ConversationCursor = z.infer<typeof conversationCursorSchema>;

/** `all` excludes archived conversations; `unread` and `pinned` are subsets of it. */
export const conversationFilterSchema = z.enum(["all", "unread", "pinned", "archived"]);
export type ConversationFilter = z.infer<typeof conversationFilterSchema>;

/** Which conversations, and where the page begins. */
export const listConversationsInput = z
  .strictObject({
    cursor: conversationCursorSchema.nullish(),
    limit: pageLimitSchema,
    filter: conversationFilterSchema.default("all"),
    /** Added by tRPC's infinite queries; a list has one direction only. */
    direction: z.literal("forward").optional(),
  })
  .prefault({});
export type ListConversationsInput = z.input<typeof listConversationsInput>;

/** Conversations, the most recently active first. */
export const conversationPageSchema = z.object({
  conversations: z.array(conversationSchema),
  nextCursor: conversationCursorSchema.nullable(),
});
export type ConversationPage = z.infer<typeof conversationPageSchema>;
