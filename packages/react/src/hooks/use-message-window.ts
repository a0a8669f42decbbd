import type { Conversation } from "@parley/contract/conversations";
import type { MessagePage } from "@parley/contract/messages";
import { type QueryClient, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { fetchOpening, keptWindow, refetchWindow } from "../message-window.ts";
import { type Loadable, toLoadable } from "../loadable.ts";
import { useMessaging } from "../provider/messaging-context.ts";
import { queryKeys } from "../query-keys.ts";
import { liveQuery } from "../query-options.ts";

/** A long way back through history is not kept once the reader has left. */
function leaveWindow(queryClient: QueryClient, conversationId: string) {
  const queryKey = queryKeys.window(conversationId);
  const held = queryClient.getQueryData<MessagePage>(queryKey);
  const kept = held && keptWindow(held);
  if (held === kept) return;
  if (kept === undefined) queryClient.removeQueries({ queryKey, exact: true });
  else queryClient.setQueryData(queryKey, kept);
}

interface InitialPosition {
  readonly conversation: Conversation | undefined;
  /** The place at which it opens, where that is not where reading ended. */
  readonly openAt: number | undefined;
}

/** The loaded messages of a conversation: a run without a gap, kept up to date by events. */
export function useMessageWindow(
  conversationId: string,
  { conversation, openAt }: InitialPosition,
): Loadable<MessagePage> {
  const { client, queryClient } = useMessaging();
  const queryKey = queryKeys.window(conversationId);
  const { data, error, isError, refetch } = useQuery(
    {
      ...liveQuery,
      queryKey,
      enabled: conversation !== undefined,
      queryFn: () => {
        const source = { client, conversationId };
        const held = queryClient.getQueryData<MessagePage>(queryKey);
        if (held !== undefined) return refetchWindow(source, held);
        if (conversation === undefined)
          throw new Error("The query is enabled with a conversation.");
        return fetchOpening(source, conversation, openAt);
      },
    },
    queryClient,
  );
  useEffect(() => () => leaveWindow(queryClient, conversationId), [queryClient, conversationId]);
  return useMemo(
    () => toLoadable({ data, error, isError, refetch }),
    [data, error, isError, refetch],
  );
}
