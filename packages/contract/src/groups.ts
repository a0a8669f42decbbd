import * as z from "zod";
import { conversationIdSchema, groupIdSchema, timeSchema, userIdSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { personSchema } from "./people.ts";
import { nameSchema } from "./text.ts";

/** `ending`: an end date is set and near or past; everything still works. `archived`: read-only. */
export const groupStateSchema = z.enum(["active", "ending", "archived"]);
export type GroupState = z.infer<typeof groupStateSchema>;

/** A mentoring group, with its mentor and mentees. */
export const groupSchema = z.object({
  id: groupIdSchema,
  name: z.string(),
  mentor: personSchema,
  /** All members except the mentor, ordered by id; the client sorts them for display. */
  mentees: z.array(personSchema),
  state: groupStateSchema,
  endsAt: timeSchema.nullable(),
  conversationId: conversationIdSchema,
});
export type Group = z.infer<typeof groupSchema>;

/** The caller's groups; all groups for an ADMIN and for the host platform. */
export const groupListSchema = z.object({ groups: z.array(groupSchema) });
export type GroupList = z.infer<typeof groupListSchema>;

/** Names a group. */
export const groupInput = z.strictObject({ groupId: groupIdSchema });
export type GroupInput = z.infer<typeof groupInput>;

const menteeIds = z.array(userIdSchema).max(limits.groupMembersMax - 1);

/** The host's id is the idempotency key: repeating it returns the same group. */
export const createGroupInput = z.strictObject({
  id: groupIdSchema,
  name: nameSchema,
  mentorId: userIdSchema,
  menteeIds: menteeIds.default([]),
  endsAt: timeSchema.nullable().default(null),
});
export type CreateGroupInput = z.input<typeof createGroupInput>;

/** Omitted fields stay unchanged. A new mentor becomes a member; the former one leaves. */
export const updateGroupInput = z.strictObject({
  groupId: groupIdSchema,
  name: nameSchema.optional(),
  mentorId: userIdSchema.optional(),
  state: z.enum(["active", "ending"]).optional(),
  endsAt: timeSchema.nullable().optional(),
});
export type UpdateGroupInput = z.infer<typeof updateGroupInput>;

const someIds = z.array(userIdSchema).min(1).max(limits.groupMembersMax);

/** Mentees that are added to a group, or removed from it: `menteeIds`. */
export const groupMembersInput = z
  .strictObject({
    groupId: groupIdSchema,
    menteeIds: someIds.optional(),
    /**
     * The former name of `menteeIds`.
     * @deprecated The next version refuses it.
     */
    userIds: someIds.optional(),
  })
  .superRefine(({ menteeIds: ids, userIds: formerIds }, { addIssue }) => {
    if (ids === undefined && formerIds === undefined)
      addIssue({ code: "custom", path: ["menteeIds"], message: "is missing" });
    if (ids !== undefined && formerIds !== undefined)
      addIssue({
        code: "custom",
        path: ["userIds"],
        message: "is the former name of menteeIds: pass menteeIds alone",
      });
  });
export type GroupMembersInput = z.infer<typeof groupMembersInput>;
