import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { createCore } from "./core.ts";
import { createStore } from "../store.ts";
import { createMemoryStorage } from "../testing/memory-storage.ts";
import { createKeptValues, type PageStorage } from "./kept-values.ts";

afterEach(() => void vi.unstubAllGlobals());

/** The drafts of one tab. */
function createDrafts(userId: string, storage: PageStorage) {
  const core = createCore(createStore({ status: "online" }));
  const kept = createKeptValues(core, () => 0);
  kept.load(userId, { local: storage, tab: undefined });
  const all = () => core.get().drafts;
  return {
    all,
    get: (conversationId: string) => all().get(conversationId),
    set: kept.setDraft,
    follow: kept.follow,
  };
}

test("a draft survives a reload, for its author only", () => {
  const storage = createMemoryStorage();
  createDrafts("ana", storage).set("c1", "half a thought");
  expect(createDrafts("ana", storage).get("c1")).toBe("half a thought");
  expect(createDrafts("ben", storage).get("c1")).toBeUndefined();
});

test("an empty draft is not stored", () => {
  const storage = createMemoryStorage();
  const drafts = createDrafts("ana", storage);
  drafts.set("c1", "text");
  drafts.set("c1", "  \n ");
  expect(drafts.all().size).toBe(0);
  expect(storage.getItem("parley:drafts:ana")).toBeNull();
});

test("two tabs preserve each other's drafts", () => {
  const storage = createMemoryStorage();
  const [one, other] = [createDrafts("ana", storage), createDrafts("ana", storage)];
  one.set("c1", "in the first tab");
  other.set("c2", "in the second tab");
  const later = createDrafts("ana", storage);
  expect([later.get("c1"), later.get("c2")]).toEqual(["in the first tab", "in the second tab"]);
});

test("a storage that fails or has invalid content loses only the values of earlier visits", () => {
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

test("DRF-1: tabs that write in turn all converge, however late each is notified", () => {
  const window = new EventTarget();
  vi.stubGlobal("window", window);
  const step = fc.record({
    tab: fc.nat({ max: 2 }),
    conversation: fc.constantFrom("c1", "c2", "c3"),
    text: fc.constantFrom("", " ", "a", "ab", "another"),
    tell: fc.boolean(),
  });
  const key = "parley:drafts:me";
  const tell = () => window.dispatchEvent(Object.assign(new Event("storage"), { key }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const storage = createMemoryStorage();
      const tabs = [0, 1, 2].map(() => createDrafts("me", storage));
      const stops = tabs.map((tab) => tab.follow());
      for (const { tab, conversation, text, tell: isToldNow } of steps) {
        tabs[tab]?.set(conversation, text);
        if (isToldNow) tell();
      }
      tell();
      const kept = createDrafts("me", storage).all();
      for (const tab of tabs) expect(tab.all()).toEqual(kept);
      for (const stop of stops) stop();
      tabs[0]?.set("c1", "after the end");
      tell();
      expect(tabs[1]?.get("c1")).not.toBe("after the end");
    }),
    { numRuns: 200 },
  );
});
