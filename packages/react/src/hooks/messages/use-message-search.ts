import type { MessageFilters, PageState, RequestState } from "@parley/client";
import { isSearchable } from "@parley/contract/folding";
import type { SearchHit } from "@parley/contract";
import { useState } from "react";
import type { Loadable } from "../../loadable.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useRequest } from "../../provider/use-screen.ts";
import { useDebounced } from "../time/use-debounced.ts";

/** The debounce interval of the search, in milliseconds. */
export const SEARCH_PAUSE = 300;

/** What to search for, and where. Without a text, one of `senderId`, `after`, `before` and `hasLink` is needed. */
export interface MessageSearch extends Omit<MessageFilters, "text" | "conversationId"> {
  readonly text: string;
  /** Only in this conversation. */
  readonly conversationId?: string | null | undefined;
}

/** The results of a search so far. */
export interface MessageSearchView {
  /** The text is too short to search for. */
  readonly isShort: boolean;
  /** The shown results are not for the current text yet. */
  readonly isPending: boolean;
  readonly hits: Loadable<readonly SearchHit[]>;
  readonly hasMore: boolean;
  readonly more: PageState;
  readonly loadMore: () => void;
}

/** The last complete result, while another one is being fetched. */
function useKeptResult(result: RequestState<SearchHit>): RequestState<SearchHit> {
  const [kept, setKept] = useState(result);
  if (result.items.status === "ready" && kept !== result) setKept(result);
  return result.items.status === "loading" && kept.items.status === "ready" ? kept : result;
}

/** Searches messages, the newest first. A request waits for a pause in typing, and is cancelled by the next one. */
export function useMessageSearch(search: MessageSearch): MessageSearchView {
  const { screen } = useMessaging();
  const { text, conversationId, ...filters } = search;
  const wanted = text.trim();
  const settled = useDebounced(wanted, SEARCH_PAUSE);
  const isFiltered = Object.values(filters).some(Boolean);
  const isEnough = (typed: string) => (typed === "" ? isFiltered : isSearchable(typed));
  const isShort = !isEnough(wanted);
  // Filters alone are not searched for while a text is being typed.
  const isAsked = !isShort && isEnough(settled) && (settled !== "" || wanted === "");
  const request = {
    request: "search",
    text: settled || undefined,
    conversationId: conversationId ?? undefined,
    ...filters,
  } as const;
  const result = useRequest(isAsked ? request : null);
  const shown = useKeptResult(result);
  const isPlaceholder = shown !== result;
  const { items: hits, hasMore, more } = shown;
  return {
    isShort,
    isPending: !isShort && (wanted !== settled || isPlaceholder || hits.status === "loading"),
    hits,
    hasMore,
    more,
    loadMore: () => screen.loadMoreOf(request),
  };
}
