// @vitest-environment happy-dom
import { createDemoServer, messageOf, noah, withNoah } from "@parley/client/testing";
import type { Message } from "@parley/contract";
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { simulateLayout } from "../../testing/index.tsx";
import { renderWithMessaging } from "../../testing/render-page.tsx";
import { MessagesPage } from "../page/messages-page.tsx";
import { ChatWindow } from "./chat-window.tsx";

let takeHeights: () => void;
beforeEach(() => {
  takeHeights = simulateLayout();
  localStorage.clear();
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
});
afterEach(() => {
  cleanup();
  takeHeights();
  vi.restoreAllMocks();
});

const said = (seq: number, body: string, more: Partial<Message> = {}) => ({
  ...messageOf({ conversationId: withNoah, seq, senderId: "noah", body }),
  ...more,
});

function serverWith(pins: readonly number[] = []) {
  const server = createDemoServer();
  const messages = [said(1, "First"), said(2, "Second"), said(3, "Third")];
  const detail = server.conversations.get(withNoah);
  if (detail === undefined) throw new Error("no conversation");
  server.messages.set(withNoah, messages);
  server.conversations.set(withNoah, {
    ...detail,
    ...{ lastSeq: 3, readSeq: 3, unread: 0, lastMessage: messages[2] ?? null },
    pins: pins.map((seq) => ({ seq, userId: "noah", at: "2026-11-20T10:00:00.000Z" })),
  });
  return server;
}
const renderChat = (server = serverWith()) =>
  renderWithMessaging(<ChatWindow conversationId={withNoah} />, server);

const messageWith = async (text: string) => {
  const log = await screen.findByRole("log");
  const message = (await within(log).findByText(text)).closest("article");
  if (message === null) throw new Error(`${text} stands in no message`);
  return message;
};
const choose = async (text: string, action: string) => {
  fireEvent.click(within(await messageWith(text)).getByRole("button", { name: "More" }));
  fireEvent.click(await screen.findByRole("menuitem", { name: action }));
};
const bar = () => screen.findByRole("region", { name: "Pinned messages" });

test("PIN-5: a pinned message is marked and stands above the log at once, and a refusal takes that back", async () => {
  const { hold, refuse } = renderChat();
  const letGo = hold("messages.pin");
  await choose("First", "Pin");
  expect((await bar()).textContent).toContain("First");
  expect(within(await messageWith("First")).getByRole("img", { name: "Pinned" })).toBeTruthy();
  await act(async () => letGo());
  await choose("First", "Unpin");
  await waitFor(() => expect(screen.queryByRole("region", { name: "Pinned messages" })).toBeNull());
  refuse("conversation_readonly", "messages.pin");
  await choose("Second", "Pin");
  await screen.findByText(/^The pinned messages were not changed\./);
  expect(screen.queryByRole("region", { name: "Pinned messages" })).toBeNull();
});

test("PIN-5: all pins are in a list, which names who pinned them, opens them, and removes them", async () => {
  renderChat(serverWith([2, 1]));
  fireEvent.click(within(await bar()).getByRole("button", { name: "Show 2 pinned messages" }));
  const dialog = await screen.findByRole("dialog", { name: "Pinned messages" });
  const items = await within(dialog).findAllByRole("listitem");
  expect(items.map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/Second.*Pinned by Noah Lindqvist/),
    expect.stringMatching(/First.*Pinned by Noah Lindqvist/),
  ]);
  fireEvent.click(within(dialog).getAllByRole("button", { name: "Unpin" })[0] as HTMLElement);
  await waitFor(() => expect(within(dialog).getAllByRole("listitem")).toHaveLength(1));
  fireEvent.click(within(dialog).getByRole("button", { name: /First/ }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(document.activeElement).toBe(await messageWith("First"));
});

test("PIN-5, SAV-5: the lists of pinned and of saved messages have the words without their marks", async () => {
  const server = serverWith([2, 1]);
  const [, second, third] = server.messages.get(withNoah) ?? [];
  if (second === undefined || third === undefined) throw new Error("no messages");
  const formatted = { ...second, body: "**Read** this\n\n- twice" };
  server.messages.set(withNoah, [said(1, "_First_ of all"), formatted, third]);
  server.saved = [
    { conversationId: withNoah, seq: 2, note: null, savedAt: "2026-11-22T10:00:00.000Z" },
  ];
  const { view } = renderChat(server);
  fireEvent.click(within(await bar()).getByRole("button", { name: "Show 2 pinned messages" }));
  const dialog = await screen.findByRole("dialog", { name: "Pinned messages" });
  await within(dialog).findByText(/^First of all$/);
  expect(dialog.textContent).toMatch(/Read this \S? ?twice/);
  expect(dialog.textContent).not.toMatch(/[*_]/);
  view.unmount();
  renderWithMessaging(<MessagesPage />, server);
  fireEvent.click(await screen.findByRole("button", { name: "Saved" }));
  const list = await screen.findByRole("list", { name: "Saved" });
  expect(list.textContent).toMatch(/Read this\s+\S?\s?twice/);
  expect(list.textContent).not.toContain("*");
});

test("PIN-3: without the right to write there is nothing to pin or to unpin", async () => {
  const server = serverWith([1]);
  const detail = server.conversations.get(withNoah);
  const writable = { ok: false, reason: "archived", since: null } as const;
  if (detail !== undefined) server.conversations.set(withNoah, { ...detail, writable });
  renderChat(server);
  fireEvent.click(within(await messageWith("Second")).getByRole("button", { name: "More" }));
  const items = (await screen.findAllByRole("menuitem")).map(({ textContent }) => textContent);
  expect(items).toEqual(["Copy text", "Save", "Mark unread from here", "Report…"]);
  fireEvent.keyDown(screen.getByRole("menu"), { key: "Escape" });
  fireEvent.click(within(await bar()).getByRole("button", { name: "Show 1 pinned message" }));
  await screen.findByRole("button", { name: /First.*Pinned by/ });
  expect(screen.queryByRole("button", { name: "Unpin" })).toBeNull();
});

test("PIN-4: the pin of a message that is deleted meanwhile ends with it", async () => {
  const { emit } = renderChat(serverWith([1]));
  await bar();
  const deleted = said(1, "", { body: null, version: 2, deletedAt: "2026-11-22T11:00:00.000Z" });
  act(() => emit({ type: "message.deleted", message: deleted, unread: { count: 0, upToSeq: 3 } }));
  await waitFor(() => expect(screen.queryByRole("region", { name: "Pinned messages" })).toBeNull());
});

test("PIN-5, SAV-5: the keys P and S pin and save the focused message, and take it back", async () => {
  const { server } = renderChat();
  const message = await messageWith("Second");
  act(() => message.focus());
  fireEvent.keyDown(message, { key: "s" });
  await within(message).findByRole("img", { name: "Saved" });
  fireEvent.keyDown(message, { key: "s" });
  await waitFor(() => expect(within(message).queryByRole("img", { name: "Saved" })).toBeNull());
  fireEvent.keyDown(message, { key: "p" });
  await bar();
  const keeping = /^messages\.(pin|unpin|save|unsave)$/;
  await waitFor(() =>
    expect(server.calls.map(({ path }) => path).filter((path) => keeping.test(path))).toEqual([
      "messages.save",
      "messages.unsave",
      "messages.pin",
    ]),
  );
});

test("SAV-5: the list of saved messages has their notes, which can be changed, and opens and removes them", async () => {
  const server = serverWith();
  server.saved = [
    { conversationId: withNoah, seq: 3, note: null, savedAt: "2026-11-22T10:00:00.000Z" },
    { conversationId: withNoah, seq: 1, note: "Read again", savedAt: "2026-11-21T10:00:00.000Z" },
  ];
  const { refuse } = renderWithMessaging(<MessagesPage />, server);
  fireEvent.click(await screen.findByRole("button", { name: "Saved" }));
  const list = await screen.findByRole("list", { name: "Saved" });
  const rows = within(list).getAllByRole("listitem");
  expect(rows.map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining("Third"),
    expect.stringMatching(/First.*Read again/),
  ]);
  const [third] = rows;
  if (third === undefined) throw new Error("no row");
  fireEvent.click(within(third).getByRole("button", { name: "Add a note" }));
  const note = await within(third).findByRole("textbox", { name: "Note" });
  fireEvent.change(note, { target: { value: " For Tuesday " } });
  const end = refuse("too_many_requests", "messages.save");
  fireEvent.keyDown(note, { key: "Enter" });
  await within(third).findByText(/^The note was not saved\./);
  end();
  fireEvent.keyDown(note, { key: "Enter" });
  await waitFor(() => expect(within(third).queryByRole("textbox")).toBeNull());
  expect(server.saved.find(({ seq }) => seq === 3)?.note).toBe("For Tuesday");
  fireEvent.click(within(third).getByRole("button", { name: "Remove from saved" }));
  await waitFor(() => expect(server.saved.map(({ seq }) => seq)).toEqual([1]));
});

test("SAV-5: a list without saved messages says how to save one", async () => {
  renderWithMessaging(<MessagesPage />, serverWith());
  fireEvent.click(await screen.findByRole("button", { name: "Saved" }));
  await screen.findByText("Nothing saved yet");
  fireEvent.click(screen.getByRole("button", { name: "Show all conversations" }));
  await screen.findByRole("link", { name: new RegExp(noah.name) });
});
