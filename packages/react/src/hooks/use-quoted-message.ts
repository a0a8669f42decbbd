import { placeKey } from "@parley/client";
import type { Message, MessagePage } from "@parley/contract/messages";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { type Loadable, toLoadable } from "../loadable.ts";
import { fetchMessage, messageAt } from "../message-window.ts";
import { useMessaging } from "../provider/messaging-context.ts";
import { queryKeys } from "../query-keys.ts";
import { liveQuery } from "../query-options.ts";
import { bodyAfter } from "../stores/message-changes.ts";
import { useStore } from "../stores/use-store.ts";

/**
 * The message at a place of what is loaded. It looks into the cache without observing the query: an observer
 * that cannot fetch would take the place of the one that can.
 */
function useLoaded(conversationId: string, seq: number): Message | null {
  const { queryClient } = useMessaging();
  const subscribe = useCallback(
    (onChange: () => void) => queryClient.getQueryCache().subscribe(onChange),
    [queryClient],
  );
  const look = () => {
    const window = queryClient.getQueryData<MessagePage>(queryKeys.window(conversationId));
    return (window && messageAt(window, seq)) ?? null;
  };
  return useSyncExternalStore(subscribe, look, look);
}

/**
 * The message at a place, as it is now: from what is loaded of the conversation, else fetched alone. `null`
 * where it is out of the reader's sight. What was just changed is shown as done.
 */
export function useQuotedMessage(conversationId: string, seq: number): Loadable<Message | null> {
  const { client, queryClient } = useMessaging();
  const loaded = useLoaded(conversationId, seq);
  const fetched = useQuery(
    {
      ...liveQuery,
      queryKey: queryKeys.quote(placeKey(conversationId, seq)),
      enabled: loaded === null,
      queryFn: () => fetchMessage({ client, conversationId }, seq),
    },
    queryClient,
  );
  const found: Loadable<Message | null> =
    loaded === null ? toLoadable(fetched) : { status: "ready", value: loaded };
  const { changes } = useMessaging().stores;
  const message = found.status === "ready" ? found.value : null;
  const change = useStore(changes, () => changes.get(message?.id ?? ""));
  if (message === null || change === undefined) return found;
  return { status: "ready", value: { ...message, body: bodyAfter(message, change) } };
}
