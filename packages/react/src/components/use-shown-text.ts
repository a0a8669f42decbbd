import type { filesInWords } from "@parley/contract/file-words";
import { type Shown, shownText } from "@parley/contract/shown-text";
import { useEffect, useState } from "react";
import { useFormat } from "../provider/wording-context.ts";

let known: typeof filesInWords | undefined;

/** The text of a message where it has one line: without a text its files in words, and by name until these are loaded. */
export function useShownText(message: Shown): string {
  const { locale } = useFormat();
  const [words, setWords] = useState(() => known);
  const { body, files } = message;
  const isNeeded = body === "" && (files?.length ?? 0) > 0 && words === undefined;
  useEffect(() => {
    if (!isNeeded) return;
    void import("@parley/contract/file-words").then(
      (found) => {
        known = found.filesInWords;
        setWords(() => known);
      },
      () => undefined,
    );
  }, [isNeeded]);
  const inWords = body === "" && files ? words?.(files, locale) : undefined;
  return inWords ?? shownText(message);
}
