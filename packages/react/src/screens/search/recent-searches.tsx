import { useState } from "react";
import { SearchIcon } from "../../components/icons.tsx";
import { useUserId } from "../../hooks/session/use-me.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { fieldsOf, readStored, writeStored } from "../../stored.ts";
import { focusField } from "./focus-field.ts";
import { useResultFocus } from "./use-result-focus.ts";
import { useFilterTexts } from "./use-filter-texts.ts";
import type { SearchQuery, SearchState } from "./use-search-state.ts";

const SHOWN_MAX = 5;

/** A host that signs users out removes the keys that end with their id. */
const keyOf = (userId: string) => `parley:searches:${userId}`;

const FILTERS = ["conversationId", "senderId", "after", "before"] as const;

function queryOf(kept: unknown): SearchQuery[] {
  const text = fieldsOf(kept).get("text");
  const filters = fieldsOf(fieldsOf(kept).get("filters"));
  if (typeof text !== "string") return [];
  const texts = FILTERS.flatMap((name) => {
    const value = filters.get(name);
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  const hasLink = filters.get("hasLink") === true;
  return [{ text, filters: { ...Object.fromEntries(texts), ...(hasLink && { hasLink }) } }];
}

function readSearches(userId: string): readonly SearchQuery[] {
  const kept = readStored(keyOf(userId));
  return Array.isArray(kept) ? kept.flatMap(queryOf).slice(0, SHOWN_MAX) : [];
}

const idOf = ({ text, filters }: SearchQuery) =>
  JSON.stringify([text, ...FILTERS.map((name) => filters[name]), filters.hasLink]);

/** Keeps a search on this device, as the latest one. */
export function keepSearch(userId: string, search: SearchQuery): void {
  const others = readSearches(userId).filter((each) => idOf(each) !== idOf(search));
  writeStored(keyOf(userId), [search, ...others].slice(0, SHOWN_MAX));
}

export interface RecentSearchesProps {
  readonly state: SearchState;
}

/** The last searches of this device that led to a message; nothing if there are none. */
export function RecentSearches({ state }: RecentSearchesProps) {
  const labels = useAllLabels();
  const textsOf = useFilterTexts();
  const userId = useUserId();
  const [searches, setSearches] = useState(() => readSearches(userId));
  const { container, handlers, tabStopId } = useResultFocus(searches.map((_, at) => at.toString()));
  if (searches.length === 0) return null;
  return (
    // Users operate the buttons; the container only moves the focus between them. A press on it leaves the focus in the
    // field: without it the list would disappear before the click.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={container}
      className="parley-hits parley-recent"
      onPointerDown={(event) => event.preventDefault()}
      {...handlers}
    >
      <div className="parley-recent__head">
        <h3 className="parley-section__heading">{labels.recentSearches}</h3>
        <button
          type="button"
          className="parley-status__button"
          onClick={({ currentTarget }) => {
            writeStored(keyOf(userId), undefined);
            focusField(currentTarget);
            setSearches([]);
          }}
        >
          {labels.forgetSearches}
        </button>
      </div>
      <ul className="parley-list" aria-label={labels.recentSearches}>
        {searches.map((search, at) => (
          <li key={idOf(search)} data-row={at.toString()}>
            <button
              type="button"
              className="parley-option parley-option--line"
              tabIndex={at.toString() === tabStopId ? 0 : -1}
              onClick={({ currentTarget }) => {
                focusField(currentTarget);
                state.change(search);
              }}
            >
              <SearchIcon />
              <span className="parley-option__name" dir="auto">
                {[search.text, ...textsOf(search.filters).map(({ text }) => text)]
                  .filter((text) => text !== "")
                  .join(" · ")}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
