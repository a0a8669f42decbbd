import * as z from "zod";
import { groupIdSchema, pageLimitSchema, timeSchema, userIdSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { personSchema } from "./people.ts";

/** How much one user of a pair wrote, without the texts. Deleted messages do not count. */
export const sideActivitySchema = z.object({
  /** Messages in the pair's own conversation, week by week, the current week last. */
  weeks: z.array(z.int().min(0)),
  /** Messages in the group's conversation, in all of these weeks together. */
  inGroup: z.int().min(0),
  /** The last message: in their own conversation of any age, in the group's of these weeks. */
  lastAt: timeSchema.nullable(),
});
export type SideActivity = z.infer<typeof sideActivitySchema>;

/** A mentor and one of their mentees in a group that is not archived. */
export const pairActivitySchema = z.object({
  groupId: groupIdSchema,
  groupName: z.string(),
  mentor: personSchema,
  mentee: personSchema,
  /** When the later of the two joined the group. */
  since: timeSchema,
  byMentor: sideActivitySchema,
  byMentee: sideActivitySchema,
  /** Shared action items of the pair's own conversation. */
  items: z.object({ open: z.int().min(0), done: z.int().min(0) }),
  /** Meetings of the two of which one has said that they met, and none that they did not. */
  meetingsHeld: z.int().min(0),
});
export type PairActivity = z.infer<typeof pairActivitySchema>;

/** The last row of a page; the next page starts after it. */
export const activityCursorSchema = z.strictObject({
  /** The last message of the pair's own conversation. */
  quietSince: timeSchema.nullable(),
  groupId: groupIdSchema,
  menteeId: userIdSchema,
});

/** Which pairs, and of how many weeks. */
export const listActivityInput = z
  .strictObject({
    weeks: z.int().min(1).max(limits.activityWeeksMax).default(limits.activityWeeksDefault),
    /** Only the pairs of this group; if absent, of every group. */
    groupId: groupIdSchema.optional(),
    cursor: activityCursorSchema.nullish(),
    limit: pageLimitSchema,
    /** Added by tRPC's infinite queries; a list has one direction only. */
    direction: z.literal("forward").optional(),
  })
  .prefault({});
export type ListActivityInput = z.input<typeof listActivityInput>;

/** Pairs of a mentor and a mentee, those that are silent for longest first. */
export const activityPageSchema = z.object({
  /** When the first of the weeks begins: a Monday, 0:00 UTC. */
  from: timeSchema,
  pairs: z.array(pairActivitySchema),
  nextCursor: activityCursorSchema.nullable(),
});
export type ActivityPage = z.infer<typeof activityPageSchema>;
