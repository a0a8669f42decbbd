import type { MessagePage } from "@parley/contract";
import { expect, test } from "vitest";
import { keptWindow, refetchWindow, withNewer, withOlder } from "./message-window.ts";
import { idOf, messageOf, personOf } from "../testing/fake-data.ts";
import { createFakeServer } from "../testing/fake-server.ts";

const conversationId = idOf(1);
const run = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) =>
    messageOf({ conversationId, seq: first + index, senderId: "ana", body: "text" }),
  );
const page = (first: number, last: number, more: Partial<MessagePage> = {}): MessagePage => ({
  messages: run(first, last),
  hasOlder: false,
  hasNewer: false,
  ...more,
});
const seqs = ({ messages }: MessagePage) => messages.map(({ seq }) => seq);

test("only adjacent pages are joined", () => {
  const window = page(5, 6, { hasOlder: true, hasNewer: true });
  const older = withOlder(window, page(3, 4, { hasOlder: true, hasNewer: true }));
  expect([seqs(older), older.hasOlder, older.hasNewer]).toEqual([[3, 4, 5, 6], true, true]);
  const newer = withNewer(window, page(7, 8));
  expect([seqs(newer), newer.hasOlder, newer.hasNewer]).toEqual([[5, 6, 7, 8], true, false]);
  expect(withOlder(window, page(1, 3))).toBe(window);
  expect(withNewer(window, page(8, 9))).toBe(window);
  expect(withOlder(window, page(1, 0)).hasOlder).toBe(false);
});

test("a refetched window covers the same messages, and ends at the end of the conversation", async () => {
  const server = createFakeServer(personOf("me", "Me"));
  const ana = personOf("ana", "Ana");
  server.addConversation({
    id: conversationId,
    with: { kind: "direct", person: ana },
    members: [ana],
    messages: run(1, 400),
  });
  const source = { client: server.client(), conversationId };
  const atEnd = await refetchWindow(source, page(240, 380, { hasOlder: true }));
  expect([seqs(atEnd).at(0), seqs(atEnd).at(-1)]).toEqual([201, 400]);
  expect([atEnd.hasOlder, atEnd.hasNewer]).toEqual([true, false]);
  const inside = await refetchWindow(source, page(20, 60, { hasOlder: true, hasNewer: true }));
  expect([seqs(inside).at(0), inside.hasNewer]).toEqual([20, true]);
});

test("only the end of a window is kept after the user has left it", () => {
  const short = page(1, 50);
  expect(keptWindow(short)).toBe(short);
  expect(keptWindow(page(1, 50, { hasNewer: true }))).toBeUndefined();
  const kept = keptWindow(page(1, 1_000));
  expect(kept?.messages.length).toBe(300);
  expect([kept?.messages.at(-1)?.seq, kept?.hasOlder]).toEqual([1_000, true]);
});
