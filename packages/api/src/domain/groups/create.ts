import type { createGroupInput, Group } from "@parley/contract/groups";
import type * as z from "zod";
import type { StaffCall } from "../context.ts";
import { among } from "../relations/contact-rows.ts";
import { DomainError } from "../errors.ts";
import { changeRelations } from "../relations/change-relations.ts";
import { getGroup } from "./get.ts";
import { groupEvents } from "./group-events.ts";
import {
  admit,
  findGroup,
  type LockedGroup,
  requireLeader,
  requireMentees,
  requireStaff,
} from "./members.ts";
import { insertGroup } from "./store-groups.ts";

type Input = z.output<typeof createGroupInput>;

/** Refuses an input that differs from what created the group; its mentees may have changed since. */
function requireRepeat(group: LockedGroup, { name, mentorId }: Input): void {
  if (group.name === name && group.mentorId === mentorId) return;
  const message = "is the id of a group with another name or mentor";
  throw new DomainError("already_exists", { issues: [{ path: "id", message }] });
}

/**
 * Creates a group with its conversation, which makes its members contacts. A repeat with the same id, name and mentor
 * returns the group; another group of that id is `already_exists`.
 */
export async function createGroup(call: StaffCall<Input>): Promise<Group> {
  const { ctx, input } = call;
  requireStaff(ctx);
  const menteeIds = [...new Set(input.menteeIds)].filter((id) => id !== input.mentorId);
  const members = [input.mentorId, ...menteeIds];
  await changeRelations(ctx, {
    groupIds: [input.id],
    scope: among(members),
    async change(tx) {
      const existing = await findGroup(tx, input.id);
      if (existing !== undefined) {
        requireRepeat(existing, input);
        return { result: undefined, events: [] };
      }
      await requireLeader(tx, input.mentorId);
      await requireMentees(tx, { field: "menteeIds", given: input.menteeIds, ids: menteeIds });
      const now = ctx.clock.now();
      const group = await insertGroup(tx, input, now);
      await admit(tx, { group, userIds: members, now, field: "menteeIds" });
      const events = await groupEvents(tx, { group, concerned: { members, joining: members } });
      return { result: undefined, events };
    },
  });
  return getGroup({ ctx, input: { groupId: input.id } });
}
