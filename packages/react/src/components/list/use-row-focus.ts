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

/** Focuses the first focusable element of a row. */
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
  /** The focus moves to another row, which may be rendered only because of it. */
  readonly onMove: (id: string) => void;
}

/**
 * If the row that has the focus is removed, the next one gets it; if none is left, a button in the container.
 */
function useFocusKeeping({ container, ids, onMove }: Keeping) {
  /** The row that has the focus, or had it until it was removed. */
  const held = useRef<{ id: string; at: number } | null>(null);
  useLayoutEffect(() => {
    const lost = held.current;
    if (lost === null) return;
    if (ids.includes(lost.id)) {
      // The row is still there; only the focused element in it is gone.
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
      // A removed row loses the focus in the same commit in which the others are rendered.
      setTimeout(() => {
        if (held.current === left) held.current = null;
      });
    },
  };
}

interface Options {
  /** The ids of the rows in order; each row's element has its id in `data-row`. */
  readonly ids: readonly string[];
  /** The row that Tab reaches first. */
  readonly preferredId: string | null | undefined;
}

/** Arrows, Home and End move the focus between rows; Tab reaches one of them (roving tabindex). */
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
  // After the render: a row far away is rendered only because it is the active one.
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
