import { mayHaveMarks } from "@parley/contract/text-rules";
import { useEffect, useSyncExternalStore } from "react";

const load = async () => ({
  ...(await import("@parley/contract/formatting")),
  ...(await import("./formatted-text.tsx")),
});
type Formatting = Awaited<ReturnType<typeof load>>;

let loaded: Formatting | null = null;
let loading: Promise<void> | null = null;
const listeners = new Set<() => void>();

/** Loads the code that parses and draws formatting. If it cannot be loaded, texts are shown as they were typed. */
export function loadFormatting(): Promise<void> {
  loading ??= load().then(
    (found) => {
      loaded = found;
      for (const listener of listeners) listener();
    },
    () => {
      // It is loaded again for the next text that needs it.
      loading = null;
    },
  );
  return loading;
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The code for a text that can have marks; null if the text has none, or until it is loaded. */
export function useFormatting(text: string): Formatting | null {
  const isNeeded = mayHaveMarks(text);
  useEffect(() => {
    if (isNeeded) void loadFormatting();
  }, [isNeeded]);
  const found = useSyncExternalStore(
    subscribe,
    () => loaded,
    () => null,
  );
  return isNeeded ? found : null;
}

/** The words of a text without marks. */
export const usePlainText = (text: string): string =>
  useFormatting(text)?.plainTextOf(text) ?? text;
