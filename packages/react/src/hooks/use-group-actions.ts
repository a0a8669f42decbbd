import type {
  CreateGroupInput,
  Group,
  GroupMembersInput,
  UpdateGroupInput,
} from "@parley/contract/groups";
import { useMemo } from "react";
import { settleAnswer } from "../live/settle-answer.ts";
import { type Outcome, outcomeOf } from "../outcome.ts";
import { useMessaging } from "../provider/messaging-context.ts";
import { useUserId } from "./use-me.ts";

/** What an ADMIN can do about groups. A repeat of any of them changes nothing more. */
export interface GroupActions {
  readonly create: (input: CreateGroupInput) => Promise<Outcome>;
  readonly update: (input: UpdateGroupInput) => Promise<Outcome>;
  readonly addMembers: (input: GroupMembersInput) => Promise<Outcome>;
  readonly removeMembers: (input: GroupMembersInput) => Promise<Outcome>;
  readonly archive: (groupId: string) => Promise<Outcome>;
}

/** Makes and changes groups. The list of groups, conversations and contacts follow by themselves. */
export function useGroupActions(): GroupActions {
  const messaging = useMessaging();
  const me = useUserId();
  return useMemo(() => {
    const { groups } = messaging.client.trpc;
    const settled = (call: () => Promise<Group>) =>
      outcomeOf(
        settleAnswer(messaging, me, async () => {
          const group = await call();
          return { type: "group.updated", groupId: group.id, group };
        }),
      );
    return {
      create: (input) => settled(() => groups.create.mutate(input)),
      update: (input) => settled(() => groups.update.mutate(input)),
      addMembers: (input) => settled(() => groups.addMembers.mutate(input)),
      removeMembers: (input) => settled(() => groups.removeMembers.mutate(input)),
      archive: (groupId) => settled(() => groups.archive.mutate({ groupId })),
    };
  }, [messaging, me]);
}
