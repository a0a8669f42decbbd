import { applyEvent } from "@parley/client";
import type { ConversationPage } from "@parley/contract/conversations";
import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { flattenPages, readSnapshot, writeSnapshot } from "./cache.ts";
import { queryKeys } from "./query-keys.ts";
import {
  addConversation,
  createFakeServer,
  idOf,
  messageOf,
  personOf,
} from "./testing/fake-server.ts";

const ana = personOf("ana", "Ana");
const [one, other] = [idOf(1), idOf(2)];
const said = (conversationId: string, seq: number) =>
  messageOf({ conversationId, seq, senderId: "ana", body: `message ${seq}` });

function createFilledCache() {
  const server = createFakeServer(personOf("me", "Me"));
  for (const id of [one, other]) {
    addConversation(server, {
      id,
      with: { kind: "direct", person: ana },
      members: [ana],
      messages: [said(id, 1)],
    });
  }
  const details = [...server.conversations.values()];
  const rows = details.map(({ members: _, membershipChanges: __, ...row }) => row);
  const queryClient = new QueryClient();
  queryClient.setQueryData(queryKeys.conversations(), {
    pages: [{ conversations: rows, nextCursor: null }],
    pageParams: [null],
  });
  for (const detail of details) queryClient.setQueryData(queryKeys.detail(detail.id), detail);
  for (const [id, messages] of server.messages) {
    queryClient.setQueryData(queryKeys.window(id), { messages, hasOlder: false, hasNewer: false });
  }
  return queryClient;
}

test("the cache is read as the snapshot that events apply to", () => {
  const snapshot = readSnapshot(createFilledCache(), "me");
  expect(snapshot.conversations?.conversations.map(({ id }) => id)).toEqual([one, other]);
  expect(Object.keys(snapshot.details)).toEqual([one, other]);
  expect(snapshot.windows[one]?.messages).toHaveLength(1);
  expect(snapshot.contacts).toBeUndefined();
});

test("what was never fetched stays absent", () => {
  const snapshot = readSnapshot(new QueryClient(), "me");
  expect(snapshot).toEqual({
    userId: "me",
    conversations: undefined,
    filtered: {},
    details: {},
    windows: {},
    quoted: {},
    contacts: undefined,
  });
});

test("an event writes the parts that it changes and touches no other", () => {
  const queryClient = createFilledCache();
  const before = readSnapshot(queryClient, "me");
  const written: unknown[] = [];
  queryClient.getQueryCache().subscribe(({ type, query }) => {
    if (type === "updated") written.push(query.queryKey);
  });
  const { snapshot: after } = applyEvent(before, {
    type: "message.created",
    message: said(other, 2),
  });
  writeSnapshot(queryClient, { before, after });
  expect(written).toEqual([
    queryKeys.conversations(),
    queryKeys.detail(other),
    queryKeys.window(other),
  ]);
  const now = readSnapshot(queryClient, "me");
  expect(now).toEqual(after);
  expect(now.windows[one]).toBe(before.windows[one]);
});

test("a row that a later page repeats is shown once, as it is newer", () => {
  const row = (id: string, unread: number) =>
    ({ id, unread }) as ConversationPage["conversations"][0];
  const page = flattenPages({
    pages: [
      { conversations: [row("a", 5), row("b", 0)], nextCursor: null },
      { conversations: [row("a", 1), row("c", 0)], nextCursor: null },
    ],
    pageParams: [null, null],
  });
  expect(page?.conversations.map(({ id, unread }) => [id, unread])).toEqual([
    ["a", 5],
    ["b", 0],
    ["c", 0],
  ]);
});
