import { applyEvent } from "../apply-event.ts";
import type { StreamEvent } from "@parley/contract";
import type { ConnectionState } from "../connection.ts";
import { emptySnapshot, type Missing, type Snapshot } from "../snapshot.ts";
import type { Store } from "../store.ts";
import {
  changesOf,
  isConfirmed,
  type MessageChange,
  type OptimisticUpdate,
  showUpdates,
  touchedBy,
} from "./optimistic-updates.ts";
import type { ScreenState } from "./screen-state.ts";
import { untilAnswered } from "./until-answered.ts";

/** The fields that the modules of the state set directly; the others are derived. */
export type OwnState = Omit<ScreenState, "server" | "shown" | "changes" | "userId">;

/** A call whose result becomes part of the state. */
export interface Settling<Result> {
  readonly call: () => Promise<Result>;
  /** The state with the result; absent if the stream delivers the new state. */
  readonly apply?: ((server: Snapshot, result: Result) => Snapshot) | undefined;
  /** Whether an event is about the same object as the result, and might be newer. */
  readonly isAbout: (event: StreamEvent) => boolean;
  /** Shown until the server has confirmed it. */
  readonly update?: OptimisticUpdate | undefined;
}

/** The state, and the only ways in which it changes. */
export interface ScreenCore extends Store<ScreenState> {
  /** Runs several changes, and notifies once. */
  batch<Result>(work: () => Result): Result;
  set(change: Partial<OwnState>): void;
  /** Sets or removes one entry of a map. */
  setEntry<Key extends MapKey>(
    key: Key,
    id: string,
    value: ValueOf<OwnState[Key]> | undefined,
  ): void;
  setServer(change: (server: Snapshot) => Snapshot): void;
  /** Applies one event of the stream. `isNew` is false if the state already included it. */
  onEvent(event: StreamEvent): { readonly missing: readonly Missing[]; readonly isNew: boolean };
  /** Records events until the returned function is called, which returns them. */
  record(): () => readonly StreamEvent[];
  /** Applies fetched data, then again the events that arrived during the fetch. Returns what these left missing. */
  merge(
    change: (server: Snapshot) => Snapshot,
    meanwhile: readonly StreamEvent[],
  ): readonly Missing[];
  show(update: OptimisticUpdate): void;
  hide(update: OptimisticUpdate): void;
  /**
   * Makes a call and applies its result; a call with an update waits for a connection. The update is hidden once the result is applied, or once an event has
   * confirmed it; if the call fails, the caller decides.
   */
  settle<Result>(settling: Settling<Result>): Promise<Result>;
}

type ValueOf<Collection> = Collection extends ReadonlyMap<string, infer Value> ? Value : never;
type MapKey = {
  [Key in keyof OwnState]: OwnState[Key] extends ReadonlyMap<string, unknown> ? Key : never;
}[keyof OwnState];

/**
 * An update that no event has confirmed is hidden after this many milliseconds. Its event came before the result then,
 * with a newer change by another device in it.
 */
const CONFIRMED_WITHIN = 5_000;

interface Unconfirmed {
  readonly isAbout: (event: StreamEvent) => boolean;
  readonly timer: ReturnType<typeof setTimeout>;
}

const NOTHING: ReadonlyMap<string, never> = new Map<string, never>();

const initial = (userId: string): ScreenState => ({
  me: { status: "loading" },
  userId,
  server: emptySnapshot(userId),
  shown: emptySnapshot(userId),
  changes: NOTHING,
  failures: NOTHING,
  more: NOTHING,
  paging: NOTHING,
  requests: NOTHING,
  presence: NOTHING,
  typing: NOTHING,
  drafts: NOTHING,
  edits: NOTHING,
  chosen: NOTHING,
  replies: NOTHING,
  readingPositions: NOTHING,
  problems: NOTHING,
  refusedEdits: NOTHING,
  unreadFrom: NOTHING,
});

/** A map with one entry changed; `undefined` removes it. Returns the same map if nothing changes. */
function withKey<Value>(
  map: ReadonlyMap<string, Value>,
  key: string,
  value: Value | undefined,
): ReadonlyMap<string, Value> {
  if (Object.is(map.get(key), value)) return map;
  const next = new Map(map);
  if (value === undefined) next.delete(key);
  else next.set(key, value);
  return next;
}

/** Publishes states: listeners are called once for each batch, after it. */
function createPublisher() {
  let state = initial("");
  const listeners = new Set<() => void>();
  let depth = 0;
  let isChanged = false;
  const notify = () => {
    if (depth > 0 || !isChanged) return;
    isChanged = false;
    for (const listener of listeners) listener();
  };
  return {
    get: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    publish(change: Partial<ScreenState>) {
      const next = { ...state, ...change };
      // Both states have the same keys.
      const keys = Object.keys(change) as (keyof ScreenState)[];
      if (keys.every((key) => Object.is(state[key], next[key]))) return;
      state = next;
      isChanged = true;
      notify();
    },
    batch<Result>(work: () => Result): Result {
      depth += 1;
      try {
        return work();
      } finally {
        depth -= 1;
        notify();
      }
    },
  };
}

function createRecorder() {
  const recordings = new Set<StreamEvent[]>();
  return {
    add(event: StreamEvent) {
      for (const recording of recordings) recording.push(event);
    },
    record() {
      const recording: StreamEvent[] = [];
      recordings.add(recording);
      return (): readonly StreamEvent[] => {
        recordings.delete(recording);
        return recording;
      };
    },
  };
}

/** Creates a state without fetched data. */
export function createCore(connection: Store<ConnectionState>): ScreenCore {
  const publisher = createPublisher();
  const recorder = createRecorder();
  let updates: readonly OptimisticUpdate[] = [];
  /** Updates whose call has succeeded, but whose result may be older than events that were already applied. */
  const unconfirmed = new Map<OptimisticUpdate, Unconfirmed>();

  const show = (server: Snapshot, changes: ReadonlyMap<string, MessageChange>) =>
    updates.length === 0 ? server : showUpdates(server, { updates, changes });
  const setServer = (change: (server: Snapshot) => Snapshot) => {
    const { server: before, changes } = publisher.get();
    const server = change(before);
    if (server === before) return;
    const { userId, me: value } = server;
    const { me: known } = publisher.get();
    const isSame = value === undefined || (known.status === "ready" && known.value === value);
    const me = isSame ? known : ({ status: "ready", value } as const);
    publisher.publish({ me, userId, server, shown: show(server, changes) });
  };
  const setUpdates = (next: readonly OptimisticUpdate[], changed: OptimisticUpdate) => {
    updates = next;
    const { server, changes: known } = publisher.get();
    const touched = touchedBy(changed);
    const changes = changesOf(updates, { known, touched });
    publisher.publish({ changes, shown: show(server, changes) });
  };
  const hide = (update: OptimisticUpdate) => {
    clearTimeout(unconfirmed.get(update)?.timer);
    unconfirmed.delete(update);
    if (updates.includes(update))
      setUpdates(
        updates.filter((other) => other !== update),
        update,
      );
  };
  /** Each change has an event of its own, even if another event about the same object arrived first. */
  const hideConfirmedBy = (event: StreamEvent) => {
    for (const [update, { isAbout }] of unconfirmed) {
      if (event.type === "resync" || isAbout(event)) hide(update);
    }
  };
  const merge: ScreenCore["merge"] = (change, meanwhile) => {
    let missing: readonly Missing[] = [];
    setServer((before) => {
      let server = change(before);
      for (const event of meanwhile) {
        // A resync starts fetches of its own; applied again after each of them, it would loop forever.
        if (event.type === "resync") continue;
        const applied = applyEvent(server, event);
        server = applied.snapshot;
        missing = [...missing, ...applied.missing];
      }
      return server;
    });
    return missing;
  };

  return {
    get: publisher.get,
    subscribe: publisher.subscribe,
    batch: publisher.batch,
    set: publisher.publish,
    setEntry(key, id, value) {
      // By the signature, the value has this map's value type.
      const map = publisher.get()[key] as ReadonlyMap<string, unknown>;
      publisher.publish({ [key]: withKey(map, id, value) });
    },
    setServer,
    onEvent(event) {
      recorder.add(event);
      return publisher.batch(() => {
        const before = publisher.get().server;
        const { snapshot, missing } = applyEvent(before, event);
        setServer(() => snapshot);
        hideConfirmedBy(event);
        return { missing, isNew: snapshot !== before || missing.length > 0 };
      });
    },
    record: recorder.record,
    merge,
    show(update) {
      if (!updates.includes(update)) setUpdates([...updates, update], update);
    },
    hide,
    async settle({ call, apply, isAbout, update }) {
      const stop = recorder.record();
      try {
        // What is shown is meant to be stored: it waits for a connection.
        const result = await (update === undefined ? call() : untilAnswered(connection, call));
        const meanwhile = stop();
        publisher.batch(() => {
          if (apply !== undefined) merge((server) => apply(server, result), meanwhile);
          if (update === undefined) return;
          // Of the result and an event about the same object, either may be newer, and the event was applied last. The
          // event of this change arrives in any case; until then its optimistic update stays.
          const isOpen = meanwhile.some(isAbout) && !isConfirmed(publisher.get().server, update);
          if (!isOpen) return hide(update);
          const timer = setTimeout(() => hide(update), CONFIRMED_WITHIN);
          unconfirmed.set(update, { isAbout, timer });
        });
        return result;
      } finally {
        stop();
      }
    },
  };
}
