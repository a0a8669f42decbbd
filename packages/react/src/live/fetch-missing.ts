import { type Missing, type ParleyClient, reasonOf, upsertConversation } from "@parley/client";
import type { ConversationDetail } from "@parley/contract/conversations";
import type { QueryClient } from "@tanstack/react-query";
import { updateSnapshot } from "../cache.ts";
import { liveKeys, queryKeys } from "../query-keys.ts";
import { liveQuery } from "../query-options.ts";

interface Options {
  readonly client: ParleyClient;
  readonly queryClient: QueryClient;
  readonly userId: string;
}

/** What is on the screen is fetched again; what is not is dropped, and fetched when it is wanted. */
async function fetchEverything(queryClient: QueryClient) {
  await Promise.all(
    liveKeys().map((queryKey) => {
      queryClient.removeQueries({ queryKey, type: "inactive" });
      return queryClient.refetchQueries({ queryKey }, { throwOnError: true });
    }),
  );
}

async function fetchConversation({ client, queryClient, userId }: Options, conversationId: string) {
  const queryKey = queryKeys.detail(conversationId);
  await queryClient.fetchQuery({
    queryKey,
    queryFn: () => client.trpc.conversations.get.query({ conversationId }),
    retry: liveQuery.retry,
    staleTime: 0,
  });
  // Events that came during the fetch are in the cache by now, and not in its answer.
  const detail = queryClient.getQueryData<ConversationDetail>(queryKey);
  if (detail === undefined) return;
  updateSnapshot(queryClient, { userId, change: (held) => upsertConversation(held, detail) });
}

/** Fetches what events could not tell. What fails is fetched again with the next connection. */
export function createMissingFetcher(options: Options) {
  const owed = new Map<string, Missing>();
  const nameOf = (item: Missing) => (item.part === "everything" ? item.part : item.conversationId);

  const fetchOne = async (item: Missing) => {
    owed.set(nameOf(item), item);
    try {
      if (item.part === "everything") await fetchEverything(options.queryClient);
      else await fetchConversation(options, item.conversationId);
      owed.delete(nameOf(item));
    } catch (error) {
      // Gone meanwhile, or no longer ours to see: then nothing is missing.
      if (reasonOf(error) === "not_found") owed.delete(nameOf(item));
    }
  };
  const fetch = (items: Iterable<Missing>) => {
    for (const item of items) void fetchOne(item);
  };

  return {
    fetch,
    retryWhenOnline: () =>
      options.client.connection.subscribe(() => {
        if (options.client.connection.get().status === "online") fetch([...owed.values()]);
      }),
  };
}
