import type { Conversation } from "@parley/contract/conversations";
import type { Message } from "@parley/contract/messages";
import type { Me } from "@parley/contract/people";
import { trpc } from "@parley/react";
import { QueryClient } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { expect, test } from "vitest";
import { keptParts } from "./kept-parts.ts";

const me: Me = {
  id: "me",
  name: "Amina Diallo",
  role: "MENTOR",
  avatarUrl: null,
  email: "me@example.org",
  sharesPresence: true,
  sharesReceipts: true,
  cursor: "1",
};
const messagesOf = (count: number, body = "Hello") =>
  Array.from({ length: count }, (_, index) => ({ seq: index + 1, body }));

const keys = {
  me: getQueryKey(trpc.users.me, undefined, "query"),
  list: getQueryKey(trpc.conversations.list, {}, "infinite"),
  window: (conversationId: string) => getQueryKey(trpc.messages.list, { conversationId }, "query"),
};

interface Window {
  readonly messages: readonly Pick<Message, "seq" | "body">[];
  readonly hasNewer?: boolean;
}

/** A cache with a list of conversations, and the messages of some of them. */
function cacheOf(windows: Readonly<Record<string, Window>>) {
  const queryClient = new QueryClient();
  const conversations = Object.keys(windows).map((id): Pick<Conversation, "id"> => ({ id }));
  queryClient.setQueryData(keys.me, me);
  queryClient.setQueryData(keys.list, { pages: [{ conversations }], pageParams: [null] });
  for (const [id, { messages, hasNewer = false }] of Object.entries(windows)) {
    queryClient.setQueryData(keys.window(id), { messages, hasNewer, hasOlder: false });
  }
  return queryClient;
}

const dataOf = (queryClient: QueryClient, key: readonly unknown[]) =>
  keptParts(queryClient, "42")?.find((part) => JSON.stringify(part.key) === JSON.stringify(key))
    ?.data;

test("the person is kept with the place up to which all of it is true", () => {
  expect(dataOf(cacheOf({}), keys.me)).toEqual({ ...me, cursor: "42" });
});

test("of a long conversation the end is kept, and says that there is more before it", () => {
  const data = dataOf(cacheOf({ a: { messages: messagesOf(80) } }), keys.window("a"));
  expect(data).toMatchObject({ hasOlder: true, hasNewer: false });
  expect(data).toHaveProperty("messages.length", 50);
  expect(data).toHaveProperty("messages.49.seq", 80);
});

test("a piece from the middle of a history is not kept, nor what another part of the app fetched", () => {
  const queryClient = cacheOf({ a: { messages: messagesOf(3), hasNewer: true } });
  queryClient.setQueryData(["demo", "people"], { people: [] });
  const kept = keptParts(queryClient, "42")?.map(({ key }) => key);
  expect(kept).toEqual([keys.me, keys.list]);
});

test("what is kept stays under two million characters, the most recent conversations first", () => {
  const long = { messages: messagesOf(50, "x".repeat(5_000)) };
  const names = Array.from({ length: 12 }, (_, index) => `c${index}`);
  const parts = keptParts(cacheOf(Object.fromEntries(names.map((name) => [name, long]))), "42");
  expect(JSON.stringify(parts).length).toBeLessThan(2_100_000);
  expect(parts?.length).toBeLessThan(names.length);
  expect(parts?.map(({ key }) => key)).toContainEqual(keys.window("c0"));
});

test("before the person is known nothing is kept", () => {
  expect(keptParts(new QueryClient(), "42")).toBeNull();
});
