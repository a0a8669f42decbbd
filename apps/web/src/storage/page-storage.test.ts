import { expect, test } from "vitest";
import { createPageStorage } from "./page-storage.ts";

test("SGN-5: what a browser does not store lasts as long as the page", () => {
  const forbidden = createPageStorage(() => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  });
  expect(forbidden.getItem("a")).toBeNull();
  forbidden.setItem("a", "1");
  expect(forbidden.getItem("a")).toBe("1");
  forbidden.removeItem("a");
  expect(forbidden.getItem("a")).toBeNull();
});

test("SGN-5: a full storage keeps no older value in the place of the newest", () => {
  const stored = new Map<string, string>();
  let isFull = false;
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem(key: string, value: string) {
      if (isFull) throw new DOMException("full", "QuotaExceededError");
      stored.set(key, value);
    },
    removeItem: (key: string) => stored.delete(key),
  };
  // Only these members of a storage are used.
  const page = createPageStorage(() => storage as unknown as Storage);
  page.setItem("a", "old");
  isFull = true;
  page.setItem("a", "new");
  expect(page.getItem("a")).toBe("new");
  isFull = false;
  page.setItem("a", "newest");
  expect([page.getItem("a"), stored.get("a")]).toEqual(["newest", "newest"]);
});
