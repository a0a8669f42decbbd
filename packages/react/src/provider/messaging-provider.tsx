import type { ParleyClient } from "@parley/client";
import { QueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { DayClockContext } from "./use-today.ts";
import { createEventRecorder } from "../live/event-recorder.ts";
import { createMessageCommands } from "../live/message-commands.ts";
import { type SessionStores, startSession } from "../live/session.ts";
import { toLoadable } from "../loadable.ts";
import type { Labels } from "../labels.ts";
import { liveQuery } from "../query-options.ts";
import { createDrafts } from "../stores/drafts.ts";
import { createKeptDeletions } from "../stores/kept-deletions.ts";
import { browserStorage, tabStorage } from "../stores/kept-store.ts";
import { createKeyedStore } from "../stores/keyed-store.ts";
import { createMessageChanges } from "../stores/message-changes.ts";
import { createNews } from "../stores/news.ts";
import { createPendingArrangements } from "../stores/pending-arrangements.ts";
import { createPlace } from "../stores/place.ts";
import { createReadingPlaces } from "../stores/reading-places.ts";
import { createReplyTargets } from "../stores/reply-targets.ts";
import { createTyping } from "../stores/typing.ts";
import { createDayClock, type DayClock } from "../time/day-clock.ts";
import { trpc } from "../trpc.ts";
import { Announcer } from "./announcer.tsx";
import { AvatarContext } from "./avatar-context.ts";
import { MessagingContext } from "./messaging-context.ts";
import { OptionsProvider } from "./options-context.ts";
import type { ScreenOptions } from "./options-context.ts";
import { WordingProvider } from "./wording-provider.tsx";

export interface MessagingProviderProps {
  /** From `createParleyClient`. Make it once for a signed-in person, and another one for the next person. */
  readonly client: ParleyClient;
  /**
   * A query client to share, so that the data outlives this provider or shows in the host's tools. Give it
   * only if no other tRPC router of yours lives in it, and clear it when another person signs in.
   */
  readonly queryClient?: QueryClient | undefined;
  /** Any of the texts in the host's own words. English without. */
  readonly labels?: Partial<Labels> | undefined;
  /** A BCP 47 tag for dates, lists and numbers. Without it the page's language in the reader's own region. */
  readonly locale?: string | undefined;
  /** How the screen behaves, where that is the host's or the person's choice. */
  readonly options?: Partial<ScreenOptions> | undefined;
  readonly children?: ReactNode;
}

interface Cache {
  readonly client: ParleyClient;
  readonly given: QueryClient | undefined;
  readonly queryClient: QueryClient;
  readonly generation: number;
}

function createCache(
  client: ParleyClient,
  given: QueryClient | undefined,
  generation: number,
): Cache {
  return { client, given, queryClient: given ?? new QueryClient(), generation };
}

/**
 * The host's cache, or an own one for each client. Another client, which is another person, gets another
 * generation of everything below: nothing of the last one stays on the screen.
 */
function useCache(client: ParleyClient, given: QueryClient | undefined): Cache {
  const [cache, setCache] = useState(() => createCache(client, given, 0));
  if (cache.client === client && cache.given === given) return cache;
  const next = createCache(client, given, cache.generation + 1);
  setCache(next);
  return next;
}

const createStores = (): SessionStores => ({
  presence: createKeyedStore(),
  typing: createTyping(),
  news: createNews(),
  recorder: createEventRecorder(),
  arrangements: createPendingArrangements(),
  place: createPlace(),
  changes: createMessageChanges(),
  problems: createKeyedStore(),
  unreadFrom: createKeyedStore(),
});

/**
 * Connects everything below it to one signed-in person's conversations.
 *
 * @example
 * const client = createParleyClient({ url: "https://chat.example.org/trpc", token: getToken });
 * <MessagingProvider client={client}><MessagesPage /></MessagingProvider>
 */
export function MessagingProvider(props: MessagingProviderProps) {
  const { client } = props;
  const { queryClient, generation } = useCache(client, props.queryClient);
  return (
    <trpc.Provider key={generation} client={client.trpc} queryClient={queryClient}>
      <WordingProvider labels={props.labels} locale={props.locale}>
        <OptionsProvider options={props.options}>
          <AvatarContext value={client.avatars.urlOf}>
            <Session client={client} queryClient={queryClient}>
              {props.children}
            </Session>
          </AvatarContext>
        </OptionsProvider>
      </WordingProvider>
    </trpc.Provider>
  );
}

interface SessionProps {
  readonly client: ParleyClient;
  readonly queryClient: QueryClient;
  readonly children: ReactNode;
}

/** After so many failed attempts a first load says so, and goes on trying. */
const FAILED_AFTER = 2;

interface FirstLoad {
  readonly data: unknown;
  readonly isError: boolean;
  readonly error: unknown;
  readonly failureCount: number;
  readonly failureReason: unknown;
}

/** Why nothing could be loaded so far: from the first failed attempts on until something is. */
function useFailure({ data, isError, error, failureCount, failureReason }: FirstLoad): unknown {
  const [failure, setFailure] = useState<{ readonly cause: unknown } | null>(null);
  const isFailed = isError || failureCount >= FAILED_AFTER;
  const cause = isError ? error : failureReason;
  if (data !== undefined) {
    if (failure !== null) setFailure(null);
    return null;
  }
  if (isFailed && failure?.cause !== cause) setFailure({ cause });
  return isFailed ? cause : (failure?.cause ?? null);
}

/** Learns who is signed in, then listens from the place at which that was true. */
function Session({ client, queryClient, children }: SessionProps) {
  const [stores] = useState(createStores);
  // Fetched once: the cursor must be older than everything that is fetched after it.
  const query = trpc.users.me.useQuery(undefined, { ...liveQuery, staleTime: "static" });
  const { data, refetch } = query;
  const failure = useFailure(query);
  const me = useMemo(
    () => toLoadable({ data, error: failure, isError: failure !== null, refetch }),
    [data, failure, refetch],
  );
  const days = useDays({ client, queryClient });
  const userId = data?.id;
  const cursor = data?.cursor;

  useEffect(() => {
    if (userId === undefined || cursor === undefined) return undefined;
    return startSession({ client, queryClient, stores, userId, cursor });
  }, [client, queryClient, stores, userId, cursor]);

  const own = useOwn({ client, queryClient, stores, userId });
  const messaging = useMemo(
    () => ({ client, queryClient, stores, me, ...own }),
    [client, queryClient, stores, me, own],
  );
  return (
    <MessagingContext.Provider value={messaging}>
      <DayClockContext.Provider value={days}>
        {children}
        <Announcer />
      </DayClockContext.Provider>
    </MessagingContext.Provider>
  );
}

/** The reader's day by the server's clock. What arrives is never shown under the day before. */
function useDays({ client, queryClient }: Pick<SessionProps, "client" | "queryClient">): DayClock {
  const days = useMemo(() => createDayClock(client.server.now), [client]);
  useEffect(() => {
    const stops = [
      queryClient.getQueryCache().subscribe(days.check),
      client.server.policy.subscribe(days.check),
    ];
    return () => stops.forEach((stop) => stop());
  }, [client, queryClient, days]);
  return days;
}

interface OwnOptions extends Pick<SessionProps, "client" | "queryClient"> {
  readonly stores: SessionStores;
  readonly userId: string | undefined;
}

/** What belongs to the signed-in person alone, and outlives the page where the browser lets it. */
function useOwn({ client, queryClient, stores, userId }: OwnOptions) {
  const own = useMemo(() => {
    const id = userId ?? "";
    const storage = userId === undefined ? undefined : browserStorage();
    const kept = createKeptDeletions(id, storage);
    return {
      drafts: createDrafts(id, storage),
      replies: createReplyTargets(id, storage),
      readingPlaces: createReadingPlaces(id, userId === undefined ? undefined : tabStorage()),
      commands: createMessageCommands({ client, queryClient, stores, userId: id, kept }),
    };
  }, [client, queryClient, stores, userId]);
  useEffect(() => (userId === undefined ? undefined : own.commands.start()), [own, userId]);
  useEffect(() => own.drafts.follow(), [own]);
  return own;
}
