import { onDemand } from "../on-demand.tsx";

/** Search results; their code is loaded with the first search. */
export const SearchResults = onDemand(
  async () => (await import("./search-results.tsx")).SearchResults,
);
