import { createNotifier, type Notifier } from "@parley/concurrency/notifier";
import type { OutboxEntry } from "../outbox-entry.ts";
import { retryDelay } from "../retry-delay.ts";
import type { SendAttempts } from "./send-attempt.ts";
import type { Entries } from "./entries.ts";
import type { Persistence } from "./persistence.ts";

export interface QueueTools {
  readonly entries: Entries;
  readonly attempts: SendAttempts;
  readonly persistence: Persistence;
  readonly random: () => number;
  /** Resolves once the entries of an earlier page are recovered: they are sent first. */
  readonly ready: () => Promise<unknown>;
}

/** One queue for each conversation: its messages are sent one at a time, and queues do not wait for each other. */
export interface ConversationQueues {
  /** Starts a conversation's queue, or ends its wait between two attempts. */
  start(conversationId: string): void;
  /** Ends the waits of all queues. */
  hurry(): void;
  /** Prevents further attempts. */
  pause(): void;
  /** Ends a pause. */
  resume(): void;
}

export function createConversationQueues(tools: QueueTools): ConversationQueues {
  const notifiers = new Map<string, Notifier>();
  let isPaused = false;
  const setPaused = (value: boolean) => {
    isPaused = value;
    for (const notifier of notifiers.values()) notifier.notify();
  };
  return {
    hurry: () => setPaused(false),
    pause: () => setPaused(true),
    resume() {
      if (isPaused) setPaused(false);
    },
    start(conversationId) {
      const running = notifiers.get(conversationId);
      if (running !== undefined) return running.notify();
      const notifier = createNotifier();
      notifiers.set(conversationId, notifier);
      const end = () => notifiers.delete(conversationId);
      void runQueue({ conversationId, notifier, end, isPaused: () => isPaused }, tools);
    },
  };
}

interface Queue {
  readonly conversationId: string;
  readonly notifier: Notifier;
  readonly isPaused: () => boolean;
  /** Called in the same step that finds the queue empty, so that no message is added in between. */
  readonly end: () => unknown;
}

async function runQueue(queue: Queue, tools: QueueTools): Promise<void> {
  await tools.ready();
  let failures = 0;
  for (;;) {
    while (queue.isPaused()) await queue.notifier.wait();
    const entry = tools.entries.nextOf(queue.conversationId);
    if (entry === undefined) return void queue.end();
    // An entry that is not stored yet would be lost with the page, and its outcome with it.
    await tools.persistence.settled();
    if (queue.isPaused() || tools.entries.find(entry.id)?.state.status !== "queued") continue;
    const next = await attempt(entry, tools);
    failures = next?.status === "again" ? failures + 1 : 0;
    // Paused meanwhile: no timer outlives the client.
    if (queue.isPaused()) continue;
    if (next?.status === "again") {
      await queue.notifier.wait(Math.max(next.after, retryDelay(failures - 1, tools.random)));
    }
    if (next?.status === "held") await queue.notifier.wait();
  }
}

async function attempt(entry: OutboxEntry, { entries, attempts, persistence }: QueueTools) {
  const { id } = entry;
  entries.become(id, { status: "sending" });
  const outcome = await attempts.make(entry);
  if (outcome.status === "again" || outcome.status === "held") {
    // A message that was discarded, or that arrived by its event, does not delay the others.
    return entries.become(id, { status: "queued" }) && outcome;
  }
  const settled = entries.become(id, outcome);
  if (outcome.status === "failed" && settled !== undefined) persistence.save(settled);
  else persistence.drop(id);
  return undefined;
}
