import { useCallback, useState } from "react";

/** The text and the scope of a message search. */
export interface SearchState {
  readonly text: string;
  /** Searches only this conversation; `null` for all. */
  readonly scopeId: string | null;
  readonly setText: (text: string) => void;
  readonly setScope: (conversationId: string | null) => void;
}

export function useSearchState(): SearchState {
  const [text, changeText] = useState("");
  const [scopeId, setScope] = useState<string | null>(null);
  const setText = useCallback((next: string) => {
    changeText(next);
    // An empty field ends the search and resets its scope.
    if (next === "") setScope(null);
  }, []);
  return { text, scopeId, setText, setScope };
}
