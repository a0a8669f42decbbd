import type { TestApi } from "@parley/api/testing";
import type { StreamEventType } from "@parley/contract/events";
import { contactOf } from "../semantics/relations.ts";
import { partOf, visible } from "../semantics/sight.ts";
import { talksOf } from "../semantics/screen.ts";
import type { World } from "../semantics/world.ts";

/** A row of the log. */
interface Row {
  readonly userId: string;
  readonly type: StreamEventType;
  readonly conversationId: string | null;
  readonly messageSeq: number | null;
  readonly subjectId: string | null;
  readonly data: unknown;
}

/** What stands in somebody's log under a number. */
export async function readLogAt(
  { platform }: TestApi,
  userId: string,
  seq: number,
): Promise<Row | undefined> {
  const { rows } = await platform.db.execute<Row & Record<string, unknown>>(`
    select user_id as "userId", type, conversation_id as "conversationId", message_seq as "messageSeq",
      subject_id as "subjectId", data
    from stream_events where user_id = '${userId}' and seq = ${seq}`);
  return rows[0];
}

const idsOf = (data: unknown): string[] =>
  typeof data === "object" && data !== null && "ids" in data && Array.isArray(data.ids)
    ? data.ids.map(String)
    : [];

/**
 * An event names something, and tells of it as it is at delivery. It is left out where that is out of its
 * receiver's sight by then, and for no other reason.
 */
export function isOutOfSight(world: World, { userId, ...row }: Row): boolean {
  const talk = [...world.talks.values()].find(({ id }) => id === row.conversationId);
  switch (row.type) {
    case "message.created":
    case "message.edited":
    case "message.deleted":
    case "message.reacted":
      return (
        !talk || !visible(talk, partOf(talk, userId)).some(({ seq }) => seq === row.messageSeq)
      );
    case "conversation.opened":
    case "conversation.updated":
      return !talk || !talksOf(world, userId).includes(talk);
    case "contact.added":
      return !idsOf(row.data).some((id) => contactOf(world, userId, id));
    case "contact.blocked":
      return !world.blocks.has(`${userId} ${row.subjectId ?? ""}`);
    case "conversation.closed":
    case "conversation.read":
    case "contact.removed":
    case "contact.unblocked":
    case "group.updated":
    case "user.updated":
    case "resync":
      return false;
  }
}
