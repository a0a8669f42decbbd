import { useAllLabels } from "../../provider/all-labels.ts";
import { useFormat } from "../../provider/wording-context.ts";
import type { SearchResultsProps } from "./search-results.tsx";

/** The number of results, for screen readers. */
export function SearchStatus({ search, hits }: Pick<SearchResultsProps, "search" | "hits">) {
  const labels = useAllLabels();
  const format = useFormat();
  const words = () => {
    if (search.isPending || search.hits.status !== "ready" || hits.length === 0) return "";
    return labels.resultCount(format.number(hits.length), hits.length, search.hasMore);
  };
  return (
    <p className="parley-hidden" role="status">
      {search.isShort ? "" : words()}
    </p>
  );
}
