import { type Missing, type ParleyClient, reasonOf, upsertConversation } from "@parley/client";
import type { ConversationDetail } from "@parley/contract/conversations";
import type { Me } from "@parley/contract/people";
import type { QueryClient } from "@tanstack/react-query";
import { updateSnapshot } from "../cache.ts";
import { liveKeys, queryKeys } from "../query-keys.ts";
import { liveQuery } from "../query-options.ts";

interface Options {
  readonly client: ParleyClient;
  readonly queryClient: QueryClient;
  readonly userId: string;
}

/** The person as they are now. The place in the stream is the one that this session goes on from. */
async function fetchMe({ client, queryClient }: Options) {
  const me = await client.trpc.users.me.query();
  queryClient.setQueryData<Me>(queryKeys.me(), (held) => held && { ...me, cursor: held.cursor });
}

/** What is on the screen is fetched again; what is not is dropped, and fetched when it is wanted. */
async function fetchEverything(options: Options) {
  const { queryClient } = options;
  const parts = liveKeys().map((queryKey) => {
    queryClient.removeQueries({ queryKey, type: "inactive" });
    return queryClient.refetchQueries({ queryKey }, { throwOnError: true });
  });
  await Promise.all([fetchMe(options), ...parts]);
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

/**
 * Fetches what events could not tell. What fails is fetched again with the next connection. `onSettled`
 * is called when nothing is owed any more.
 */
export function createMissingFetcher(options: Options, onSettled: () => void) {
  const owed = new Map<string, Missing>();
  const nameOf = (item: Missing) => (item.part === "everything" ? item.part : item.conversationId);

  const settle = (item: Missing) => {
    owed.delete(nameOf(item));
    if (owed.size === 0) onSettled();
  };
  const fetchOne = async (item: Missing) => {
    owed.set(nameOf(item), item);
    try {
      if (item.part === "everything") await fetchEverything(options);
      else await fetchConversation(options, item.conversationId);
      settle(item);
    } catch (error) {
      // Gone meanwhile, or no longer ours to see: then nothing is missing.
      if (reasonOf(error) === "not_found") settle(item);
    }
  };
  const fetch = (items: Iterable<Missing>) => {
    for (const item of items) void fetchOne(item);
  };

  return {
    fetch,
    isOwed: () => owed.size > 0,
    retryWhenOnline: () =>
      options.client.connection.subscribe(() => {
        if (options.client.connection.get().status === "online") fetch([...owed.values()]);
      }),
  };
}
