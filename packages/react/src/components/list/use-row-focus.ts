import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { unlessComposing } from "../composition.ts";

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, last) => last,
};

const rowIdOf = (target: EventTarget) =>
  target instanceof Element ? target.closest<HTMLElement>("[data-row]")?.dataset["row"] : undefined;

/** Gives the focus to the first thing in a row that takes it. */
function focusRow(container: HTMLElement | null, id: string) {
  const row = container?.querySelector(`[data-row="${CSS.escape(id)}"]`);
  row?.querySelector<HTMLElement>("a, button")?.focus();
}

/** Whether nothing has the focus. */
function isFree(within: HTMLElement | null): boolean {
  const root = within?.getRootNode();
  const active = root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
  return active === null || active === document.body;
}

interface Keeping {
  readonly container: RefObject<HTMLElement | null>;
  readonly ids: readonly string[];
  /** The focus goes to another row, which may be drawn only now that it is known. */
  readonly onMove: (id: string) => void;
}

/**
 * When the row that has the focus goes away, the one that takes its place gets it; where none is left,
 * whatever stands there instead.
 */
function useFocusKeeping({ container, ids, onMove }: Keeping) {
  /** Where the focus is, or was until the row that had it went away. */
  const held = useRef<{ id: string; at: number } | null>(null);
  useLayoutEffect(() => {
    const lost = held.current;
    if (lost === null) return;
    if (ids.includes(lost.id)) {
      // The row stays, and only what had the focus in it is gone.
      if (isFree(container.current)) focusRow(container.current, lost.id);
      return;
    }
    held.current = null;
    const next = ids[Math.min(lost.at, ids.length - 1)];
    if (next === undefined) container.current?.querySelector<HTMLElement>("button")?.focus();
    else onMove(next);
  }, [container, ids, onMove]);

  return {
    hold: (id: string) => {
      held.current = { id, at: ids.indexOf(id) };
    },
    onBlur: ({ relatedTarget }: FocusEvent<HTMLElement>) => {
      if (relatedTarget !== null && container.current?.contains(relatedTarget) === true) return;
      const left = held.current;
      // A row that goes away loses the focus within the step in which the others are drawn again.
      setTimeout(() => {
        if (held.current === left) held.current = null;
      });
    },
  };
}

interface Options {
  /** What the rows are called, in their order: each row's element says so in `data-row`. */
  readonly ids: readonly string[];
  /** The row that Tab reaches before any other was visited. */
  readonly preferredId: string | null | undefined;
}

/** Arrows, Home and End move the focus among rows, of which Tab reaches one. */
export function useRowFocus({ ids, preferredId }: Options) {
  const container = useRef<HTMLDivElement>(null);
  const [visitedId, setVisitedId] = useState<string | null>(null);
  const [wanted, setWanted] = useState<{ id: string } | null>(null);
  const { hold, onBlur } = useFocusKeeping({
    container,
    ids,
    onMove: useCallback((id) => {
      setVisitedId(id);
      setWanted({ id });
    }, []),
  });
  // After it was drawn: a row far away is drawn only because it is the visited one.
  useLayoutEffect(() => {
    if (wanted !== null) focusRow(container.current, wanted.id);
  }, [wanted]);

  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const id = rowIdOf(target);
    if (id === undefined) return;
    hold(id);
    setVisitedId(id);
  };
  const onKeyDown = unlessComposing((event: KeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key];
    const id = rowIdOf(event.target);
    if (step === undefined || id === undefined) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const next = ids[step(ids.indexOf(id), ids.length - 1)];
    if (next === undefined || next === id) return;
    setVisitedId(next);
    setWanted({ id: next });
  });

  const isThere = (id: string | null | undefined): id is string => id != null && ids.includes(id);
  const tabStopId = [visitedId, preferredId].find(isThere) ?? ids[0];
  return { container, handlers: { onFocus, onBlur, onKeyDown }, tabStopId };
}
