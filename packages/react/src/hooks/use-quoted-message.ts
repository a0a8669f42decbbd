import { placeKey } from "@parley/client";
import type { Message, MessagePage } from "@parley/contract/messages";
import { useQuery } from "@tanstack/react-query";
import { type Loadable, toLoadable } from "../loadable.ts";
import { fetchMessage, messageAt } from "../message-window.ts";
import { useMessaging } from "../provider/messaging-context.ts";
import { queryKeys } from "../query-keys.ts";
import { liveQuery } from "../query-options.ts";

/**
 * The message at a place, as it is now: from what is loaded of the conversation, else fetched alone. `null`
 * where it is out of the reader's sight.
 */
export function useQuotedMessage(conversationId: string, seq: number): Loadable<Message | null> {
  const { client, queryClient } = useMessaging();
  const { data: loaded } = useQuery(
    {
      ...liveQuery,
      queryKey: queryKeys.window(conversationId),
      enabled: false,
      select: (window: MessagePage) => messageAt(window, seq) ?? null,
    },
    queryClient,
  );
  const isLoaded = loaded !== undefined && loaded !== null;
  const fetched = useQuery(
    {
      ...liveQuery,
      queryKey: queryKeys.quote(placeKey(conversationId, seq)),
      enabled: !isLoaded,
      queryFn: () => fetchMessage({ client, conversationId }, seq),
    },
    queryClient,
  );
  return isLoaded ? { status: "ready", value: loaded } : toLoadable(fetched);
}
