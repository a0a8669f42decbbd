import { useCallback, useState } from "react";

/** What is looked for in the messages, and where. */
export interface SearchState {
  readonly text: string;
  /** Only in this conversation; null for everywhere. */
  readonly scopeId: string | null;
  readonly setText: (text: string) => void;
  readonly setScope: (conversationId: string | null) => void;
}

export function useSearchState(): SearchState {
  const [text, changeText] = useState("");
  const [scopeId, setScope] = useState<string | null>(null);
  const setText = useCallback((next: string) => {
    changeText(next);
    // An emptied field ends the search, and with it what it kept to.
    if (next === "") setScope(null);
  }, []);
  return { text, scopeId, setText, setScope };
}
