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
import { sendMessageInput } from "./messages.ts";
import { timeZoneSchema } from "./notifications.ts";
import { bodySchema, textSchema } from "./text.ts";

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
  body: z.string(),
  replyToSeq: seqSchema.nullable(),
  mentions: z.array(userIdSchema),
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

/** `id` is created by the client, and will be that of the message. Sending the same again is safe and changes nothing. */
export const scheduleMessageInput = sendMessageInput.extend({ at: sendAtSchema });
export type ScheduleMessageInput = z.infer<typeof scheduleMessageInput>;

/** What changes; omitted fields stay. A returned message is sent again if it gets a new time. */
export const rescheduleMessageInput = z.strictObject({
  messageId: messageIdSchema,
  body: bodySchema.optional(),
  mentions: sendMessageInput.shape.mentions,
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
