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
import { bodySchema } from "./text.ts";

/** A message as every member of its conversation sees it. `body` is null once it is deleted. */
export const messageSchema = z.object({
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  seq: seqSchema,
  senderId: userIdSchema,
  body: z.string().nullable(),
  version: z.int().min(1),
  createdAt: timeSchema,
  editedAt: timeSchema.nullable(),
  deletedAt: timeSchema.nullable(),
});
export type Message = z.infer<typeof messageSchema>;

/** `id` is made by the client. Sending it again with the same body is safe and changes nothing. */
export const sendMessageInput = z.strictObject({
  conversationId: conversationIdSchema,
  id: messageIdSchema,
  body: bodySchema,
});
export type SendMessageInput = z.infer<typeof sendMessageInput>;

/** `deduplicated` says that this id had been sent before, and `message` is what was stored then. */
export const sentMessageSchema = z.object({ message: messageSchema, deduplicated: z.boolean() });
export type SentMessage = z.infer<typeof sentMessageSchema>;

/** Where a page of history lies: the newest, or beside or around a known place. */
export const listMessagesInput = z.strictObject({
  conversationId: conversationIdSchema,
  at: z
    .discriminatedUnion("from", [
      z.strictObject({ from: z.literal("end") }),
      z.strictObject({ from: z.literal("before"), seq: seqSchema }),
      z.strictObject({ from: z.literal("after"), seq: readSeqSchema }),
      z.strictObject({ from: z.literal("around"), seq: seqSchema }),
    ])
    .default({ from: "end" }),
  limit: pageLimitSchema,
});
export type ListMessagesInput = z.input<typeof listMessagesInput>;

/** Messages in order of `seq`, without a gap. */
export const messagePageSchema = z.object({
  messages: z.array(messageSchema),
  hasOlder: z.boolean(),
  hasNewer: z.boolean(),
});
export type MessagePage = z.infer<typeof messagePageSchema>;

/** Everything up to and including `seq` was seen. Never moves back; a repeat changes nothing. */
export const markReadInput = z.strictObject({
  conversationId: conversationIdSchema,
  seq: seqSchema,
});
export type MarkReadInput = z.infer<typeof markReadInput>;

export const readStateSchema = z.object({
  conversationId: conversationIdSchema,
  readSeq: readSeqSchema,
  unread: z.int().min(0),
});
export type ReadState = z.infer<typeof readStateSchema>;
