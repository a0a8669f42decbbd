import type { StreamEvent } from "@parley/contract/events";
import { partialMatchKey, type QueryClient, type QueryKey } from "@tanstack/react-query";
import { liveKeys } from "../query-keys.ts";
import type { EventRecorder } from "./event-recorder.ts";

/**
 * An answer that was under way while events arrived may be older than they are, and would undo them. So
 * what arrived during a fetch is applied once more to what it brought; applying is idempotent. This runs
 * inside the cache's own notification, before any component sees the answer.
 */
export function replayAfterFetches(
  queryClient: QueryClient,
  { recorder, apply }: { recorder: EventRecorder; apply: (event: StreamEvent) => void },
): () => void {
  const cache = queryClient.getQueryCache();
  const underWay = new Map<string, () => readonly StreamEvent[]>();
  const begin = (hash: string) => {
    if (!underWay.has(hash)) underWay.set(hash, recorder.record());
  };
  const finish = (hash: string) => {
    const events = underWay.get(hash)?.() ?? [];
    underWay.delete(hash);
    return events;
  };
  const isLive = ({ queryKey }: { queryKey: QueryKey }) =>
    liveKeys().some((liveKey) => partialMatchKey(queryKey, liveKey));
  for (const query of cache.findAll({ predicate: isLive })) {
    if (query.state.fetchStatus !== "idle") begin(query.queryHash);
  }
  const unsubscribe = cache.subscribe((news) => {
    const { query } = news;
    if (!isLive(query)) return;
    if (news.type === "removed") return void finish(query.queryHash);
    if (news.type !== "updated") return;
    const { action } = news;
    if (action.type === "fetch") {
      begin(query.queryHash);
    } else if (action.type === "error") {
      finish(query.queryHash);
    } else if (action.type === "success" && action.manual !== true) {
      for (const event of finish(query.queryHash)) {
        // A resync has begun a fetch of its own; said again after each answer, it would never end.
        if (event.type !== "resync") apply(event);
      }
    }
  });
  return () => {
    unsubscribe();
    for (const hash of [...underWay.keys()]) finish(hash);
  };
}
