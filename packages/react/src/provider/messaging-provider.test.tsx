// @vitest-environment happy-dom
import { createScreen } from "@parley/client";
import type { StreamEvent } from "@parley/contract";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { MessagesPage } from "../screens/page/messages-page.tsx";
import { useConversations } from "../hooks/conversations/use-conversations.ts";
import { valueOf } from "../loadable.ts";
import { createDemoServer, messageOf, noah, withNoah } from "@parley/client/testing";
import { MessagingProvider } from "./messaging-provider.tsx";

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function Names() {
  const items = valueOf(useConversations().items) ?? [];
  return (
    <ul>
      {items.map(({ id, name, unread, preview }) => (
        <li key={id}>{`${name} ${unread} ${"text" in preview ? preview.text : preview.kind}`}</li>
      ))}
    </ul>
  );
}

function start(server = createDemoServer()) {
  const client = server.client();
  const state = createScreen(client);
  const tree = (
    <MessagingProvider client={client} screen={state} locale="en-GB">
      <Names />
    </MessagingProvider>
  );
  const { emit, signal } = server;
  return {
    ...client,
    client,
    server,
    emit,
    signal,
    state,
    tree,
    snapshot: () => state.get().shown,
  };
}

const renderPage = (client: ReturnType<typeof start>["client"]) => (
  <MessagingProvider client={client} locale="en-GB">
    <MessagesPage />
  </MessagingProvider>
);

const rowTexts = () => screen.queryAllByRole("listitem").map(({ textContent }) => textContent);
const loaded = () => waitFor(() => expect(rowTexts()).toHaveLength(2));
const fromNoah = (seq: number, body: string) =>
  messageOf({ conversationId: withNoah, seq, senderId: "noah", body });

test("mounting, unmounting and mounting again leaves one subscription, and unmounting none", async () => {
  const { tree, server } = start();
  const view = render(<StrictMode>{tree}</StrictMode>);
  await loaded();
  expect(server.subscriptions.size).toBe(1);
  view.unmount();
  expect(server.subscriptions.size).toBe(0);
});

test("nothing else is fetched before the cursor is known, and the subscription starts there", async () => {
  const { tree, server, hold } = start();
  server.me = { ...server.me, cursor: "41" };
  const letGo = hold("users.me");
  render(tree);
  await waitFor(() => expect(server.calls).toHaveLength(1));
  expect(server.subscriptions.size).toBe(0);
  await act(async () => letGo());
  await loaded();
  expect(server.calls[0]?.path).toBe("users.me");
  expect([...server.subscriptions].map(({ cursor }) => cursor)).toEqual(["41"]);
});

test("SCR-5: a failed load is retried without a click once the server responds", async () => {
  const { tree, refuse, restore } = start();
  refuse("internal", "users.me");
  vi.useFakeTimers();
  render(tree);
  await act(() => vi.advanceTimersByTimeAsync(60_000));
  expect(rowTexts()).toEqual([]);
  restore();
  await act(() => vi.advanceTimersByTimeAsync(60_000));
  expect(rowTexts()).toHaveLength(2);
});

test("OUT-9: the first load reports after failed attempts that the server does not respond, until it does", async () => {
  const { client, refuse, restore } = start();
  const view = renderPage(client);
  refuse("internal", "users.me");
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(1);
  render(view);
  await act(() => vi.advanceTimersByTimeAsync(900));
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  await act(() => vi.advanceTimersByTimeAsync(1_200));
  // Also while it is retrying.
  for (let second = 0; second < 60; second += 1) {
    expect(screen.getAllByRole("button", { name: "Try again" }).length).toBeGreaterThan(0);
    await act(() => vi.advanceTimersByTimeAsync(1_000));
  }
  restore();
  fireEvent.click(screen.getAllByRole("button", { name: "Try again" })[0] ?? document.body);
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  expect(screen.getAllByRole("link").length).toBeGreaterThan(0);
});

test("SCR-5: a refusal is not retried", async () => {
  const { tree, server, refuse } = start();
  refuse("forbidden", "users.me");
  vi.useFakeTimers();
  render(tree);
  await act(() => vi.advanceTimersByTimeAsync(120_000));
  expect(server.calls).toHaveLength(1);
});

test("an event is shown in the list without a fetch", async () => {
  const { tree, server, emit } = start();
  render(tree);
  await loaded();
  const calls = server.calls.length;
  act(() => emit({ type: "message.created", message: fromNoah(3, "One more thing") }));
  await waitFor(() => expect(rowTexts()[0]).toBe("Noah Lindqvist 2 One more thing"));
  expect(server.calls).toHaveLength(calls);
});

test("a response that is older than an event does not undo it", async () => {
  const { tree, hold, emit, server } = start();
  const letGo = hold("conversations.list");
  render(tree);
  await waitFor(() =>
    expect(server.calls.some(({ path }) => path === "conversations.list")).toBe(true),
  );
  act(() => emit({ type: "message.created", message: fromNoah(3, "Meanwhile") }));
  await act(async () => letGo());
  await loaded();
  expect(rowTexts()).toContain("Noah Lindqvist 2 Meanwhile");
});

test("a message of a conversation that is not loaded causes it to be fetched", async () => {
  const { tree, server, emit } = start();
  const detail = server.conversations.get(withNoah);
  server.conversations.delete(withNoah);
  render(tree);
  await waitFor(() => expect(rowTexts()).toHaveLength(1));
  if (detail !== undefined) server.conversations.set(withNoah, detail);
  act(() => emit({ type: "message.created", message: fromNoah(2, "Very well!") }));
  await waitFor(() => expect(rowTexts()).toHaveLength(2));
  expect(server.calls.filter(({ path }) => path === "conversations.get")).toHaveLength(1);
});

test("a resync refetches what is on the screen", async () => {
  const { tree, server, emit } = start();
  render(tree);
  await loaded();
  const row = server.conversations.get(withNoah);
  if (row !== undefined) server.conversations.set(withNoah, { ...row, unread: 7 });
  act(() => emit({ type: "resync" }));
  await waitFor(() => expect(rowTexts()).toContain("Noah Lindqvist 7 Very well!"));
});

test("VER-3: however many events a screen does not understand, it is fetched at most twice, and continues", async () => {
  const { tree, server, emit, snapshot } = start();
  render(tree);
  await loaded();
  const calls = () => server.calls.filter(({ path }) => path === "users.me").length;
  const before = calls();
  const row = server.conversations.get(withNoah);
  if (row !== undefined) server.conversations.set(withNoah, { ...row, unread: 7 });
  act(() => {
    for (let at = 0; at < 50; at += 1) {
      // The types exclude what a newer server sends.
      emit({ type: "poll.created", poll: { id: at } } as unknown as StreamEvent);
      emit({ type: "message.created", message: { seq: at } } as unknown as StreamEvent);
    }
  });
  await waitFor(() => expect(rowTexts()).toContain("Noah Lindqvist 7 Very well!"));
  await waitFor(() => expect(calls() - before).toBe(2));
  act(() => emit({ type: "message.created", message: fromNoah(3, "And on") }));
  await waitFor(() => expect(rowTexts()).toContain("Noah Lindqvist 2 And on"));
  expect(calls() - before).toBe(2);
  expect(snapshot().conversations?.conversations).toHaveLength(2);
});

test("a failed resync is retried with the next connection", async () => {
  const { tree, server, emit, refuse, restore, cut } = start();
  render(tree);
  await loaded();
  refuse("forbidden", "conversations.list");
  const calls = () => server.calls.filter(({ path }) => path === "conversations.list").length;
  const before = calls();
  act(() => emit({ type: "resync" }));
  await waitFor(() => expect(calls()).toBeGreaterThan(before));
  restore();
  const row = server.conversations.get(withNoah);
  if (row !== undefined) server.conversations.set(withNoah, { ...row, unread: 9 });
  act(() => void cut());
  act(() => restore());
  await waitFor(() => expect(rowTexts()).toContain("Noah Lindqvist 9 Very well!"));
});

test("a later session starts before the data that this one could not fetch, and nothing is lost in between", async () => {
  const { tree, server, emit, refuse, restore } = start();
  const detail = server.conversations.get(withNoah);
  server.conversations.delete(withNoah);
  const view = render(tree);
  await waitFor(() => expect(rowTexts()).toHaveLength(1));
  act(() => emit({ type: "user.updated", person: noah, me: null }));
  refuse("forbidden", "conversations.get");
  act(() => emit({ type: "message.created", message: fromNoah(2, "Very well!") }));
  const asked = () => server.calls.some(({ path }) => path === "conversations.get");
  await waitFor(() => expect(asked()).toBe(true));
  view.unmount();
  restore();
  if (detail !== undefined) server.conversations.set(withNoah, detail);
  render(tree);
  expect([...server.subscriptions].map(({ cursor }) => cursor)).toEqual(["1"]);
});

test("a resync also updates the user's own name and role, and does not move the cursor", async () => {
  const { tree, server, emit, snapshot } = start();
  render(tree);
  await loaded();
  const { cursor } = server.me;
  server.me = { ...server.me, name: "Another", cursor: "99" };
  act(() => emit({ type: "resync" }));
  await waitFor(() => expect(snapshot().me?.name).toBe("Another"));
  expect(snapshot().me?.cursor).toBe(cursor);
});

test("an own message leaves the outbox when its event has arrived", async () => {
  const { tree, client, emit, outbox, snapshot } = start();
  render(tree);
  await loaded();
  const { id } = client.outbox.send({ conversationId: withNoah, body: "On my way" });
  const message = {
    ...messageOf({ conversationId: withNoah, seq: 3, senderId: "me", body: "On my way" }),
    id,
  };
  act(() => emit({ type: "message.created", message }));
  expect(outbox.entries.get()).toEqual([]);
  expect(snapshot().conversations?.conversations[0]?.lastMessage?.id).toBe(id);
});

test("a later session continues where the last one ended, and shows cached data at once", async () => {
  const { tree, server, emit } = start();
  const view = render(tree);
  await loaded();
  act(() => emit({ type: "message.created", message: fromNoah(3, "Last") }));
  view.unmount();
  const calls = server.calls.length;
  render(tree);
  expect(rowTexts()).toContain("Noah Lindqvist 2 Last");
  expect([...server.subscriptions].map(({ cursor }) => cursor)).toEqual(["1"]);
  expect(server.calls).toHaveLength(calls);
});

test("another client shows no data of the previous one", async () => {
  const servers = [createDemoServer(), createDemoServer()] as const;
  const [first, second] = [servers[0].client(), servers[1].client()];
  const view = render(
    <MessagingProvider client={first}>
      <Names />
    </MessagingProvider>,
  );
  await loaded();
  const letGo = second.hold("users.me");
  view.rerender(
    <MessagingProvider client={second}>
      <Names />
    </MessagingProvider>,
  );
  expect(rowTexts()).toEqual([]);
  expect(servers.map(({ subscriptions }) => subscriptions.size)).toEqual([0, 0]);
  await act(async () => letGo());
  await loaded();
});

test("messages of others are announced once, several at a time as a number, own ones never", async () => {
  const { tree, emit } = start();
  render(tree);
  await loaded();
  vi.useFakeTimers();
  const said = () => screen.getByRole("status").textContent;
  act(() => emit({ type: "message.created", message: fromNoah(3, "a") }));
  expect(said()).toBe(`New message from ${noah.name}`);
  act(() => {
    emit({ type: "message.created", message: fromNoah(4, "b") });
    emit({ type: "message.created", message: fromNoah(5, "c") });
    emit({ type: "message.created", message: { ...fromNoah(6, "mine"), senderId: "me" } });
  });
  expect(said()).toBe(`New message from ${noah.name}`);
  act(() => void vi.advanceTimersByTime(1_000));
  expect(said()).toBe("2 new messages");
});

test("a message that was loaded already is not announced", async () => {
  const { tree, emit, server } = start();
  render(tree);
  await loaded();
  const known = server.messages.get(withNoah)?.[1];
  if (known !== undefined) act(() => emit({ type: "message.created", message: known }));
  expect(known?.senderId).toBe("noah");
  expect(screen.getByRole("status").textContent).toBe("");
});

test("presence and typing are reset when the connection is lost", async () => {
  const { tree, signal, cut } = start();
  render(tree);
  await loaded();
  act(() => signal({ type: "typing", conversationId: withNoah, userId: "noah", typing: true }));
  await waitFor(() => expect(rowTexts()).toContain("Noah Lindqvist 1 typing"));
  act(() => void cut());
  await waitFor(() => expect(rowTexts()).toContain("Noah Lindqvist 1 Very well!"));
});
