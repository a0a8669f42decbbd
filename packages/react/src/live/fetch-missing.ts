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

  /** Attempts that have not ended, by name; whether another one has to follow. */
  const underWay = new Map<string, { isWantedAgain: boolean }>();
  const settle = (name: string) => {
    owed.delete(name);
    if (owed.size === 0) onSettled();
  };
  const begin = async (item: Missing): Promise<void> => {
    const name = nameOf(item);
    const attempt = { isWantedAgain: false };
    underWay.set(name, attempt);
    const isDone = await fetchOne(item);
    // A later attempt, begun by a new connection, answers for itself.
    if (underWay.get(name) !== attempt) return;
    underWay.delete(name);
    if (attempt.isWantedAgain) return begin(item);
    if (isDone) settle(name);
  };
  const fetchOne = async (item: Missing): Promise<boolean> => {
    try {
      if (item.part === "everything") await fetchEverything(options);
      else await fetchConversation(options, item.conversationId);
      return true;
    } catch (error) {
      // Gone meanwhile, or no longer ours to see: then nothing is missing.
      return reasonOf(error) === "not_found";
    }
  };
  const fetch = (items: Iterable<Missing>) => {
    for (const item of items) {
      const name = nameOf(item);
      owed.set(name, item);
      const attempt = underWay.get(name);
      // What runs now may have read too early: one more attempt is enough, however often it is asked for.
      if (attempt === undefined) void begin(item);
      else attempt.isWantedAgain = true;
    }
  };

  return {
    fetch,
    isOwed: () => owed.size > 0,
    retryWhenOnline: () =>
      options.client.connection.subscribe(() => {
        if (options.client.connection.get().status !== "online") return;
        for (const item of owed.values()) void begin(item);
      }),
  };
}
