import { expect, test } from "vitest";
import { followProgress, stallLimit } from "./follow-progress.ts";

/** A clock that advances by a second at each call, and a limit of ten. */
function createWait() {
  let time = 0;
  return followProgress({ now: () => (time += 1_000), limit: () => 10_000 });
}

test("a wait continues while what it sees changes, however long", async () => {
  let seen = 0;
  await createWait()(() => expect((seen += 1)).toBe(50), { interval: 1, timeout: 1 });
  expect(seen).toBe(50);
});

test("a wait for something unchanged ends with what it saw last", async () => {
  let looks = 0;
  const waiting = createWait()(
    () => {
      looks += 1;
      expect(Math.min(looks, 5)).toBe(6);
    },
    { interval: 1 },
  );
  await expect(waiting).rejects.toThrow("expected 5 to be 6");
  expect(looks).toBeGreaterThan(9);
});

test("a timeout is a longer limit", async () => {
  let looks = 0;
  const waiting = createWait()(
    () => {
      looks += 1;
      throw new Error("no");
    },
    { interval: 1, timeout: 40_000 },
  );
  await expect(waiting).rejects.toThrow("no");
  expect(looks).toBeGreaterThan(30);
});

test("a loaded machine may take longer than an idle one", () => {
  expect(stallLimit()).toBeGreaterThanOrEqual(20_000);
});
