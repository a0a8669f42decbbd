import {
  type Loadable,
  loadableOf,
  type Part,
  partKey,
  type PartValues,
  type RequestItems,
  requestKey,
  requestOf,
  type RequestState,
  type ScreenRequest,
  type ScreenState,
} from "@parley/client";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useMessaging } from "./messaging-context.ts";

interface Watchable {
  subscribe(onChange: () => void): () => void;
}

/** Reads an external store and renders again if the value of `read` changes. */
export function useStore<Value>(store: Watchable, read: () => Value): Value {
  return useSyncExternalStore(store.subscribe, read, read);
}

function isShallowEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null)
    return false;
  // Maps and sets have no own properties to compare.
  if (!isPlain(one) || !isPlain(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const left = Object.entries(one);
  const right = new Map(Object.entries(other));
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && Object.is(value, right.get(key)))
  );
}

const isPlain = (value: object) =>
  Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;

interface Selection<Selected> {
  readonly state: ScreenState;
  readonly selector: (state: ScreenState) => Selected;
  readonly value: Selected;
}

/**
 * Selects from the state of the screen, and renders again only if the selected value changes. Plain
 * objects and arrays are compared by their entries.
 */
export function useScreen<Selected>(
  selector: (state: ScreenState) => Selected,
  isEqual: (one: Selected, other: Selected) => boolean = isShallowEqual,
): Selected {
  const { screen } = useMessaging();
  const [memory] = useState<{ last: Selection<Selected> | undefined }>({ last: undefined });
  const read = () => {
    const state = screen.get();
    const { last } = memory;
    if (last?.state === state && last.selector === selector) return last.value;
    const selected = selector(state);
    const value = last !== undefined && isEqual(last.value, selected) ? last.value : selected;
    memory.last = { state, selector, value };
    return value;
  };
  return useSyncExternalStore(screen.subscribe, read, read);
}

/** The first value with a key, until the key changes. */
function useByKey<Value>(value: Value, key: string): Value {
  const [held, setHeld] = useState({ key, value });
  if (held.key === key) return held.value;
  setHeld({ key, value });
  return value;
}

const LOADING = { status: "loading" } as const;

/** Keeps a part of the screen's data fetched, and returns which. With null it does nothing. */
export function useWatch<Each extends Part>(part: Each | null): Each | null {
  const { screen } = useMessaging();
  const held = useByKey(part, part === null ? "" : partKey(part));
  useEffect(() => (held === null ? undefined : screen.watch(held)), [screen, held]);
  return held;
}

/** Keeps a part of the screen's data fetched, and returns it. With null it does nothing. */
export function usePart<Each extends Part>(part: Each | null): Loadable<PartValues[Each["part"]]> {
  const held = useWatch(part);
  return useScreen((state) => (held === null ? LOADING : loadableOf(state, held)));
}

const NO_RESULT: RequestState<never> = { items: LOADING, hasMore: false, more: "idle" };

/** Keeps a request's result up to date, and returns it. With null it does nothing. */
export function useRequest<Each extends ScreenRequest>(
  request: Each | null,
): RequestState<RequestItems[Each["request"]]> {
  const { screen } = useMessaging();
  const held = useByKey(request, request === null ? "" : requestKey(request));
  useEffect(() => (held === null ? undefined : screen.watchRequest(held)), [screen, held]);
  return useScreen((state) => (held === null ? NO_RESULT : requestOf(state, held)));
}
