import type { SearchHit } from "@parley/contract";
import { type ReactNode, useMemo } from "react";
import type { MessageSearchView } from "../../hooks/messages/use-message-search.ts";
import type { HitPlace } from "../../hooks/messages/use-hit-places.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { SearchIcon } from "../icons.tsx";
import { Failure, Notice } from "../feedback/notice.tsx";
import { SearchHitRow } from "./search-hit-row.tsx";
import { RowSkeletons } from "../feedback/skeletons.tsx";
import { useRowFocus } from "../list/use-row-focus.ts";
import { useToday } from "../../provider/use-today.ts";

export interface SearchResultsProps {
  /** From `useMessageSearch`. */
  readonly search: MessageSearchView;
  /** Messages that were found, newest first. */
  readonly hits: readonly SearchHit[];
  /** The text that was searched for. */
  readonly text: string;
  /** The conversation of a message, as it is shown; null until it is known. */
  readonly placeOf: (hit: SearchHit) => HitPlace | null;
  /** The address of a conversation, for links. */
  readonly hrefOf?: ((conversationId: string) => string) | undefined;
  /** Called when the user chooses a message. */
  readonly onOpen: (hit: SearchHit) => void;
  /** The next step if the searched conversation has no result. */
  readonly onSearchEverywhere?: (() => void) | undefined;
}

/** The id of the row of a message. */
export const rowIdOf = ({ message: { conversationId, seq } }: Pick<SearchHit, "message">): string =>
  `${conversationId} ${seq}`;

/** The results of a search, or why there are none. */
export function SearchResults(props: SearchResultsProps) {
  const { search, text, hits, onSearchEverywhere } = props;
  const labels = useAllLabels();
  const { hits: state, isShort, isPending } = search;
  if (isShort) return null;
  if (state.status === "failed") {
    return <Failure title={labels.searchFailed} reason={state.reason} onRetry={state.retry} />;
  }
  if (state.status === "loading") return <RowSkeletons />;
  if (hits.length > 0) return <Hits {...props} list={search} label={labels.searchResults} />;
  if (isPending) return <RowSkeletons />;
  return (
    <Notice
      icon={<SearchIcon />}
      title={labels.nothingFound(text.trim())}
      hint={labels.nothingFoundHint}
      action={onSearchEverywhere && { label: labels.searchEverywhere, onPress: onSearchEverywhere }}
    />
  );
}

interface HitsProps extends Pick<SearchResultsProps, "hits" | "placeOf" | "hrefOf" | "onOpen"> {
  readonly list: Pick<MessageSearchView, "hasMore" | "more" | "isPending" | "loadMore">;
  /** Accessible name of the list. */
  readonly label: string;
  /** Shown below a message. */
  readonly below?: ((hit: SearchHit) => ReactNode) | undefined;
}

/** Found messages, one link each, the newest first. */
export function Hits({ list, label, hits, placeOf, hrefOf, onOpen, below }: HitsProps) {
  const today = useToday();
  const ids = useMemo(() => hits.map(rowIdOf), [hits]);
  const { container, handlers, tabStopId } = useRowFocus({ ids, preferredId: null });
  const { isPending } = list;
  return (
    // Users operate the links; the container only moves the focus between them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={container} className="parley-hits" aria-busy={isPending} {...handlers}>
      <ul className="parley-list" aria-label={label}>
        {hits.map((hit, at) => (
          <SearchHitRow
            key={ids[at]}
            rowId={rowIdOf(hit)}
            hit={hit}
            place={placeOf(hit)}
            href={hrefOf?.(hit.message.conversationId) ?? `#${hit.message.conversationId}`}
            today={today}
            isTabStop={rowIdOf(hit) === tabStopId}
            isFirst={at === 0 && !isPending}
            onOpen={onOpen}
            below={below?.(hit)}
          />
        ))}
      </ul>
      <MoreHits list={list} />
    </div>
  );
}

/** Loads the next page of hits; nothing after the last one. */
export function MoreHits({ list }: Pick<HitsProps, "list">) {
  const labels = useAllLabels();
  const { hasMore, more, loadMore } = list;
  if (!hasMore) return null;
  return (
    <div className="parley-list-end">
      {more === "failed" && <p role="alert">{labels.searchFailed}</p>}
      <button
        type="button"
        className="parley-button"
        aria-busy={more === "loading"}
        onClick={() => more !== "loading" && loadMore()}
      >
        {more === "failed" ? labels.reload : labels.moreResults}
      </button>
    </div>
  );
}
