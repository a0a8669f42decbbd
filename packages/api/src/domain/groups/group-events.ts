import type { Executor } from "@parley/db/database";
import { participants, users } from "@parley/db/schema";
import { and, eq, isNotNull } from "drizzle-orm";
import type { Outgoing } from "../stream/append.ts";
import type { LockedGroup } from "./members.ts";

/** The recipients of a change of a group. */
export interface GroupRecipients {
  /** Members now, or until this change. */
  readonly members: readonly string[];
  /** Those of them for whom the conversation begins with this change. */
  readonly joining?: readonly string[] | undefined;
  /** Whether former members get the event too: they still have the conversation in their list. */
  readonly isRenamed?: boolean | undefined;
}

async function formerMembers(tx: Executor, conversationId: string): Promise<string[]> {
  const rows = await tx
    .select({ userId: participants.userId })
    .from(participants)
    .where(and(eq(participants.conversationId, conversationId), isNotNull(participants.leftSeq)));
  return rows.map(({ userId }) => userId);
}

/** Every ADMIN sees every group. */
async function admins(tx: Executor): Promise<string[]> {
  const rows = await tx.select({ id: users.id }).from(users).where(eq(users.role, "ADMIN"));
  return rows.map(({ id }) => id);
}

/** Events of a changed group for its members and all ADMINs, and of its conversation for its participants. */
export async function groupEvents(
  tx: Executor,
  { group, concerned }: { group: LockedGroup; concerned: GroupRecipients },
): Promise<Outgoing[]> {
  const { members, joining = [], isRenamed = false } = concerned;
  const conversationId = group.conversationId;
  const talking = [...members, ...(isRenamed ? await formerMembers(tx, conversationId) : [])];
  const knowing = [...members, ...(await admins(tx))];
  return [
    ...[...new Set(knowing)].map(
      (userId) => ({ userId, type: "group.updated", data: { groupId: group.id } }) as const,
    ),
    ...[...new Set(talking)].map((userId) => {
      const type = joining.includes(userId) ? "conversation.opened" : "conversation.updated";
      return { userId, type, conversationId } as const;
    }),
  ];
}
