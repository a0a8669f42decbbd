import { createNotifier, type Notifier } from "@parley/concurrency/notifier";
import type { OutboxEntry } from "../outbox-entry.ts";
import { retryDelay } from "../retry-delay.ts";
import type { Attempts } from "./attempts.ts";
import type { Entries } from "./entries.ts";
import type { Keeper } from "./keeper.ts";

export interface LaneTools {
  readonly entries: Entries;
  readonly attempts: Attempts;
  readonly keeper: Keeper;
  readonly random: () => number;
  /** Resolves once what an earlier page left behind is among the entries: it goes first. */
  readonly ready: () => Promise<unknown>;
}

/** One lane a conversation: its messages go one after the other, and no lane waits for another. */
export interface Lanes {
  /** Sets a conversation's lane in motion, and ends its wait between two attempts. */
  start(conversationId: string): void;
  /** Ends the wait of every lane. */
  hurry(): void;
  /** Lets no further attempt begin. */
  pause(): void;
  /** Ends a pause. */
  resume(): void;
}

export function createLanes(tools: LaneTools): Lanes {
  const bells = new Map<string, Notifier>();
  let isPaused = false;
  const setPaused = (value: boolean) => {
    isPaused = value;
    for (const bell of bells.values()) bell.notify();
  };
  return {
    hurry: () => setPaused(false),
    pause: () => setPaused(true),
    resume() {
      if (isPaused) setPaused(false);
    },
    start(conversationId) {
      const running = bells.get(conversationId);
      if (running !== undefined) return running.notify();
      const bell = createNotifier();
      bells.set(conversationId, bell);
      const end = () => bells.delete(conversationId);
      void runLane({ conversationId, bell, end, isPaused: () => isPaused }, tools);
    },
  };
}

interface Lane {
  readonly conversationId: string;
  readonly bell: Notifier;
  readonly isPaused: () => boolean;
  /** Called in the same step that finds nothing more to send, so that no message slips in between. */
  readonly end: () => unknown;
}

async function runLane(lane: Lane, tools: LaneTools): Promise<void> {
  await tools.ready();
  let failures = 0;
  for (;;) {
    while (lane.isPaused()) await lane.bell.wait();
    const entry = tools.entries.nextOf(lane.conversationId);
    if (entry === undefined) return void lane.end();
    // What is not yet kept would be lost with the page, and its outcome with it.
    await tools.keeper.settled();
    if (lane.isPaused() || tools.entries.find(entry.id)?.state.status !== "queued") continue;
    const next = await attempt(entry, tools);
    failures = next?.status === "again" ? failures + 1 : 0;
    if (next?.status === "again") {
      await lane.bell.wait(Math.max(next.after, retryDelay(failures - 1, tools.random)));
    }
    if (next?.status === "held") await lane.bell.wait();
  }
}

async function attempt(entry: OutboxEntry, { entries, attempts, keeper }: LaneTools) {
  const { id } = entry;
  entries.become(id, { status: "sending" });
  const outcome = await attempts.make(entry);
  if (outcome.status === "again" || outcome.status === "held") {
    // A message that was discarded, or that the stream brought, holds nobody up.
    return entries.become(id, { status: "queued" }) && outcome;
  }
  const settled = entries.become(id, outcome);
  if (outcome.status === "failed" && settled !== undefined) keeper.save(settled);
  else keeper.drop(id);
  return undefined;
}
