import * as z from "zod";
import { groupIdSchema, messageIdSchema, timeSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { personSchema, roleSchema } from "./people.ts";
import { bodySchema } from "./text.ts";

/** Active people with one of the roles, and the present members of the groups: each of them once. */
export const announcementToSchema = z.strictObject({
  roles: z.array(roleSchema).max(roleSchema.options.length),
  groupIds: z.array(groupIdSchema).max(limits.announcementGroupsMax),
});
export type AnnouncementTo = z.infer<typeof announcementToSchema>;

/** Whom an announcement would reach. */
export const countAnnouncementInput = z.strictObject({ to: announcementToSchema });
export type CountAnnouncementInput = z.infer<typeof countAnnouncementInput>;

/** The number of recipients, without the caller. */
export const announcementCountSchema = z.object({ recipients: z.int().min(0) });
export type AnnouncementCount = z.infer<typeof announcementCountSchema>;

/** A text for many people. The caller creates the id, so that a repeat is recognised. */
export const sendAnnouncementInput = z.strictObject({
  id: messageIdSchema,
  body: bodySchema,
  to: announcementToSchema,
});
export type SendAnnouncementInput = z.infer<typeof sendAnnouncementInput>;

/** A text that an ADMIN sends to many people, each in their own conversation with the ADMIN. */
export const announcementSchema = z.object({
  id: z.uuid(),
  sender: personSchema,
  body: z.string(),
  to: announcementToSchema,
  createdAt: timeSchema,
  /** How many there were when it was written. */
  recipients: z.int().min(0),
  sent: z.int().min(0),
  /** Those whom the ADMIN could not write to when it was their turn. */
  skipped: z.int().min(0),
  /** Null while it is being sent. */
  doneAt: timeSchema.nullable(),
});
export type Announcement = z.infer<typeof announcementSchema>;

/** The latest announcements, newest first: at most 50. */
export const announcementsSchema = z.object({ announcements: z.array(announcementSchema) });
export type Announcements = z.infer<typeof announcementsSchema>;
