import type { SearchHit } from "@parley/contract";
import { type ReactNode, useId, useMemo, useState } from "react";
import { Failure } from "../../components/feedback/notice.tsx";
import { RowSkeletons } from "../../components/feedback/skeletons.tsx";
import { MoreHits, rowIdOf } from "../../components/search/search-results.tsx";
import { SearchHitRow } from "../../components/search/search-hit-row.tsx";
import type { MessageSearchView } from "../../hooks/messages/use-message-search.ts";
import { useHitPlaces } from "../../hooks/messages/use-hit-places.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useToday } from "../../provider/use-today.ts";
import type { FoundTargets, SearchTarget } from "./search-target.ts";
import { TargetRow } from "./target-row.tsx";
import { useResultFocus } from "./use-result-focus.ts";

interface FoundListProps {
  readonly targets: FoundTargets;
  readonly search: MessageSearchView;
  /** Found messages, newest first. */
  readonly hits: readonly SearchHit[];
  /** The typed name: matching letters are highlighted. */
  readonly typed: string;
  /** All users and conversations are shown, instead of the best ones. */
  readonly isWhole: boolean;
  /** The conversation that is being opened. */
  readonly busyKey: string | null;
  readonly hrefOf: ((conversationId: string) => string) | undefined;
  readonly onGo: (target: SearchTarget) => void;
  readonly onOpenHit: (hit: SearchHit) => void;
}

/** Rows of a section until all are asked for. */
const FEW = 4;

/** Which sections show all of their rows; none, once the text changes. */
function useWhole(typed: string) {
  const [whole, setWhole] = useState({ typed, sections: new Set<string>() });
  const sections = whole.typed === typed ? whole.sections : new Set<string>();
  return {
    isWhole: (section: string) => sections.has(section),
    show: (section: string) => setWhole({ typed, sections: new Set([...sections, section]) }),
  };
}

/** What was found, in sections. The arrows move through all of them. */
export function FoundList(props: FoundListProps) {
  const { targets, search, hits, typed, busyKey, hrefOf, onGo, onOpenHit } = props;
  const labels = useAllLabels();
  const today = useToday();
  const placeOf = useHitPlaces(hits);
  const [openedId, setOpenedId] = useState<string | null>(null);
  const whole = useWhole(typed);
  const shownOf = (section: keyof FoundTargets) => {
    const all = targets[section];
    // One more row takes no more room than the button that would show it.
    const isCut = !props.isWhole && !whole.isWhole(section) && all.length > FEW + 1;
    return isCut ? all.slice(0, FEW) : all;
  };
  const sections = (["people", "conversations"] as const).map((section) => ({
    section,
    heading: section === "people" ? labels.people : labels.conversations,
    rows: shownOf(section),
    isCut: shownOf(section).length < targets[section].length,
  }));
  // Before a text is typed the conversations are first.
  if (typed === "") sections.reverse();
  const found = sections.flatMap(({ rows }) => rows.map(({ key }) => key));
  const idList = [...found, ...hits.map(rowIdOf)].join("\n");
  const ids = useMemo(() => (idList === "" ? [] : idList.split("\n")), [idList]);
  const { container, handlers, tabStopId } = useResultFocus(ids);
  const placeIn = (id: string) => ({ isTabStop: id === tabStopId, isFirst: id === ids[0] });

  return (
    // Users operate the links; the container only moves the focus between them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={container} className="parley-hits" {...handlers}>
      {sections.map(({ section, heading, rows, isCut }) => (
        <FoundSection key={section} heading={heading} isShown={rows.length > 0}>
          {(headingId) => (
            <>
              <ul className="parley-list" aria-labelledby={headingId}>
                {rows.map((target) => (
                  <TargetRow
                    key={target.key}
                    {...placeIn(target.key)}
                    target={target}
                    typed={typed}
                    isBusy={target.key === busyKey}
                    hrefOf={hrefOf}
                    onGo={onGo}
                  />
                ))}
              </ul>
              {isCut && (
                <button
                  type="button"
                  className="parley-status__button parley-found__more"
                  onClick={() => whole.show(section)}
                >
                  {labels.moreResults}
                </button>
              )}
            </>
          )}
        </FoundSection>
      ))}
      <FoundMessages search={search} hits={hits}>
        <ul className="parley-list" aria-label={labels.searchResults} aria-busy={search.isPending}>
          {hits.map((hit) => (
            <SearchHitRow
              key={rowIdOf(hit)}
              rowId={rowIdOf(hit)}
              hit={hit}
              place={placeOf(hit)}
              href={hrefOf?.(hit.message.conversationId) ?? `#${hit.message.conversationId}`}
              today={today}
              isTabStop={placeIn(rowIdOf(hit)).isTabStop}
              // Older results are not opened by mistake.
              isFirst={placeIn(rowIdOf(hit)).isFirst && !search.isPending}
              isCurrent={rowIdOf(hit) === openedId}
              onOpen={(chosen) => {
                setOpenedId(rowIdOf(chosen));
                onOpenHit(chosen);
              }}
            />
          ))}
        </ul>
      </FoundMessages>
    </div>
  );
}

interface FoundSectionProps {
  readonly heading: string;
  readonly isShown: boolean;
  readonly children: (headingId: string) => ReactNode;
}

function FoundSection({ heading, isShown, children }: FoundSectionProps) {
  const headingId = useId();
  if (!isShown) return null;
  return (
    <>
      <h3 className="parley-section__heading" id={headingId}>
        {heading}
      </h3>
      {children(headingId)}
    </>
  );
}

interface FoundMessagesProps extends Pick<FoundListProps, "search" | "hits"> {
  readonly children: ReactNode;
}

/** The messages, or how far their search is. */
function FoundMessages({ search, hits, children }: FoundMessagesProps) {
  const labels = useAllLabels();
  const { hits: state, isShort, isPending } = search;
  if (isShort) return null;
  if (state.status === "failed") {
    return <Failure title={labels.searchFailed} reason={state.reason} onRetry={state.retry} />;
  }
  const isLoading = state.status === "loading" || (isPending && hits.length === 0);
  if (!isLoading && hits.length === 0) return null;
  return (
    <>
      <h3 className="parley-section__heading">{labels.messages}</h3>
      {isLoading ? <RowSkeletons /> : children}
      {!isLoading && <MoreHits list={search} />}
    </>
  );
}
