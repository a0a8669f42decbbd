import * as z from "zod";
import { conversationIdSchema, groupIdSchema, timeSchema, userIdSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { personSchema } from "./people.ts";
import { nameSchema } from "./text.ts";

/** `ending`: an end date is set and near or past, and everything still works. `archived`: read only. */
export const groupStateSchema = z.enum(["active", "ending", "archived"]);
export type GroupState = z.infer<typeof groupStateSchema>;

export const groupSchema = z.object({
  id: groupIdSchema,
  name: z.string(),
  mentor: personSchema,
  /** Everybody in it but the mentor, by id: in which order they are shown is the screen's matter. */
  mentees: z.array(personSchema),
  state: groupStateSchema,
  endsAt: timeSchema.nullable(),
  conversationId: conversationIdSchema,
});
export type Group = z.infer<typeof groupSchema>;

export const groupListSchema = z.object({ groups: z.array(groupSchema) });
export type GroupList = z.infer<typeof groupListSchema>;

export const groupInput = z.strictObject({ groupId: groupIdSchema });
export type GroupInput = z.infer<typeof groupInput>;

const menteeIds = z.array(userIdSchema).max(limits.groupMembersMax - 1);

/** The host's id makes a repeat safe: the same group again is the same group. */
export const createGroupInput = z.strictObject({
  id: groupIdSchema,
  name: nameSchema,
  mentorId: userIdSchema,
  menteeIds: menteeIds.default([]),
  endsAt: timeSchema.nullable().default(null),
});
export type CreateGroupInput = z.input<typeof createGroupInput>;

/** What is left out stays. A new mentor becomes a member; the former one leaves. */
export const updateGroupInput = z.strictObject({
  groupId: groupIdSchema,
  name: nameSchema.optional(),
  mentorId: userIdSchema.optional(),
  state: z.enum(["active", "ending"]).optional(),
  endsAt: timeSchema.nullable().optional(),
});
export type UpdateGroupInput = z.infer<typeof updateGroupInput>;

export const groupMembersInput = z.strictObject({
  groupId: groupIdSchema,
  menteeIds: z.array(userIdSchema).min(1).max(limits.groupMembersMax),
});
export type GroupMembersInput = z.infer<typeof groupMembersInput>;
