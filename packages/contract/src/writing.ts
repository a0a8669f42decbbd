import * as z from "zod";
import { errorReasons } from "./error-reasons.ts";
import {
  conversationIdSchema,
  messageIdSchema,
  seqSchema,
  timeSchema,
  userIdSchema,
} from "./ids.ts";
import { limits } from "./limits.ts";
import { messageFileSchema } from "./files.ts";
import { hasContent, writtenMessageInput } from "./messages.ts";
import { timeZoneSchema } from "./notifications.ts";
import { bodySchema, captionSchema, draftBodySchema, storableSchema, textSchema } from "./text.ts";

/** A date and a time of day as local clocks show them, "2026-03-30T09:00". */
export const localMomentSchema = z
  .string()
  .regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d$/, {
    error: "is not a local date and time, such as 2026-03-30T09:00",
  });

/**
 * When to send: a local time, and the zone whose clocks show it. A time that they skip is refused; one that they show
 * twice is the first of the two.
 */
export const sendAtSchema = z.strictObject({ local: localMomentSchema, timeZone: timeZoneSchema });
export type SendAt = z.infer<typeof sendAtSchema>;

/** A message that its author, who alone sees it, has written to be sent later. */
export const scheduledMessageSchema = z.object({
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  /** Empty if the message consists of files only. */
  body: z.string(),
  replyToSeq: seqSchema.nullable(),
  mentions: z.array(userIdSchema),
  /** In the order in which they will be sent; absent if there are none. */
  files: z.array(messageFileSchema).min(1).max(limits.filesMax).exactOptional(),
  sendAt: timeSchema,
  /** The zone in which the time was chosen. */
  timeZone: z.string(),
  /** `returned`: it could not be sent when it was due, and is not tried again. */
  state: z.enum(["waiting", "returned"]),
  /** Why it was returned; null otherwise. */
  reason: z.enum(errorReasons).nullable(),
});
export type ScheduledMessage = z.infer<typeof scheduledMessageSchema>;

/** The first to be sent comes first. */
export const scheduledMessagesSchema = z.object({ scheduled: z.array(scheduledMessageSchema) });
export type ScheduledMessages = z.infer<typeof scheduledMessagesSchema>;

/**
 * `id` is created by the client, and will be that of the message. Sending the same again is safe and changes nothing. Its
 * `files` are ready, as those of `messages.send`, and stay with it until it is sent or canceled.
 */
export const scheduleMessageInput = writtenMessageInput
  .extend({ at: sendAtSchema })
  .refine(...hasContent);
export type ScheduleMessageInput = z.infer<typeof scheduleMessageInput>;

/** What changes; omitted fields and the files stay. A returned message is sent again if it gets a new time. */
export const rescheduleMessageInput = z.strictObject({
  messageId: messageIdSchema,
  body: captionSchema.optional(),
  mentions: writtenMessageInput.shape.mentions,
  at: sendAtSchema.optional(),
});
export type RescheduleMessageInput = z.infer<typeof rescheduleMessageInput>;

/** Names a scheduled message of the caller. */
export const scheduledMessageInput = z.strictObject({ messageId: messageIdSchema });
export type ScheduledMessageInput = z.infer<typeof scheduledMessageInput>;

/** A text that a user has kept to write it again. */
export const templateSchema = z.object({
  id: messageIdSchema,
  title: z.string(),
  body: z.string(),
});
export type Template = z.infer<typeof templateSchema>;

/** The caller's templates, ordered by id. */
export const templatesSchema = z.object({ templates: z.array(templateSchema) });
export type Templates = z.infer<typeof templatesSchema>;

/** `id` is created by the client; that of an existing template replaces it. */
export const saveTemplateInput = z.strictObject({
  id: messageIdSchema,
  title: textSchema(limits.templateTitleMax),
  body: bodySchema,
});
export type SaveTemplateInput = z.infer<typeof saveTemplateInput>;

/** Names a template of the caller. */
export const templateInput = z.strictObject({ templateId: messageIdSchema });
export type TemplateInput = z.infer<typeof templateInput>;

/** A mention that the author selected from a list: the "@" and name as inserted, and the place in UTF-16 units. */
export const draftMentionSchema = z.strictObject({
  userId: userIdSchema,
  at: z
    .int()
    .min(0)
    .max(2 * limits.draftMax),
  text: storableSchema.max(2 * limits.nameMax + 1),
});
export type DraftMention = z.infer<typeof draftMentionSchema>;

/** What a user has written in a conversation and not sent. No other user sees it. */
export const draftSchema = z.object({
  conversationId: conversationIdSchema,
  /** Null once it was sent or cleared. */
  body: z.string().nullable(),
  replyToSeq: seqSchema.nullable(),
  chosen: z.array(draftMentionSchema),
  /** When its author changed it, by the server's clock. */
  editedAt: timeSchema,
});
export type Draft = z.infer<typeof draftSchema>;

/** The caller's drafts, without cleared ones, ordered by conversation. */
export const draftsSchema = z.object({ drafts: z.array(draftSchema) });
export type Drafts = z.infer<typeof draftsSchema>;

/** A draft as a device has it. Its time is by the server's clock; one in the future counts as now. */
export const saveDraftInput = z.strictObject({
  conversationId: conversationIdSchema,
  body: draftBodySchema.nullable(),
  replyToSeq: seqSchema.nullish(),
  chosen: z.array(draftMentionSchema).max(limits.mentionsMax).optional(),
  editedAt: timeSchema,
});
export type SaveDraftInput = z.infer<typeof saveDraftInput>;
