import { mayHaveMarks } from "@parley/contract/text-rules";
import type { TextPart } from "@parley/contract/links";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { onOneLine } from "../text/lines.ts";

const load = async () => ({
  ...(await import("./formatted-text.tsx")),
  plainTextOf: (await import("@parley/contract/formatting")).plainTextOf,
  findLinks: (await import("@parley/contract/links")).findLinks,
});
type Formatting = Awaited<ReturnType<typeof load>>;

let loaded: Formatting | null = null;
let loading: Promise<void> | null = null;
const listeners = new Set<() => void>();

/** Whether a text can have links, mentions or marks. */
const isNeededFor = (text: string) =>
  /:\/\/|www\.|mailto:|[@\uFF20]/iu.test(text) || mayHaveMarks(text);

/** Loads the code that finds links and formatting and draws them. If it cannot be loaded, texts are shown as they were typed. */
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

/** The code for links and formatting; null if the text needs none, or until it is loaded. */
export function useFormatting(text: string): Formatting | null {
  const isNeeded = isNeededFor(text);
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

/** The addresses of a text, once the code is loaded; it is as soon as one is shown or typed. */
export const linksOf = (text: string): readonly TextPart[] =>
  loaded?.findLinks(text) ?? [{ kind: "text", text }];

/** The start of a text on one line, without marks: only a part that fills the line is parsed. */
export function usePlainLine(text: string, max: number): string {
  const start = text.slice(0, 4 * max);
  const code = useFormatting(start);
  return useMemo(() => onOneLine(code?.plainTextOf(start) ?? start, max), [code, start, max]);
}
