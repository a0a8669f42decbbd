import { groupStateSchema } from "@parley/contract/groups";
import { limits } from "@parley/contract/limits";
import { nameSchema } from "@parley/contract/text";
import * as z from "zod";
import { derivedUuid } from "@parley/db/uuid-at";
import { groupId, pastTime, time, userId } from "../read/fields.ts";
import type { Table } from "./table.ts";

const shape = (now: Date) =>
  z
    .strictObject({
      id: groupId,
      name: nameSchema,
      mentorId: userId,
      menteeIds: z.array(userId).default([]),
      state: groupStateSchema.default("active"),
      endsAt: time.nullish(),
      createdAt: pastTime(now).nullish(),
    })
    .transform((group) => ({ ...group, people: new Set([group.mentorId, ...group.menteeIds]) }))
    .refine(({ people }) => people.size <= limits.groupMembersMax, {
      path: ["menteeIds"],
      error: `are too many: a group has at most ${limits.groupMembersMax} members`,
    });

/** The id of a group's conversation, whichever of its old ones comes first. */
export const groupConversationId = (id: string): string => derivedUuid("group", id);

/** `groups.jsonl`: a mentoring group with its current members. */
export const groupsTable = (now: Date): Table<z.output<ReturnType<typeof shape>>> => ({
  part: "groups",
  schema: shape(now),
  stage({ line, value }, { stager }) {
    stager.add("old_groups", {
      line,
      id: value.id,
      name: value.name,
      mentor_id: value.mentorId,
      state: value.state,
      ends_at: value.endsAt ?? null,
      created_at: value.createdAt ?? null,
      conversation_id: groupConversationId(value.id),
    });
    for (const user_id of value.people) {
      stager.add("old_members", { line, group_id: value.id, user_id });
    }
  },
});
