import { serialPerKey } from "@parley/concurrency/serial-per-key";
import type { ParleyClient } from "../create-client.ts";
import { reasonOf } from "../errors.ts";
import { retryPolicyOf } from "../retry-policy.ts";
import type { Snapshot } from "../snapshot.ts";
import { changeKey, createChangeStorage, type PendingChange } from "./change-storage.ts";
import type { ScreenCore, Settling } from "./core.ts";
import type { PageStorage } from "./kept-values.ts";
import type { OptimisticUpdate } from "./optimistic-updates.ts";

/** How long a deletion can be undone, in milliseconds. */
export const UNDO_FOR = 6_000;
/** A deletion without a response is retried after this many milliseconds. */
const AGAIN_AFTER = 5_000;
/**
 * A stored change that is older is dropped, in milliseconds: its user has most likely decided again on another device,
 * which the server does not tell. A deletion does not expire.
 */
const KEPT_FOR = 7 * 86_400_000;

/** The call for a change; it resolves to a function that applies its result to the state. */
export type ChangeCall = Pick<Settling<(server: Snapshot) => Snapshot>, "call" | "isAbout">;

interface Options {
  readonly core: ScreenCore;
  readonly client: Pick<ParleyClient, "connection" | "locks">;
  readonly callOf: (update: OptimisticUpdate) => ChangeCall;
  /** A change that was made in another page is hidden again. */
  readonly onRefused: (update: OptimisticUpdate, error: unknown) => void;
}

/** The user's changes that are shown at once. Each is stored until the server has answered. */
export interface Changes {
  /** Shows a change and sends it. Rejects once it is hidden again: the server refused, or does not answer. */
  make(update: OptimisticUpdate): Promise<void>;
  /** Whether a change of any tab has not been answered. */
  isPending(): boolean;
  /** Takes a change back, unless it is being sent. */
  undo(key: string): void;
  /** Shows the stored changes of a user. */
  load(userId: string, storage: PageStorage | undefined): void;
  /** Sends the stored changes of an earlier page, and of tabs that were closed. */
  resume(): void;
  /** Sends the deletions that can still be undone: the page is being closed. */
  leave(): void;
}

/** Changes of one turn are sent in order, since the result of each contains those of the others. */
const turnOf = (update: OptimisticUpdate) =>
  "messageId" in update ? changeKey(update) : `${update.type} ${update.conversationId}`;

const isExpired = ({ update, at }: PendingChange) =>
  update.type !== "deletion" && Date.now() - at > KEPT_FOR;

/**
 * What is stored decides: a change is sent if it is still there when its turn comes. Another tab may have sent it, or have
 * stored a later one in its place; of all tabs one at a time sends what has the same turn. Every call is idempotent.
 */
export function createChanges({ core, client, callOf, onRefused }: Options): Changes {
  const { connection, locks } = client;
  const inTurn = serialPerKey<string>();
  let kept = createChangeStorage(undefined, "");
  let prefix = "";
  let last = 0;
  const shown = new Map<string, PendingChange>();
  /** The times of the changes that this page sends, or has sent. */
  const taken = new Set<number>();
  const called = new Set<string>();
  /** Ends the waits of the deletions that were made in this page: those of another tab can still be undone there. */
  const waits = new Map<number, () => void>();
  let isLeaving = false;

  const hide = (key: string) => {
    const change = shown.get(key);
    shown.delete(key);
    if (change !== undefined) core.hide(change.update);
  };
  const show = (change: PendingChange) =>
    core.batch(() => {
      const key = changeKey(change.update);
      hide(key);
      shown.set(key, change);
      core.show(change.update);
    });
  const wait = (ms: number, onWait?: (end: () => void) => void) =>
    new Promise<void>((resolve) => {
      setTimeout(resolve, ms);
      onWait?.(resolve);
    });
  const nextConnection = () =>
    new Promise<void>((resolve) => {
      const stop = connection.subscribe(() => {
        if (connection.get().status !== "online") return;
        stop();
        resolve();
      });
    });

  const carryOut = async (change: PendingChange, isOwn: boolean) => {
    const { update, at } = change;
    const key = changeKey(update);
    const turn = turnOf(update);
    const isDeletion = update.type === "deletion";
    const { call, isAbout } = callOf(update);
    const isStored = () =>
      kept.all().some((other) => other.at === at && changeKey(other.update) === key);
    const forget = () => {
      if (isStored()) kept.remove(key);
    };
    const callNow = async () => {
      if (!isStored()) return (server: Snapshot) => server;
      called.add(key);
      try {
        const apply = await call();
        // Before another tab has its turn.
        forget();
        return apply;
      } finally {
        called.delete(key);
      }
    };
    if (isDeletion) {
      // A clock that was set back meanwhile must not postpone it.
      await wait(
        Math.min(update.undoUntil - Date.now(), UNDO_FOR),
        (end) => isOwn && waits.set(at, end),
      );
      waits.delete(at);
    }
    for (;;) {
      try {
        // Attempts are sequential by definition.
        // oxlint-disable-next-line no-await-in-loop
        await core.settle({
          call: () =>
            // A page that is closed gets no lock any more.
            locks === undefined || isLeaving ? callNow() : locks.request(prefix + turn, callNow),
          apply: (server, result) => result(server),
          isAbout,
          update,
        });
        if (shown.get(key) === change) shown.delete(key);
        return;
      } catch (error) {
        const reason = reasonOf(error);
        const policy = retryPolicyOf(reason);
        const isOnline = connection.get().status === "online";
        if (policy === "refused" || (policy === "again" && isOnline && !isDeletion)) {
          // The text of an edit of an earlier page stays stored until its user has sent or dropped it.
          if (isOwn || update.type !== "edit" || reason === "not_found") forget();
          if (shown.get(key) === change) hide(key);
          throw error;
        }
        // The session has ended, or the page has to be loaded again: it stays stored.
        // oxlint-disable-next-line no-await-in-loop
        await (isOnline ? wait(AGAIN_AFTER) : nextConnection());
      }
    }
  };
  const send = (change: PendingChange, isOwn = false) => {
    taken.add(change.at);
    return inTurn(turnOf(change.update), () => carryOut(change, isOwn));
  };

  return {
    make(update) {
      last = Math.max(Date.now(), last + 1);
      const change = { update, at: last };
      kept.put(change);
      show(change);
      return send(change, true);
    },
    isPending: () => kept.all().length > 0,
    undo(key) {
      if (called.has(key)) return;
      kept.remove(key);
      hide(key);
    },
    load(userId, storage) {
      kept = createChangeStorage(storage, userId);
      prefix = `parley:changes:${userId}:`;
      core.batch(() => {
        for (const change of kept.all())
          if (isExpired(change)) kept.remove(changeKey(change.update));
          else show(change);
      });
    },
    resume() {
      isLeaving = false;
      for (const change of kept.all()) {
        if (taken.has(change.at)) continue;
        show(change);
        send(change).catch((error: unknown) => onRefused(change.update, error));
      }
    },
    leave() {
      isLeaving = true;
      for (const end of waits.values()) end();
    },
  };
}
