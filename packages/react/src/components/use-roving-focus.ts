import { type KeyboardEvent, useCallback } from "react";

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

/** Arrows, Home and End move the focus among the elements of a list that match `selector`. */
export function useRovingFocus(selector: string) {
  return useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      const step = STEPS[event.key];
      if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
      const items = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
      const at = items.findIndex((item) => item === event.target);
      const next = at === -1 ? undefined : items[step(at, items.length - 1)];
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
    },
    [selector],
  );
}
