import { reasonOf, verdictOn } from "@parley/client";
import type { ErrorReason } from "@parley/contract/error-reasons";
import type { KeptDeletion, KeptDeletions } from "../stores/kept-deletions.ts";
import { type MessageChanges, setChange } from "../stores/message-changes.ts";

/** How long a deletion can be taken back, in milliseconds. */
const UNDO_FOR = 6_000;
/** After this a deletion that got no answer is sent again, in milliseconds. */
const AGAIN_AFTER = 5_000;

export interface DeletingOptions {
  readonly changes: MessageChanges;
  readonly kept: KeptDeletions;
  readonly send: (deletion: KeptDeletion) => Promise<void>;
  /** The server said no: the message is back. */
  readonly onRefused: (deletion: KeptDeletion, reason: ErrorReason) => void;
}

/** Deletes messages: hidden at once, sent when the time for taking back is over, and kept until answered. */
export interface Deleting {
  ask(deletion: Omit<KeptDeletion, "undoUntil">): void;
  /** Shows the message again, unless the deletion was sent. */
  undo(messageId: string): void;
  /** Goes on with what an earlier page, or a lost connection, left behind. */
  resume(): void;
  /** Sends everything now: the page goes away, and nobody can take anything back any more. */
  leave(): void;
}

/** One timer a message: it carries a deletion out once nobody can take it back any more. */
function createTimers(onTime: (messageId: string) => void) {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const stop = (messageId: string) => {
    clearTimeout(timers.get(messageId));
    timers.delete(messageId);
  };
  return {
    stop,
    stopAll: () => [...timers.keys()].forEach(stop),
    start(messageId: string, wait: number) {
      stop(messageId);
      const timer = setTimeout(() => onTime(messageId), Math.max(0, wait));
      timers.set(messageId, timer);
    },
  };
}

/** Sends one deletion at a time for each message, until the server has answered. */
function createSender({ changes, kept, send, onRefused }: DeletingOptions) {
  const underWay = new Set<string>();
  let isResting = false;
  const timers = createTimers((messageId) => void carryOut(messageId));
  const end = (messageId: string) => {
    timers.stop(messageId);
    setChange(changes, messageId, { deletion: undefined });
  };
  const forget = (messageId: string) => {
    kept.remove(messageId);
    end(messageId);
  };
  const schedule = (messageId: string, wait: number) => {
    if (!isResting) timers.start(messageId, wait);
  };
  const carryOut = async (messageId: string) => {
    if (underWay.has(messageId)) return;
    const deletion = kept.all().find((each) => each.messageId === messageId);
    // Another tab has taken it back or carried it out: the stream tells which.
    if (deletion === undefined) return end(messageId);
    underWay.add(messageId);
    try {
      await send(deletion);
      forget(messageId);
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === undefined || verdictOn(reason) !== "refused") {
        return schedule(messageId, AGAIN_AFTER);
      }
      forget(messageId);
      onRefused(deletion, reason);
    } finally {
      underWay.delete(messageId);
    }
  };
  const rest = (isSo: boolean) => {
    isResting = isSo;
    if (isSo) timers.stopAll();
  };
  return { underWay, forget, schedule, carryOut, rest };
}

/**
 * A deletion that was asked for is never forgotten: it is kept beyond the page until the server has answered.
 * Deleting twice is deleting once, so every tab that finds it may send it.
 */
export function createDeleting(options: DeletingOptions): Deleting {
  const { changes, kept } = options;
  const sender = createSender(options);
  const asked = new Set<string>();
  const show = ({ messageId, undoUntil }: KeptDeletion) => {
    // A clock that was set back meanwhile puts nothing off.
    const left = Math.min(undoUntil - Date.now(), UNDO_FOR);
    setChange(changes, messageId, { deletion: { undoUntil: Date.now() + left } });
    sender.schedule(messageId, left);
  };
  return {
    ask(wish) {
      const deletion = { ...wish, undoUntil: Date.now() + UNDO_FOR };
      asked.add(wish.messageId);
      kept.put(deletion);
      show(deletion);
    },
    undo(messageId) {
      if (!sender.underWay.has(messageId)) sender.forget(messageId);
    },
    resume() {
      sender.rest(false);
      kept.all().forEach(show);
    },
    leave() {
      sender.rest(true);
      // What another tab asked for can still be taken back there.
      const ours = kept.all().filter(({ messageId }) => asked.has(messageId));
      for (const { messageId } of ours) void sender.carryOut(messageId);
    },
  };
}
