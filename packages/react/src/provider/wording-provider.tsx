import { type ReactNode, useMemo } from "react";
import type { Labels } from "../labels.ts";
import { createFormat } from "../time/format.ts";
import { pageLocale } from "../time/page-locale.ts";
import { WordingContext } from "./wording-context.ts";

interface WordingProviderProps {
  readonly labels?: Partial<Labels> | undefined;
  readonly locale?: string | undefined;
  readonly children?: ReactNode;
}

/** Provides labels and formats to the components below it. */
export function WordingProvider({ labels, locale, children }: WordingProviderProps) {
  const wording = useMemo(
    () => ({ own: labels ?? {}, format: createFormat(locale ?? pageLocale()) }),
    [labels, locale],
  );
  return <WordingContext.Provider value={wording}>{children}</WordingContext.Provider>;
}
