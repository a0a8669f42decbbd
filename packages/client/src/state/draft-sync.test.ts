import { limits } from "@parley/contract/limits";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createDemoServer, withGroup, withNoah } from "../testing/demo-server.ts";
import type { FakeServer } from "../testing/fake-server.ts";
import { createMemoryStorage } from "../testing/memory-storage.ts";
import { createScreen } from "./screen.ts";

// Loaded with the first request, which takes no time afterwards.
beforeAll(() => Promise.all([import("./fetch-request.ts"), import("./draft-sync.ts")]));
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
/** Longer than the delay after a key. */
const SAVED = 1_100;

/** A browser of the user of a server, which may have been there before. */
async function openDevice(server: FakeServer, storage = createMemoryStorage()) {
  const client = server.client();
  const screen = createScreen(client, { pageStorages: { local: storage, tab: undefined } });
  const stop = screen.start();
  await settle(1_500);
  return {
    ...{ client, screen, storage },
    write: (text: string, id = withNoah) => screen.setDraft(id, text),
    draft: (id = withNoah) => screen.get().drafts.get(id),
    async close() {
      stop();
      await client.close();
    },
  };
}

const savesOf = (server: FakeServer) =>
  server.calls.filter(({ path }) => path === "messages.saveDraft").length;
const textOf = (server: FakeServer, id = withNoah) =>
  server.drafts.find(({ conversationId }) => conversationId === id)?.body;

test("DRF-7: a draft is saved a second after its last change, with its reply and its mentions, and arrives on other devices", async () => {
  const server = createDemoServer();
  const [phone, laptop] = [await openDevice(server), await openDevice(server)];
  phone.screen.setReply(withGroup, 1);
  for (const text of ["@", "@Ad", "@Ada Obi"]) {
    phone.write(text, withGroup);
    await settle(900);
  }
  phone.screen.setChosen(withGroup, [{ id: "ada", at: 0, text: "@Ada Obi" }]);
  expect(savesOf(server)).toBe(0);
  await settle(SAVED);
  expect(savesOf(server)).toBe(1);
  const { drafts, chosen, replies } = laptop.screen.get();
  expect(drafts.get(withGroup)).toBe("@Ada Obi");
  expect(chosen.get(withGroup)).toEqual([{ id: "ada", at: 0, text: "@Ada Obi" }]);
  expect(replies.get(withGroup)).toBe(1);
  // A device that begins now has it too.
  expect((await openDevice(server)).draft(withGroup)).toBe("@Ada Obi");
});

test("DRF-7: sending or clearing on one device clears the draft on all, and what was never saved costs no call", async () => {
  const server = createDemoServer();
  const [phone, laptop] = [await openDevice(server), await openDevice(server)];
  phone.write("Dear Noah");
  await settle(SAVED);
  expect(laptop.draft()).toBe("Dear Noah");
  laptop.write("");
  await settle(SAVED);
  expect(phone.draft()).toBeUndefined();
  expect(savesOf(server)).toBe(2);
  laptop.write("Yes");
  laptop.write("");
  await settle(SAVED);
  expect(savesOf(server)).toBe(2);
  expect(laptop.storage.getItem("parley:edits:me")).toBeNull();
});

test("DRF-7: a text that was cleared while it was being saved is cleared on the server too", async () => {
  const server = createDemoServer();
  const phone = await openDevice(server);
  const release = phone.client.hold("messages.saveDraft");
  phone.write("Dear Noah");
  await settle(SAVED);
  phone.write("");
  release();
  await settle(SAVED);
  expect(textOf(server)).toBeNull();
  expect(phone.draft()).toBeUndefined();
});

test("DRF-8: a device that was offline sends its draft when it is back, once, and a later one of another device wins over it", async () => {
  const server = createDemoServer();
  const [phone, laptop] = [await openDevice(server), await openDevice(server)];
  const back = laptop.client.cut();
  laptop.write("from the laptop, before");
  laptop.write("only here", withGroup);
  await settle(SAVED);
  phone.write("from the phone, later");
  await settle(SAVED);
  const before = savesOf(server);
  back();
  await settle(20_000);
  for (const device of [phone, laptop]) {
    expect(device.draft()).toBe("from the phone, later");
    expect(device.draft(withGroup)).toBe("only here");
  }
  expect(savesOf(server) - before).toBeLessThanOrEqual(2);
});

test("DRF-8: an edit of a device that was offline wins if it is the later one", async () => {
  const server = createDemoServer();
  const [phone, laptop] = [await openDevice(server), await openDevice(server)];
  const back = laptop.client.cut();
  phone.write("from the phone, before");
  await settle(SAVED);
  laptop.write("from the laptop, later");
  await settle(SAVED);
  back();
  await settle(20_000);
  for (const device of [phone, laptop]) expect(device.draft()).toBe("from the laptop, later");
});

test("DRF-8: a draft that was sent elsewhere while the browser was closed is gone when it opens, one that was never saved stays", async () => {
  const server = createDemoServer();
  const laptop = await openDevice(server);
  laptop.write("Dear Noah");
  await settle(SAVED);
  const phone = await openDevice(server);
  await laptop.close();
  phone.write("");
  await settle(SAVED);
  const again = await openDevice(server, laptop.storage);
  expect(again.draft()).toBeUndefined();
  // Of an earlier version of the page, which kept no times.
  const old = createMemoryStorage();
  old.setItem("parley:drafts:me", JSON.stringify({ [withGroup]: "from before" }));
  const older = await openDevice(server, old);
  await settle(SAVED);
  expect([older.draft(withGroup), textOf(server, withGroup)]).toEqual([
    "from before",
    "from before",
  ]);
});

test("DRF-8: after a resync the drafts are those of the server", async () => {
  const server = createDemoServer();
  const [phone, laptop] = [await openDevice(server), await openDevice(server)];
  phone.write("Dear Noah");
  await settle(SAVED);
  server.drafts = [];
  server.emit({ type: "resync" });
  await settle(SAVED);
  expect([phone.draft(), laptop.draft()]).toEqual([undefined, undefined]);
});

test("DRF-8: a clock that is wrong does not keep the drafts of other devices away", async () => {
  const server = createDemoServer();
  const phone = await openDevice(server);
  phone.write("Dear");
  await settle(SAVED);
  // The server counts a time in the future as its own, which this device takes over.
  const [stored] = server.drafts;
  if (stored === undefined) throw new Error("nothing is stored");
  const draft = { ...stored, body: "Dear Noah", editedAt: new Date(Date.now()).toISOString() };
  server.drafts = [draft];
  server.emit({ type: "draft.saved", draft });
  await settle();
  expect(phone.draft()).toBe("Dear Noah");
  phone.write("Dear Noah, hello");
  await settle(SAVED);
  expect(textOf(server)).toBe("Dear Noah, hello");
});

test("DRF-7: a draft that is too long, or that the server refuses, stays in its browser", async () => {
  const server = createDemoServer();
  const phone = await openDevice(server);
  const long = "x".repeat(limits.draftMax + 1);
  phone.write(long);
  await settle(SAVED);
  expect(savesOf(server)).toBe(0);
  phone.client.refuse("conversation_readonly", "messages.saveDraft");
  phone.write("to the group", withGroup);
  await settle(60_000);
  server.emit({ type: "resync" });
  await settle(60_000);
  expect([phone.draft(), phone.draft(withGroup)]).toEqual([long, "to the group"]);
  expect(savesOf(server)).toBe(1);
  expect(phone.screen.get().edits.get(withGroup)?.isSaved).toBe(false);
});

test("DRF-7: it is saved at once when the field or the page is left", async () => {
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const window = new EventTarget();
  vi.stubGlobal("document", document);
  vi.stubGlobal("window", window);
  vi.stubGlobal("navigator", { onLine: true });
  const server = createDemoServer();
  const phone = await openDevice(server);
  phone.write("Dear");
  document.dispatchEvent(new Event("focusout"));
  await settle(10);
  expect(textOf(server)).toBe("Dear");
  phone.write("Dear Noah");
  window.dispatchEvent(new Event("pagehide"));
  await settle(10);
  expect(textOf(server)).toBe("Dear Noah");
});
