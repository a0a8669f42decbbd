import { appendEvents, type TestApi } from "@parley/api/testing/internals";
import type { Follower, Numbered } from "@parley/api/testing";
import type { StreamEvent } from "@parley/contract/events";
import { applyEvent } from "@parley/client";
import { upsertConversation } from "@parley/client";
import type { Missing, Snapshot } from "@parley/client";
import { everybody } from "../generate/start.ts";
import { screenOf } from "../semantics/screen.ts";
import type { World } from "../semantics/world.ts";
import type { Coverage } from "./coverage.ts";
import { fetchCards, fetchScreen, fetchWindow } from "./fetch-screen.ts";

/** A user's screen, updated only by events from what it fetched at the beginning. */
export interface Viewer {
  readonly userId: string;
  screen: Snapshot;
  /** The number of the last received event. */
  at: number;
  /** Absent while the subscription is interrupted. */
  follower: Follower<Numbered> | undefined;
  /** How many more events arrive before an interruption. */
  cutAfter: number | undefined;
}

/** A number that a reader did not receive, although it is in their log. */
export interface Skipped {
  readonly userId: string;
  readonly seq: number;
}

const END = "01900000-0000-7000-8000-00000000e0d0";
const end: StreamEvent = { type: "conversation.closed", conversationId: END };

/**
 * Appends one more event to some streams, of a conversation without participants. A user who has received it has
 * received everything before it. Without it, the end of a stream could not be told from an event that is still to come.
 */
async function writeEnds(api: TestApi, userIds: readonly string[]): Promise<Map<string, number>> {
  const { db, bus } = api.platform;
  const outgoing = userIds.map((userId) => ({ userId, type: end.type, conversationId: END }));
  const hints = await appendEvents(db, outgoing);
  bus.deliver(hints.map((hint) => ({ ...hint, event: end })));
  return new Map(hints.map(({ userId, seq }) => [userId, seq]));
}

async function supply(api: TestApi, snapshot: Snapshot, missing: Missing): Promise<Snapshot> {
  const { userId } = snapshot;
  if (missing.part === "everything") return fetchScreen(api, userId);
  const { conversationId } = missing;
  return upsertConversation(snapshot, await api.as(userId).conversations.get({ conversationId }));
}

async function apply(api: TestApi, screen: Snapshot, event: StreamEvent): Promise<Snapshot> {
  const { snapshot, missing } = applyEvent(screen, event);
  let next = snapshot;
  for (const one of missing) next = await supply(api, next, one);
  return next;
}

/** New conversations on the screen are fetched, and incomplete windows fetch the missing messages. */
async function lookInto(api: TestApi, screen: Snapshot): Promise<Snapshot> {
  const shown = Object.keys(screen.details);
  const without = shown.filter((id) => screen.cards[id] === undefined);
  if (without.length > 0) {
    const cards = await Promise.all(without.map((id) => fetchCards(api, screen.userId, id)));
    const more = Object.fromEntries(without.map((id, at) => [id, cards[at] ?? {}] as const));
    return lookInto(api, { ...screen, cards: { ...screen.cards, ...more } });
  }
  const wanted = shown.filter((id) => screen.windows[id]?.hasNewer !== false);
  if (wanted.length === 0) return screen;
  const windows = await Promise.all(wanted.map((id) => fetchWindow(api, screen.userId, id)));
  const fetched = Object.fromEntries(wanted.map((id, at) => [id, windows[at] ?? []] as const));
  return { ...screen, windows: { ...screen.windows, ...fetched } as Snapshot["windows"] };
}

/** All screens before anything happened: that needs no fetch, and the first check compares the same state. */
export async function openViewers(api: TestApi, world: World): Promise<Viewer[]> {
  return Promise.all(
    everybody.map(async (userId) => {
      const screen = screenOf(world, userId);
      const follower = await api.follow(userId, 0);
      return { userId, screen, at: 0, follower, cutAfter: undefined };
    }),
  );
}

export async function cut(viewer: Viewer): Promise<void> {
  const { follower } = viewer;
  Object.assign(viewer, { follower: undefined, cutAfter: undefined });
  await follower?.stop();
}

/** Resumes after the last received event. */
export async function resume(api: TestApi, viewer: Viewer): Promise<void> {
  viewer.follower ??= await api.follow(viewer.userId, viewer.at);
}

type Heads = ReadonlyMap<string, { readonly head: number; readonly floor: number }>;

async function readHeads({ platform }: TestApi): Promise<Heads> {
  const { rows } = await platform.db.execute<{ userId: string; head: number; floor: number }>(
    `select user_id as "userId", head::float8 as head, floor::float8 as floor from parley.streams`,
  );
  return new Map(rows.map(({ userId, ...place }) => [userId, place]));
}

/** Reads up to `to`, each number once and in order, or until the interruption. Returns the missing numbers. */
async function readUpTo(
  api: TestApi,
  viewer: Viewer,
  { to, floor, coverage }: { to: number; floor: number; coverage: Coverage },
): Promise<Skipped[]> {
  const { userId } = viewer;
  const skipped: Skipped[] = [];
  while (viewer.follower !== undefined && viewer.at < to) {
    if (viewer.cutAfter === 0) {
      await cut(viewer);
      coverage.add("cut short");
      break;
    }
    const { seq, event } = await viewer.follower.next();
    if (seq <= viewer.at) throw new Error(`${userId}: ${seq} came after ${viewer.at}`);
    const isAnew = event.type === "resync" && viewer.at < floor;
    if (viewer.at < floor && !isAnew) throw new Error(`${userId}: no resync at ${viewer.at}`);
    for (let left = viewer.at + 1; left < seq && !isAnew; left += 1)
      skipped.push({ userId, seq: left });
    if (isAnew) coverage.add("began anew");
    viewer.screen = await apply(api, viewer.screen, event);
    viewer.at = seq;
    if (viewer.cutAfter !== undefined) viewer.cutAfter -= 1;
  }
  viewer.screen = await lookInto(api, viewer.screen);
  return skipped;
}

/** Lets all connected users read to the end of their streams. Returns the numbers that they did not receive. */
export async function deliver(
  api: TestApi,
  { viewers, coverage }: { viewers: readonly Viewer[]; coverage: Coverage },
): Promise<Skipped[]> {
  const heads = await readHeads(api);
  const behind = viewers.filter(
    ({ userId, at, follower }) => follower !== undefined && at < (heads.get(userId)?.head ?? 0),
  );
  if (behind.length === 0) return [];
  const ends = await writeEnds(
    api,
    behind.map(({ userId }) => userId),
  );
  const skipped = await Promise.all(
    behind.map((viewer) =>
      readUpTo(api, viewer, {
        coverage,
        to: ends.get(viewer.userId) ?? 0,
        floor: heads.get(viewer.userId)?.floor ?? 0,
      }),
    ),
  );
  return skipped.flat();
}
