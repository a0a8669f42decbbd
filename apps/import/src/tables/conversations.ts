import * as z from "zod";
import { derivedUuid } from "@parley/db/uuid-at";
import { exactTime, groupId, oldId, pastTime, time, userId } from "../read/fields.ts";
import { groupConversationId } from "./groups.ts";
import type { Table } from "./table.ts";

const participant = z.strictObject({
  userId,
  lastReadAt: exactTime.nullish(),
  leftAt: exactTime.nullish(),
  clearedAt: exactTime.nullish(),
  archivedAt: time.nullish(),
  pinnedAt: time.nullish(),
  mutedUntil: time.nullish(),
});

const shape = (now: Date) =>
  z
    .strictObject({
      id: oldId,
      groupId: groupId.nullish(),
      participants: z.array(participant).default([]),
      createdAt: pastTime(now).nullish(),
    })
    .superRefine(({ groupId: group, participants }, ctx) => {
      const path = ["participants"];
      const refuse = (message: string) => ctx.addIssue({ code: "custom", path, message });
      const ids = participants.map((entry) => entry.userId);
      const twice = ids.find((id, at) => ids.indexOf(id) !== at);
      if (twice !== undefined) refuse(`name ${twice} twice`);
      else if (group == null && ids.length !== 2) {
        refuse(`are ${ids.length}: without a groupId a conversation has two participants`);
      }
    });

type Value = z.output<ReturnType<typeof shape>>;

/** The target of an old conversation: a pair has one, and so has a group, however many they had. */
function destinationOf({ groupId: group, participants }: Value) {
  if (group != null) {
    const conversation_id = groupConversationId(group);
    return { conversation_id, group_id: group, low_user: null, high_user: null };
  }
  // As the database compares these ids: byte by byte, and they are ASCII.
  const [low = "", high = ""] = participants
    .map((entry) => entry.userId)
    .toSorted((a, b) => (a < b ? -1 : 1));
  return {
    conversation_id: derivedUuid("pair", low, high),
    group_id: null,
    low_user: low,
    high_user: high,
  };
}

/** `conversations.jsonl`: between two users, or of a group. */
export const conversationsTable = (now: Date): Table<Value> => ({
  part: "conversations",
  schema: shape(now),
  stage({ line, value }, { stager }) {
    const created_at = value.createdAt ?? null;
    stager.add("old_conversations", { line, id: value.id, ...destinationOf(value), created_at });
    for (const entry of value.participants) {
      stager.add("old_participants", {
        line,
        user_id: entry.userId,
        tells_reading: entry.lastReadAt !== undefined,
        last_read: entry.lastReadAt?.exact ?? null,
        left_at: entry.leftAt?.at ?? null,
        left_exact: entry.leftAt?.exact ?? null,
        cleared: entry.clearedAt?.exact ?? null,
        archived_at: entry.archivedAt ?? null,
        pinned_at: entry.pinnedAt ?? null,
        muted_until: entry.mutedUntil ?? null,
      });
    }
  },
});
