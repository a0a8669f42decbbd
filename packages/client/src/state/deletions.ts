import type { ErrorReason } from "@parley/contract";
import { number, optional, record, text } from "../apply/checks.ts";
import { reasonOf } from "../errors.ts";
import type { ScreenCore } from "./core.ts";
import type { PageStorage } from "./kept-values.ts";
import type { MessagePlace, OptimisticUpdate } from "./optimistic-updates.ts";
import { mayPass } from "./retrying-fetch.ts";

/** How long a deletion can be undone, in milliseconds. */
const UNDO_FOR = 6_000;
/** A deletion without a response is retried after this many milliseconds. */
const AGAIN_AFTER = 5_000;

/** A requested deletion that the server has not confirmed. */
export interface PendingDeletion extends MessagePlace {
  /** Why an ADMIN deletes another user's message. */
  readonly reason?: string | undefined;
  /** Until this time it can be undone and is not sent, in epoch milliseconds. */
  readonly undoUntil: number;
}

const hasFields = record({
  messageId: text,
  conversationId: text,
  seq: number,
  undoUntil: number,
  reason: optional(text),
});
const isPending = (found: unknown): found is PendingDeletion => hasFields(found);

/** One user's pending deletions, stored beyond the page; only in memory if the browser forbids that. */
function createDeletionStorage(storage: PageStorage | undefined, userId: string) {
  const key = `parley:deletions:${userId}`;
  let memory: readonly PendingDeletion[] = [];
  let usable = storage;
  const attempt = <Result>(work: (storage: PageStorage) => Result): Result | undefined => {
    if (usable === undefined) return undefined;
    try {
      return work(usable);
    } catch {
      // Full, forbidden or unreadable: from now on only the copy in memory is used.
      usable = undefined;
      return undefined;
    }
  };
  const read = (kept: PageStorage): PendingDeletion[] => {
    const found: unknown = JSON.parse(kept.getItem(key) ?? "[]");
    return Array.isArray(found) ? found.filter(isPending) : [];
  };
  const all = () => attempt(read) ?? memory;
  const write = (deletions: readonly PendingDeletion[]) => {
    memory = deletions;
    attempt((kept) => {
      if (deletions.length === 0) kept.removeItem(key);
      else kept.setItem(key, JSON.stringify(deletions));
    });
  };
  const without = (messageId: string) => all().filter((other) => other.messageId !== messageId);
  return {
    all,
    put: (deletion: PendingDeletion) => write([...without(deletion.messageId), deletion]),
    remove: (messageId: string) => write(without(messageId)),
  };
}

interface DeletionOptions {
  readonly core: ScreenCore;
  readonly storage: PageStorage | undefined;
  readonly userId: string;
  /** Sends one, and hides its optimistic update once it is confirmed. */
  readonly send: (deletion: PendingDeletion, update: OptimisticUpdate | undefined) => Promise<void>;
  /** The server refused: the message is shown again. */
  readonly onRefused: (deletion: PendingDeletion, reason: ErrorReason) => void;
}

/** Deletions that can be undone for a while, and are retried until the server responds. */
export interface Deletions {
  ask(deletion: Omit<PendingDeletion, "undoUntil">): void;
  /** Shows the message again, unless the deletion was sent. */
  undo(messageId: string): void;
  /** Continues with the deletions of an earlier page, or from before the connection was lost. */
  resume(): void;
  /** Sends everything now: the page is being closed, and nothing can be undone any more. */
  leave(): void;
}

/**
 * A requested deletion is never lost: it is stored beyond the page until the server responds. Deletion is idempotent,
 * so every tab that finds it may send it.
 */
export function createDeletions(options: DeletionOptions): Deletions {
  const { core, send, onRefused } = options;
  const kept = createDeletionStorage(options.storage, options.userId);
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const sending = new Set<string>();
  const asked = new Set<string>();
  const shown = new Map<string, OptimisticUpdate>();
  let isResting = false;

  const show = (deletion: PendingDeletion, update: OptimisticUpdate | undefined) => {
    const { messageId } = deletion;
    const before = shown.get(messageId);
    core.batch(() => {
      if (before !== undefined) core.hide(before);
      if (update !== undefined) core.show(update);
    });
    if (update === undefined) shown.delete(messageId);
    else shown.set(messageId, update);
  };
  const stopTimer = (messageId: string) => {
    clearTimeout(timers.get(messageId));
    timers.delete(messageId);
  };
  const schedule = ({ messageId }: MessagePlace, wait: number) => {
    if (isResting) return;
    stopTimer(messageId);
    timers.set(
      messageId,
      setTimeout(() => void carryOut(messageId), Math.max(0, wait)),
    );
  };
  const hide = (messageId: string) => {
    stopTimer(messageId);
    const update = shown.get(messageId);
    shown.delete(messageId);
    if (update !== undefined) core.hide(update);
  };
  const carryOut = async (messageId: string): Promise<void> => {
    if (sending.has(messageId)) return;
    const deletion = kept.all().find((each) => each.messageId === messageId);
    // Another tab has undone or sent it: the stream tells which.
    if (deletion === undefined) return hide(messageId);
    sending.add(messageId);
    try {
      await send(deletion, shown.get(messageId));
      kept.remove(messageId);
      stopTimer(messageId);
      shown.delete(messageId);
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === undefined || mayPass(error)) return schedule(deletion, AGAIN_AFTER);
      kept.remove(messageId);
      hide(messageId);
      onRefused(deletion, reason);
    } finally {
      sending.delete(messageId);
    }
  };
  const begin = (deletion: PendingDeletion) => {
    const { messageId, conversationId, seq } = deletion;
    // A clock that was set back meanwhile must not postpone it.
    const left = Math.min(deletion.undoUntil - Date.now(), UNDO_FOR);
    const undoUntil = Date.now() + left;
    show(deletion, { type: "deletion", messageId, conversationId, seq, undoUntil });
    schedule(deletion, left);
  };
  return {
    ask(wish) {
      const deletion = { ...wish, undoUntil: Date.now() + UNDO_FOR };
      asked.add(wish.messageId);
      kept.put(deletion);
      begin(deletion);
    },
    undo(messageId) {
      if (sending.has(messageId)) return;
      kept.remove(messageId);
      hide(messageId);
    },
    resume() {
      isResting = false;
      for (const deletion of kept.all()) if (!sending.has(deletion.messageId)) begin(deletion);
    },
    leave() {
      isResting = true;
      [...timers.keys()].forEach(stopTimer);
      // A deletion of another tab can still be undone there.
      for (const { messageId } of kept.all()) {
        if (asked.has(messageId)) void carryOut(messageId);
      }
    },
  };
}
