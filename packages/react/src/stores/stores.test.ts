import { timing } from "@parley/contract/limits";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createBatch } from "./batch.ts";
import { createDrafts } from "./drafts.ts";
import type { PageStorage } from "./kept-store.ts";
import { createReadMarker } from "./read-marker.ts";
import { createTyping } from "./typing.ts";
import { createTypingSignal } from "./typing-signal.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function createMemoryStorage(): PageStorage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

test("a draft survives a reload, for its writer alone", () => {
  const storage = createMemoryStorage();
  createDrafts("ana", storage).set("c1", "half a thought");
  expect(createDrafts("ana", storage).get("c1")).toBe("half a thought");
  expect(createDrafts("ben", storage).get("c1")).toBeUndefined();
});

test("an empty draft is none", () => {
  const storage = createMemoryStorage();
  const drafts = createDrafts("ana", storage);
  drafts.set("c1", "text");
  drafts.set("c1", "  \n ");
  expect(drafts.all().size).toBe(0);
  expect(storage.getItem("parley:drafts:ana")).toBeNull();
});

test("two tabs keep each other's drafts", () => {
  const storage = createMemoryStorage();
  const [one, other] = [createDrafts("ana", storage), createDrafts("ana", storage)];
  one.set("c1", "in the first tab");
  other.set("c2", "in the second tab");
  const later = createDrafts("ana", storage);
  expect([later.get("c1"), later.get("c2")]).toEqual(["in the first tab", "in the second tab"]);
});

test("a storage that fails or holds rubbish costs nothing but the memory of earlier visits", () => {
  const forbidden = () => {
    throw new Error("The operation is insecure.");
  };
  const drafts = createDrafts("ana", {
    getItem: forbidden,
    setItem: forbidden,
    removeItem: forbidden,
  });
  drafts.set("c1", "text");
  expect(drafts.get("c1")).toBe("text");
  for (const rubbish of ["{", "null", "[1]", '{"c1":5}', '"x"']) {
    const storage = { ...createMemoryStorage(), getItem: () => rubbish };
    expect(createDrafts("ana", storage).all().size, rubbish).toBe(0);
  }
});

test("is typing is repeated no more often than agreed, and ends once", () => {
  const told: boolean[] = [];
  let now = 0;
  const signal = createTypingSignal(
    (typing) => told.push(typing),
    () => now,
  );
  signal.typed("h");
  now = timing.typingRepeat - 1;
  signal.typed("he");
  expect(told).toEqual([true]);
  now = timing.typingRepeat;
  signal.typed("hel");
  expect(told).toEqual([true, true]);
  signal.stop();
  signal.stop();
  expect(told).toEqual([true, true, false]);
});

test("an emptied composer is nobody typing, and an end that came by itself is not told", () => {
  const told: boolean[] = [];
  let now = 0;
  const signal = createTypingSignal(
    (typing) => told.push(typing),
    () => now,
  );
  signal.typed("h");
  signal.typed("");
  expect(told).toEqual([true, false]);
  signal.typed("again");
  now = timing.typingTimeout;
  signal.stop();
  expect(told).toEqual([true, false, true]);
});

test("somebody's typing ends by itself, by a word, and by a repeat later", () => {
  const typing = createTyping();
  const type = (userId: string, is = true) =>
    typing.set({ conversationId: "c1", userId, typing: is });
  type("ana");
  type("ben");
  vi.advanceTimersByTime(timing.typingTimeout - 1);
  type("ana");
  vi.advanceTimersByTime(1);
  expect(typing.all().get("c1")).toEqual(["ana"]);
  type("ana", false);
  expect(typing.all().size).toBe(0);
});

test("the first of a batch goes at once, the rest together and at most once a second", () => {
  const said: number[][] = [];
  const batch = createBatch<number>(1_000, (items) => said.push([...items]));
  batch.add(1);
  batch.add(2);
  batch.add(3);
  expect(said).toEqual([[1]]);
  vi.advanceTimersByTime(1_000);
  expect(said).toEqual([[1], [2, 3]]);
  batch.add(4);
  expect(said).toHaveLength(2);
  vi.advanceTimersByTime(1_000);
  expect(said.at(-1)).toEqual([4]);
  vi.advanceTimersByTime(1_000);
  batch.add(5);
  expect(said.at(-1)).toEqual([5]);
});

test("reading is reported highest first, one call at a time, and never back", async () => {
  const reports: number[] = [];
  let answer = Promise.withResolvers<void>();
  const marker = createReadMarker((seq) => {
    reports.push(seq);
    return answer.promise;
  }, 3);
  marker.seen(2);
  marker.seen(3);
  expect(reports).toEqual([]);
  marker.seen(5);
  marker.seen(6);
  marker.seen(9);
  marker.seen(8);
  expect(reports).toEqual([5]);
  answer.resolve();
  answer = Promise.withResolvers();
  await vi.advanceTimersByTimeAsync(600);
  expect(reports).toEqual([5, 9]);
});

test("what could not be reported is reported again, and what the server knows is not", async () => {
  const reports: number[] = [];
  let isOnline = false;
  const marker = createReadMarker((seq) => {
    reports.push(seq);
    return isOnline ? Promise.resolve() : Promise.reject(new Error("offline"));
  }, 0);
  marker.seen(4);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(reports).toEqual([4]);
  isOnline = true;
  marker.retry();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(reports).toEqual([4, 4]);
  marker.known(7);
  marker.seen(6);
  marker.finish();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(reports).toEqual([4, 4]);
});

test("what was seen last is reported although the reader leaves at once", async () => {
  const reports: number[] = [];
  const marker = createReadMarker((seq) => {
    reports.push(seq);
    return Promise.resolve();
  }, 0);
  marker.seen(1);
  await vi.advanceTimersByTimeAsync(0);
  marker.seen(2);
  expect(reports).toEqual([1]);
  marker.finish();
  expect(reports).toEqual([1, 2]);
});
