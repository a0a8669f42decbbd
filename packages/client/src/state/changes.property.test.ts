import { serialPerKey } from "@parley/concurrency/serial-per-key";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDemoServer, withNoah } from "../testing/demo-server.ts";
import { createMemoryStorage } from "../testing/memory-storage.ts";
import { createScreen } from "./screen.ts";
import type { Part } from "./screen-state.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const settle = () => vi.advanceTimersByTimeAsync(0);
const parts: readonly Part[] = [
  { part: "conversations", filter: "all" },
  { part: "conversation", conversationId: withNoah },
  { part: "window", conversationId: withNoah },
];
const MUTED = "2027-01-01T00:00:00.000Z";

const tab = fc.nat({ max: 1 });
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom("reaction", "pin", "save", "pinned", "archived", "muted"),
      tab,
      on: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("edit"), tab, on: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom("cut", "restore", "reload", "lose", "hold"),
      tab,
      on: fc.boolean(),
    }),
  },
);

test("OUT-14: under any sequence of changes, lost connections and reloads, the server has the last choices in the end", async () => {
  let sentLater = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const locks = { request: serialPerKey<string>(), query: async () => ({}) };
      const server = createDemoServer();
      const local = createMemoryStorage();
      const open = async () => {
        const client = { ...server.client(), locks };
        const screen = createScreen(client, { pageStorages: { local, tab: undefined } });
        for (const part of parts) screen.watch(part);
        screen.start();
        await settle();
        return { client, screen };
      };
      const tabs = [await open(), await open()];
      /** The last choice of each thing, of all tabs. */
      const wanted = new Map<string, unknown>();
      const places = [1, 2].map((seq) => {
        const messageId = server.messages.get(withNoah)?.[seq - 1]?.id ?? "";
        return { messageId, conversationId: withNoah, seq };
      });
      const [mine, his] = places;
      if (mine === undefined || his === undefined) throw new Error("the demo server has both");
      for (const [nth, { do: what, tab: at, on }] of steps.entries()) {
        const page = tabs[at];
        if (page === undefined) throw new Error("there are two tabs");
        const { client, screen } = page;
        // Two presses of a user are never at the same time.
        // oxlint-disable-next-line no-await-in-loop
        await vi.advanceTimersByTimeAsync(1);
        switch (what) {
          case "reaction":
            screen.react({ ...his, emoji: "👍", isChosen: on });
            break;
          case "pin":
          case "save":
            screen.keep({ type: what, conversationId: withNoah, seq: 2, on });
            break;
          case "pinned":
          case "archived":
            void screen.changeConversation(withNoah, { type: what, on });
            break;
          case "muted":
            void screen.changeConversation(withNoah, { type: what, until: on ? MUTED : null });
            break;
          case "edit":
            void screen.edit({ ...mine, body: `edit ${nth}`, mentions: [], version: 1 });
            wanted.set(what, `edit ${nth}`);
            continue;
          case "cut":
            client.cut();
            continue;
          case "restore":
            client.restore();
            continue;
          case "hold":
            client.hold();
            continue;
          case "lose": {
            // A lost response is known with the lost connection.
            client.loseResponse();
            client.cut();
            continue;
          }
          case "reload": {
            // oxlint-disable-next-line no-await-in-loop
            await client.close();
            // What still runs here reaches nobody.
            client.cut();
            // oxlint-disable-next-line no-await-in-loop
            tabs[at] = await open();
            continue;
          }
        }
        wanted.set(what, on);
      }
      const before = server.calls.length;
      await vi.advanceTimersByTimeAsync(1);
      for (const { client } of tabs) client.restore();
      await vi.advanceTimersByTimeAsync(10_000);
      // What a tab has left while the other one had a connection is sent with the next one.
      for (const { client } of tabs) client.cut();
      await vi.advanceTimersByTimeAsync(1);
      for (const { client } of tabs) client.restore();
      await vi.advanceTimersByTimeAsync(10_000);
      sentLater += server.calls.length - before;
      const detail = server.conversations.get(withNoah);
      const [first, second] = server.messages.get(withNoah) ?? [];
      const has: Record<string, unknown> = {
        reaction: second?.reactions.some(({ userIds }) => userIds.includes("me")),
        pin: detail?.pins.length === 1,
        save: detail?.savedSeqs.length === 1,
        pinned: detail?.pinned,
        archived: detail?.archived,
        muted: detail?.mutedUntil === MUTED,
        edit: first?.body,
      };
      for (const [what, choice] of wanted) expect([what, has[what]]).toEqual([what, choice]);
      expect(local.getItem("parley:changes:me")).toBeNull();
      for (const { client, screen } of tabs) {
        expect(screen.get().shown).toBe(screen.get().server);
        expect([...screen.get().problems]).toEqual([]);
        // oxlint-disable-next-line no-await-in-loop
        await client.close();
      }
    }),
    { numRuns: 60 },
  );
  expect(sentLater).toBeGreaterThan(0);
});
