import { useCallback, useEffect, useRef, useState } from "react";
import { AT_REST_AFTER } from "../../components/on-demand.tsx";
import { useFormat } from "../../provider/wording-context.ts";
import type { Row } from "../../rows/row.ts";
import { hasTranslator } from "../../translation/translations-context.ts";

const NONE: ReadonlySet<string> = new Set();

/** A text of a message, which changes with an edit, in a page of a language. */
const keyOf = ({ id, version }: Row, locale: string) => `${locale} ${id} ${version}`;

/** Whether a message is in the language of the page, as far as the browser knows that without a download. */
export function usePageLanguage(rows: readonly Row[]): (row: Row) => boolean {
  const { locale } = useFormat();
  const [found, setFound] = useState(NONE);
  const checked = useRef(new Set<string>());
  useEffect(() => {
    const left = rows.filter(
      (row) => !row.isOwn && row.body !== null && !checked.current.has(keyOf(row, locale)),
    );
    if (left.length === 0 || !hasTranslator()) return undefined;
    let isOver = false;
    const check = async () => {
      const { areIn } = await import("../../translation/translate.ts");
      const results = await areIn(
        locale,
        left.map(({ body }) => body ?? ""),
      );
      if (isOver) return;
      for (const row of left) checked.current.add(keyOf(row, locale));
      const own = left.filter((_, at) => results[at]).map((row) => keyOf(row, locale));
      if (own.length > 0) setFound((now) => new Set([...now, ...own]));
    };
    // If it fails, the translation is offered.
    const timer = setTimeout(() => void check().catch(() => undefined), AT_REST_AFTER);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [rows, locale]);
  return useCallback((row) => found.has(keyOf(row, locale)), [found, locale]);
}
