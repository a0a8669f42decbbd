import type { Outcome } from "@parley/client";
import type {
  CreateGroupInput,
  GroupMembersInput,
  UpdateGroupInput,
} from "@parley/contract/groups";
import { useMemo } from "react";
import { useMessaging } from "../provider/messaging-context.ts";

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
  const { client, screen } = useMessaging();
  return useMemo(() => {
    const { groups } = client.trpc;
    const { changeGroup } = screen;
    return {
      create: (input) => changeGroup(() => groups.create.mutate(input)),
      update: (input) => changeGroup(() => groups.update.mutate(input)),
      addMembers: (input) => changeGroup(() => groups.addMembers.mutate(input)),
      removeMembers: (input) => changeGroup(() => groups.removeMembers.mutate(input)),
      archive: (groupId) => changeGroup(() => groups.archive.mutate({ groupId })),
    };
  }, [client, screen]);
}
