import { onDemand } from "../on-demand.tsx";

/** What a search has found, whose code is fetched with the first search. */
export const SearchResults = onDemand(
  async () => (await import("./search-results.tsx")).SearchResults,
);
