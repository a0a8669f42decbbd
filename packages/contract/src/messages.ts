import * as z from "zod";
import {
  conversationIdSchema,
  messageIdSchema,
  pageLimitSchema,
  readSeqSchema,
  seqSchema,
  timeSchema,
  userIdSchema,
} from "./ids.ts";
import { canonicalEmoji } from "./emoji.ts";
import { fileIdSchema, messageFileSchema } from "./files.ts";
import { limits } from "./limits.ts";
import { textProblems } from "./text-rules.ts";
import { bodySchema, captionSchema, searchTextSchema, textSchema } from "./text.ts";

/** A reaction: its emoji and the users who chose it, ordered by id. */
export const reactionSchema = z.object({ emoji: z.string(), userIds: z.array(userIdSchema) });
export type Reaction = z.infer<typeof reactionSchema>;

/**
 * A message as every participant of its conversation sees it. `body` is null once it is deleted, and empty if the message
 * consists of files only.
 */
export const messageSchema = z.object({
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  seq: seqSchema,
  senderId: userIdSchema,
  body: z.string().nullable(),
  /** `seq` of the message that this one answers; its text is never copied. */
  replyToSeq: seqSchema.nullable(),
  /** The mentioned users, ordered by id; empty once it is deleted. Clients show their current names. */
  mentions: z.array(userIdSchema),
  reactions: z.array(reactionSchema),
  /** In the order in which they were sent; absent if there are none, and once it is deleted. */
  files: z.array(messageFileSchema).min(1).max(limits.filesMax).exactOptional(),
  version: z.int().min(1),
  createdAt: timeSchema,
  editedAt: timeSchema.nullable(),
  deletedAt: timeSchema.nullable(),
});
export type Message = z.infer<typeof messageSchema>;

/** Participants of the conversation, by id. Duplicates are ignored, and there is no "everyone". */
const mentionsSchema = z.array(userIdSchema).max(limits.mentionsMax);

/** A message to write now or later. */
export const writtenMessageInput = z.strictObject({
  conversationId: conversationIdSchema,
  id: messageIdSchema,
  body: captionSchema,
  replyToSeq: seqSchema.nullish(),
  mentions: mentionsSchema.optional(),
  files: z.array(fileIdSchema).min(1).max(limits.filesMax).optional(),
});

type Content = Pick<z.output<typeof writtenMessageInput>, "body" | "files">;

/** For `refine`: a message has a text or files. */
export const hasContent: [(message: Content) => boolean, { path: string[]; error: string }] = [
  ({ body, files }) => body !== "" || files !== undefined,
  { path: ["body"], error: textProblems.blank },
];

/**
 * `id` is created by the client. Sending it again with the same body is safe and changes nothing. With `files`, which
 * `files.finish` has returned as ready, the body may be empty.
 */
export const sendMessageInput = writtenMessageInput.refine(...hasContent);
export type SendMessageInput = z.infer<typeof sendMessageInput>;

/** `deduplicated`: this id had been sent before, and `message` is what was stored then. */
export const sentMessageSchema = z.object({ message: messageSchema, deduplicated: z.boolean() });
export type SentMessage = z.infer<typeof sentMessageSchema>;

/**
 * A message of a `SYSTEM` or `BOT` user, sent by the host platform. The server creates its id from `idempotencyKey`,
 * which is the sender's own: sending it again with the same body is safe and changes nothing.
 */
export const sendAsInput = z.strictObject({
  senderId: userIdSchema,
  /** A user, with whom the direct conversation is opened if needed, or a conversation of the sender. */
  to: z.union(
    [
      z.strictObject({ userId: userIdSchema }),
      z.strictObject({ conversationId: conversationIdSchema }),
    ],
    { error: 'is neither {"userId": "…"} nor {"conversationId": "…"}' },
  ),
  body: bodySchema,
  idempotencyKey: textSchema(limits.idempotencyKeyMax),
  replyToSeq: seqSchema.nullish(),
  mentions: mentionsSchema.optional(),
});
export type SendAsInput = z.infer<typeof sendAsInput>;

/**
 * Which page of history: the newest, one before, after or around a `seq`, or (`unread`) the one with the first unread
 * message, which is the newest if it contains that message or if nothing is unread.
 */
export const listMessagesInput = z.strictObject({
  conversationId: conversationIdSchema,
  at: z
    .discriminatedUnion("from", [
      z.strictObject({ from: z.literal("end") }),
      z.strictObject({ from: z.literal("before"), seq: seqSchema }),
      z.strictObject({ from: z.literal("after"), seq: readSeqSchema }),
      z.strictObject({ from: z.literal("around"), seq: seqSchema }),
      z.strictObject({ from: z.literal("unread") }),
    ])
    .default({ from: "end" }),
  limit: pageLimitSchema,
});
export type ListMessagesInput = z.input<typeof listMessagesInput>;

/** Messages ordered by `seq`, without a gap. */
export const messagePageSchema = z.object({
  messages: z.array(messageSchema),
  hasOlder: z.boolean(),
  hasNewer: z.boolean(),
});
export type MessagePage = z.infer<typeof messagePageSchema>;

/**
 * Everything up to and including `seq` was seen. It never moves back; a repeat changes nothing. `keepsMark`: the reader
 * marked the conversation as unread, and the mark stays.
 */
export const markReadInput = z.strictObject({
  conversationId: conversationIdSchema,
  seq: seqSchema,
  keepsMark: z.boolean().optional(),
});
export type MarkReadInput = z.infer<typeof markReadInput>;

/** The caller's read position in a conversation, and what is unread after it. */
export const readStateSchema = z.object({
  conversationId: conversationIdSchema,
  readSeq: readSeqSchema,
  unread: z.int().min(0),
});
export type ReadState = z.infer<typeof readStateSchema>;

const place = { conversationId: conversationIdSchema, seq: seqSchema };

/**
 * `expectedVersion` is the version that the author saw; any other is a `version_conflict`. Without `mentions` those of
 * that version stay.
 */
export const editMessageInput = z.strictObject({
  ...place,
  /** Empty only if the message has files. */
  body: captionSchema,
  mentions: mentionsSchema.optional(),
  expectedVersion: z.int().min(1),
});
export type EditMessageInput = z.infer<typeof editMessageInput>;

/** An author needs no reason; an ADMIN who deletes another user's message does. */
export const deleteMessageInput = z.strictObject({
  ...place,
  reason: textSchema(limits.reasonMax).optional(),
});
export type DeleteMessageInput = z.infer<typeof deleteMessageInput>;

/** One emoji, including joiners, skin tones, flags and keycaps, with any selectors; see `canonicalEmoji`. */
export const emojiSchema = z
  .string()
  .max(limits.emojiMax * 2)
  .overwrite(canonicalEmoji)
  .regex(/^(?:\p{RGI_Emoji}|[\p{Emoji}--[0-9#*\p{RI}]]\uFE0F?)$/v, { error: "is not one emoji" });

/** A message, and the emoji of a reaction to it. */
export const reactionInput = z.strictObject({ ...place, emoji: emojiSchema });
export type ReactionInput = z.infer<typeof reactionInput>;

/** The last hit of a page; the next page starts after it. */
export const searchCursorSchema = z.strictObject({
  createdAt: timeSchema,
  conversationId: conversationIdSchema,
  seq: seqSchema,
});

/**
 * Every word of `text` has to occur, also inside words, ignoring case and accents. Without a text the filters decide; one
 * of them is needed.
 */
export const searchMessagesInput = z
  .strictObject({
    text: searchTextSchema.optional(),
    conversationId: conversationIdSchema.optional(),
    /** Only messages of this user. One whom the caller does not share a conversation with has none. */
    senderId: userIdSchema.optional(),
    /** Only messages from this time on. */
    after: timeSchema.optional(),
    /** Only messages before this time. */
    before: timeSchema.optional(),
    /** Only messages with a web address. `false` is the same as nothing. */
    hasLink: z.boolean().optional(),
    cursor: searchCursorSchema.nullish(),
    limit: pageLimitSchema,
    direction: z.literal("forward").optional(),
  })
  .refine(({ after, before }) => after === undefined || before === undefined || after < before, {
    path: ["before"],
    error: "is not later than `after`",
  })
  .refine(
    ({ text, senderId, after, before, hasLink = false }) =>
      hasLink || [text, senderId, after, before].some((filter) => filter !== undefined),
    { path: ["text"], error: "is needed without `senderId`, `after`, `before` or `hasLink`" },
  );
export type SearchMessagesInput = z.input<typeof searchMessagesInput>;

/** A found message; `snippet` is its text around the first hit, in parts of which some are hits. */
export const searchHitSchema = z.object({
  message: messageSchema,
  snippet: z.array(z.object({ text: z.string(), isHit: z.boolean() })),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

/** Newest first. */
export const searchPageSchema = z.object({
  hits: z.array(searchHitSchema),
  nextCursor: searchCursorSchema.nullable(),
});
export type SearchPage = z.infer<typeof searchPageSchema>;

/** Where the page of mentions begins. */
export const listMentionsInput = z
  .strictObject({
    cursor: searchCursorSchema.nullish(),
    limit: pageLimitSchema,
    direction: z.literal("forward").optional(),
  })
  .prefault({});
export type ListMentionsInput = z.input<typeof listMentionsInput>;

/** Messages that mention the caller, newest first. */
export const mentionsPageSchema = z.object({
  messages: z.array(messageSchema),
  nextCursor: searchCursorSchema.nullable(),
});
export type MentionsPage = z.infer<typeof mentionsPageSchema>;

/** Which messages with links of a conversation: those before a `seq`, or the newest. */
export const listLinksInput = z.strictObject({
  conversationId: conversationIdSchema,
  before: seqSchema.nullish(),
  limit: pageLimitSchema,
});
export type ListLinksInput = z.input<typeof listLinksInput>;

/**
 * Messages that contain web addresses, newest first. A page is found among a bounded number of messages, so it may have
 * fewer than asked for, or none, although there are more.
 */
export const linksPageSchema = z.object({
  messages: z.array(messageSchema),
  /** Where the next page begins; null if every message was looked at. */
  nextBefore: seqSchema.nullable(),
});
export type LinksPage = z.infer<typeof linksPageSchema>;
/** A pinned message of a conversation: who pinned it, and when. All who can see the message see the pin. */
export const pinSchema = z.object({ seq: seqSchema, userId: userIdSchema, at: timeSchema });
export type Pin = z.infer<typeof pinSchema>;

/** Names a message by its place. */
export const messagePlaceInput = z.strictObject(place);
export type MessagePlaceInput = z.infer<typeof messagePlaceInput>;

/** The pins of a conversation that the caller can see, the newest first. */
export const pinsSchema = z.object({
  conversationId: conversationIdSchema,
  pins: z.array(pinSchema).max(limits.pinsMax),
});
export type Pins = z.infer<typeof pinsSchema>;

/** The pinned messages of a conversation, in the order of its pins. */
export const pinnedMessagesSchema = z.object({ messages: z.array(messageSchema) });
export type PinnedMessages = z.infer<typeof pinnedMessagesSchema>;

/** Saves a message for the caller alone. An omitted note stays as it is; null removes it. */
export const saveMessageInput = z.strictObject({
  ...place,
  note: textSchema(limits.noteMax).nullish(),
});
export type SaveMessageInput = z.infer<typeof saveMessageInput>;

/** `seq` of the messages of a conversation that the caller has saved, ascending. */
export const savedSeqsSchema = z.object({
  conversationId: conversationIdSchema,
  savedSeqs: z.array(seqSchema),
});
export type SavedSeqs = z.infer<typeof savedSeqsSchema>;

/** A message that the caller has saved. Its `body` is null if it was deleted since. */
export const savedMessageSchema = z.object({
  message: messageSchema,
  note: z.string().nullable(),
  savedAt: timeSchema,
});
export type SavedMessage = z.infer<typeof savedMessageSchema>;

/** The last saved message of a page; the next page starts after it. */
export const savedCursorSchema = z.strictObject({
  savedAt: timeSchema,
  conversationId: conversationIdSchema,
  seq: seqSchema,
});

/** Where the page of saved messages begins. */
export const listSavedInput = z
  .strictObject({
    cursor: savedCursorSchema.nullish(),
    limit: pageLimitSchema,
    direction: z.literal("forward").optional(),
  })
  .prefault({});
export type ListSavedInput = z.input<typeof listSavedInput>;

/** Saved messages, the last saved first. */
export const savedPageSchema = z.object({
  saved: z.array(savedMessageSchema),
  nextCursor: savedCursorSchema.nullable(),
});
export type SavedPage = z.infer<typeof savedPageSchema>;
