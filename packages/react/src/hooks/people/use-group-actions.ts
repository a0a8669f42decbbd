import type { Outcome } from "@parley/client";
import type { CreateGroupInput, GroupMembersInput, UpdateGroupInput } from "@parley/contract";
import { useMemo } from "react";
import { useMessaging } from "../../provider/messaging-context.ts";

/** Actions of an ADMIN on groups. Each is idempotent. */
export interface GroupActions {
  readonly create: (input: CreateGroupInput) => Promise<Outcome>;
  readonly update: (input: UpdateGroupInput) => Promise<Outcome>;
  readonly addMembers: (input: GroupMembersInput) => Promise<Outcome>;
  readonly removeMembers: (input: GroupMembersInput) => Promise<Outcome>;
  readonly archive: (groupId: string) => Promise<Outcome>;
}

/** Creates and changes groups. The lists of groups, conversations and contacts are updated automatically. */
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
