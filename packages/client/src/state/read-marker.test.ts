import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createReadMarker } from "./read-marker.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

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

test("a failed report is retried, and a position that the server knows is not reported", async () => {
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

test("the last seen position is reported even if the reader leaves at once", async () => {
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
