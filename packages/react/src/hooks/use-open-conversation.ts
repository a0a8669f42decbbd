import { upsertConversation } from "@parley/client";
import type { ConversationDetail } from "@parley/contract/conversations";
import { useCallback } from "react";
import { readSnapshot, updateSnapshot } from "../cache.ts";
import { otherPersonOf } from "../people.ts";
import { useMessaging } from "../provider/messaging-context.ts";
import { trpc } from "../trpc.ts";
import { useUserId } from "./use-me.ts";

/** Opens the direct conversation with a person, which exists once, and gives its id. */
export function useOpenConversation() {
  const { queryClient } = useMessaging();
  const userId = useUserId();
  const onSuccess = (detail: ConversationDetail) =>
    updateSnapshot(queryClient, { userId, change: (held) => upsertConversation(held, detail) });
  const { mutateAsync, isPending, variables, error, reset } = trpc.conversations.open.useMutation({
    onSuccess,
  });

  const open = useCallback(
    async (personId: string): Promise<string> => {
      const { conversations } = readSnapshot(queryClient, userId);
      const known = conversations?.conversations.find(
        (conversation) => otherPersonOf(conversation)?.id === personId,
      );
      if (known === undefined) return (await mutateAsync({ userId: personId })).id;
      // What was said of an earlier refusal is over.
      reset();
      return known.id;
    },
    [queryClient, userId, mutateAsync, reset],
  );
  return { open, openingId: isPending ? variables?.userId : undefined, error, reset };
}
