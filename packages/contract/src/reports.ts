import * as z from "zod";
import {
  conversationIdSchema,
  messageIdSchema,
  pageLimitSchema,
  seqSchema,
  timeSchema,
  userIdSchema,
} from "./ids.ts";
import { limits } from "./limits.ts";
import { personSchema, roleSchema } from "./people.ts";
import { textSchema } from "./text.ts";

/** The categories of reports, in the order in which they are offered. */
export const reportCategories = [
  "bullying",
  "sexual",
  "contact",
  "gifts",
  "danger",
  "spam",
  "other",
] as const;

/**
 * What a report is about: unkind words or bullying; something sexual; being asked for contact outside of the platform, or
 * to keep a secret; money or gifts; a threat, or danger to anyone; spam or fraud; something else.
 */
export const reportCategorySchema = z.enum(reportCategories);
export type ReportCategory = z.infer<typeof reportCategorySchema>;

/** What staff have decided. */
export const reportStateSchema = z.enum(["open", "resolved", "dismissed"]);
export type ReportState = z.infer<typeof reportStateSchema>;

/**
 * Reports messages of one conversation, or a user, or nothing in particular: then it asks staff for help. `id` is created
 * by the client: sending the same again is safe and changes nothing.
 */
export const createReportInput = z
  .strictObject({
    id: messageIdSchema,
    category: reportCategorySchema,
    /** Required if the category is `other`, or if neither messages nor a user are named. */
    text: textSchema(limits.reportTextMax).optional(),
    /** The user to report, without messages. */
    userId: userIdSchema.optional(),
    /** The conversation of the messages to report. */
    conversationId: conversationIdSchema.optional(),
    /** The messages to report, of other users than the caller. */
    seqs: z.array(seqSchema).min(1).max(limits.reportMessagesMax).optional(),
  })
  .superRefine(({ category, text, userId, conversationId, seqs }, ctx) => {
    const issue = (path: string, message: string) => {
      ctx.addIssue({ code: "custom", path: [path], message });
    };
    if (seqs !== undefined && conversationId === undefined) issue("conversationId", "is missing");
    if (conversationId !== undefined && seqs === undefined) issue("seqs", "is missing");
    if (seqs !== undefined && userId !== undefined)
      issue("userId", "cannot be named with messages, which have authors");
    if (seqs !== undefined && new Set(seqs).size < seqs.length)
      issue("seqs", "names a message twice");
    const isAboutNothing = userId === undefined && seqs === undefined;
    if (text === undefined && (category === "other" || isAboutNothing)) issue("text", "is missing");
  });
export type CreateReportInput = z.infer<typeof createReportInput>;

/** What a report says. */
const saidSchema = z.object({
  category: reportCategorySchema,
  text: z.string(),
  createdAt: timeSchema,
});

const reportBase = {
  id: messageIdSchema,
  ...saidSchema.shape,
  /** What its reporter said later about the same messages, in this order. */
  additions: z.array(saidSchema),
  /** The reported user, or the authors of the reported messages. None if it asks for help. */
  about: z.array(personSchema),
  /** The reported messages; null if there are none. */
  messages: z.object({ conversationId: conversationIdSchema, seqs: z.array(seqSchema) }).nullable(),
};

/** A report as its reporter sees it: what staff decide, and their notes, stay with them. */
export const ownReportSchema = z.object({ ...reportBase, state: z.enum(["open", "closed"]) });
export type OwnReport = z.infer<typeof ownReportSchema>;

/** The caller's reports, newest first: at most 100. */
export const ownReportsSchema = z.object({ reports: z.array(ownReportSchema) });
export type OwnReports = z.infer<typeof ownReportsSchema>;

/** A report as an ADMIN sees it. */
export const reportSchema = z.object({
  ...reportBase,
  reporter: personSchema,
  state: reportStateSchema,
  /** It, or what was added to it, is about a threat or danger. */
  isUrgent: z.boolean(),
  version: z.int().min(1),
});
export type Report = z.infer<typeof reportSchema>;

/** A message as it was when it was reported, or next to one that was. */
export const reportedMessageSchema = z.object({
  seq: seqSchema,
  id: messageIdSchema,
  senderId: userIdSchema,
  senderName: z.string(),
  /** Of a reported message that was deleted before: its last text. Null for a deleted message next to it. */
  body: z.string().nullable(),
  isReported: z.boolean(),
  createdAt: timeSchema,
  editedAt: timeSchema.nullable(),
  deletedAt: timeSchema.nullable(),
  /** Of a reported message: the texts before edits, oldest first. */
  earlier: z.array(z.object({ body: z.string(), replacedAt: timeSchema })),
  files: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      size: z.int(),
      /** Of its bytes as they were sent, in hexadecimal; null if it is not known any more. */
      sha256: z.string().nullable(),
    }),
  ),
});
export type ReportedMessage = z.infer<typeof reportedMessageSchema>;

/** What was stored with a report, in the same transaction. It does not change, and stays if the messages are deleted. */
export const reportEvidenceSchema = z.object({
  conversation: z.object({
    kind: z.enum(["direct", "group"]),
    /** Of a group. */
    name: z.string().nullable(),
  }),
  /** Who was in the conversation then. */
  members: z.array(z.object({ userId: userIdSchema, name: z.string(), role: roleSchema })),
  /** The reported messages, and up to ten before and after each that the reporter could see, in their order. */
  messages: z.array(reportedMessageSchema),
});
export type ReportEvidence = z.infer<typeof reportEvidenceSchema>;

/** What an ADMIN decided, and when. Only ADMINs see it. */
export const reportDecisionSchema = z.object({
  state: reportStateSchema,
  note: z.string(),
  by: personSchema,
  at: timeSchema,
});
export type ReportDecision = z.infer<typeof reportDecisionSchema>;

/** A report with everything that ADMINs need to decide. */
export const reportDetailSchema = reportSchema.extend({
  /** Null if it is not about messages. */
  evidence: reportEvidenceSchema.nullable(),
  /** `seq` of the reported messages that are deleted now. */
  deletedSeqs: z.array(seqSchema),
  decisions: z.array(reportDecisionSchema),
  /** Reports by other users about one of the same messages, newest first. */
  others: z.array(reportSchema),
});
export type ReportDetail = z.infer<typeof reportDetailSchema>;

/** The last report of a page; the next page starts after it. */
export const reportCursorSchema = z.strictObject({
  isUrgent: z.boolean(),
  createdAt: timeSchema,
  id: messageIdSchema,
});
export type ReportCursor = z.infer<typeof reportCursorSchema>;

/** Which reports: the open ones, urgent ones first, or those that are decided. */
export const listReportsInput = z
  .strictObject({
    state: z.enum(["open", "closed"]).default("open"),
    cursor: reportCursorSchema.nullish(),
    limit: pageLimitSchema,
  })
  .prefault({});
export type ListReportsInput = z.input<typeof listReportsInput>;

/** Reports, newest first. */
export const reportPageSchema = z.object({
  reports: z.array(reportSchema),
  nextCursor: reportCursorSchema.nullable(),
});
export type ReportPage = z.infer<typeof reportPageSchema>;

/** How many reports are open. */
export const openReportsSchema = z.object({ open: z.int().min(0), urgent: z.int().min(0) });
export type OpenReports = z.infer<typeof openReportsSchema>;

/** Names a report. */
export const reportInput = z.strictObject({ reportId: messageIdSchema });
export type ReportInput = z.infer<typeof reportInput>;

/** Decides a report, or opens it again. `expectedVersion` is that of the report on which the decision is based. */
export const decideReportInput = z.strictObject({
  reportId: messageIdSchema,
  state: reportStateSchema,
  /** Only ADMINs see it. */
  note: textSchema(limits.reportNoteMax).optional(),
  expectedVersion: z.int().min(1).max(2_147_483_647),
});
export type DecideReportInput = z.infer<typeof decideReportInput>;

/** Deletes one of the messages of a report, as `messages.delete` does, also in a conversation in which the ADMIN is not. */
export const deleteReportedInput = z.strictObject({
  reportId: messageIdSchema,
  seq: seqSchema,
  reason: textSchema(limits.reasonMax),
});
export type DeleteReportedInput = z.infer<typeof deleteReportedInput>;
