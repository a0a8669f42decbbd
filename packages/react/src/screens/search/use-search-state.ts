import { useCallback, useState } from "react";

/** Which messages a search is limited to. */
export interface SearchFilters {
  readonly conversationId?: string | undefined;
  readonly senderId?: string | undefined;
  /** The first day, as in 2026-11-30, in the reader's time zone. */
  readonly after?: string | undefined;
  /** The day after the last one. */
  readonly before?: string | undefined;
  readonly hasLink?: boolean | undefined;
}

/** What is searched for. */
export interface SearchQuery {
  readonly text: string;
  readonly filters: SearchFilters;
}

/** A search, and its changes. */
export interface SearchState extends SearchQuery {
  /** There is neither a text nor a filter. */
  readonly isEmpty: boolean;
  readonly change: (next: Partial<SearchQuery>) => void;
  readonly clear: () => void;
}

/** Whether a search is limited. */
export const isFiltered = (filters: SearchFilters): boolean => Object.values(filters).some(Boolean);

const EMPTY: SearchQuery = { text: "", filters: {} };

export function useSearchState(): SearchState {
  const [query, setQuery] = useState(EMPTY);
  return {
    ...query,
    isEmpty: query.text === "" && !isFiltered(query.filters),
    change: useCallback((next: Partial<SearchQuery>) => {
      setQuery((before) => ({ ...before, ...next }));
    }, []),
    clear: useCallback(() => setQuery(EMPTY), []),
  };
}
