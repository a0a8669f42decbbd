// @vitest-environment happy-dom
import { type ConnectionState, createStore } from "@parley/client";
import type { Message, ScreenPolicy } from "@parley/contract";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  createDemoServer,
  idOf,
  messageOf,
  noah,
  priya,
  withGroup,
  withNoah,
} from "@parley/client/testing";
import { withMessaging } from "../../testing/index.tsx";
import { simulateLayout } from "../../testing/index.tsx";
import { renderWithMessaging } from "../../testing/render-page.tsx";
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
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Written just now: an own message can still be edited. */
const written = (seq: number, senderId: string, body: string, more: Partial<Message> = {}) => ({
  ...messageOf({
    conversationId: withNoah,
    seq,
    senderId,
    body,
    createdAt: new Date(Date.now() - 60_000 + seq).toISOString(),
  }),
  ...more,
});

function renderChat(messages: readonly Message[], conversationId = withNoah) {
  const server = createDemoServer();
  const detail = server.conversations.get(conversationId);
  if (detail === undefined) throw new Error("no conversation");
  server.messages.set(conversationId, [...messages]);
  const last = messages.at(-1) ?? null;
  const read = { lastSeq: last?.seq ?? 0, readSeq: last?.seq ?? 0, unread: 0 };
  server.conversations.set(conversationId, { ...detail, ...read, lastMessage: last });
  return renderWithMessaging(<ChatWindow conversationId={conversationId} />, server);
}

const log = () => screen.findByRole("log");
const field = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: /^Message / });
const messageWith = async (text: string) => {
  const message = (await within(await log()).findByText(text)).closest("article");
  if (message === null) throw new Error(`${text} stands in no message`);
  return message;
};
const toolsOf = async (text: string) =>
  within(await messageWith(text))
    .getAllByRole("button")
    .map((button) => button.getAttribute("aria-label") ?? button.textContent);
const press = async (text: string, name: string) =>
  fireEvent.click(within(await messageWith(text)).getByRole("button", { name }));
const send = async (text: string) => {
  fireEvent.change(await field(), { target: { value: text } });
  fireEvent.keyDown(await field(), { key: "Enter" });
};
const inputsOf = (calls: readonly { path: string; input: unknown }[], name: string) =>
  calls.filter(({ path }) => path === name).map(({ input }) => input);

test("LOG-1: every message has its tools by accessible name, without those that the server would refuse", async () => {
  renderChat([written(1, "noah", "Hello"), written(2, "me", "Hi")]);
  expect(await toolsOf("Hello")).toEqual(["React", "Reply", "More"]);
  expect(await toolsOf("Hi")).toEqual(["React", "Reply", "Edit", "More", "Delete"]);
});

test("on a touch screen all actions are behind More, and the focus returns to it", async () => {
  vi.spyOn(globalThis, "matchMedia").mockImplementation((query) =>
    Object.assign(new EventTarget() as MediaQueryList, { matches: query.includes("hover: none") }),
  );
  renderChat([written(1, "me", "Hi")]);
  expect(await toolsOf("Hi")).toEqual(["More"]);
  await press("Hi", "More");
  const items = (await screen.findAllByRole("menuitem")).map(({ textContent }) => textContent);
  expect(items).toEqual([
    "React",
    "Reply",
    "Edit",
    "Copy text",
    "Pin",
    "Save",
    "Save as template",
    "Make an action item",
    "Delete",
  ]);
  fireEvent.keyDown(screen.getByRole("menu"), { key: "Escape" });
  expect(document.activeElement?.getAttribute("aria-label")).toBe("More");
});

test("LOG-16: a long press on a touch screen opens the actions, and one on a link does not", async () => {
  vi.spyOn(globalThis, "matchMedia").mockImplementation((query) =>
    Object.assign(new EventTarget() as MediaQueryList, { matches: query.includes("hover: none") }),
  );
  renderChat([written(1, "me", "Hi, see https://example.org")]);
  const message = await messageWith("Hi, see");
  // The browser's own menu is prevented only where ours opens.
  expect(fireEvent.contextMenu(within(message).getByRole("link"))).toBe(true);
  expect(screen.queryByRole("menu")).toBeNull();
  expect(fireEvent.contextMenu(message)).toBe(false);
  await screen.findByRole("menuitem", { name: "Reply" });
  fireEvent.keyDown(screen.getByRole("menu"), { key: "Escape" });
  expect(document.activeElement).toBe(message);
});

test("LOG-4: a reply shows its message, keeps its text when it is canceled, and is sent once", async () => {
  const { outbox } = renderChat([written(1, "noah", "Shall we meet?")]);
  fireEvent.change(await field(), { target: { value: "On Tuesday" } });
  await press("Shall we meet?", "Reply");
  expect(document.activeElement).toBe(await field());
  expect(screen.getByText("Replying to Noah Lindqvist")).toBeTruthy();
  fireEvent.keyDown(await field(), { key: "Escape" });
  expect(screen.queryByText("Replying to Noah Lindqvist")).toBeNull();
  expect((await field()).value).toBe("On Tuesday");
  await press("Shall we meet?", "Reply");
  fireEvent.keyDown(await field(), { key: "Enter" });
  expect(outbox.entries.get()[0]).toMatchObject({ body: "On Tuesday", replyToSeq: 1 });
  expect(screen.queryByText("Replying to Noah Lindqvist")).toBeNull();
  const quote = within(await messageWith("On Tuesday")).getByRole("button", { name: /Shall we/ });
  expect(quote.textContent).toBe("Noah LindqvistShall we meet?");
  await send("And you?");
  expect(outbox.entries.get()[1]?.replyToSeq).toBeUndefined();
});

test("LOG-4: a quote shows the current text of its message, and nothing of a deleted one", async () => {
  const first = written(1, "noah", "Shall we meet?");
  const { emit } = renderChat([first, written(2, "me", "Yes", { replyToSeq: 1 })]);
  await messageWith("Yes");
  const quote = async () => within(await messageWith("Yes")).getAllByRole("button")[0]?.textContent;
  const edited = { ...first, body: "Shall we talk?", version: 2, editedAt: first.createdAt };
  act(() => emit({ type: "message.edited", message: edited }));
  await waitFor(async () => expect(await quote()).toBe("Noah LindqvistShall we talk?"));
  const deleted = { ...first, body: null, version: 3, deletedAt: first.createdAt };
  act(() => emit({ type: "message.deleted", message: deleted, unread: { count: 0, upToSeq: 2 } }));
  await waitFor(async () => expect(await quote()).toContain("Message deleted"));
  expect((await log()).textContent).not.toContain("Shall we");
});

test("TXT-5: a line break separates words in a quote as well", async () => {
  const first = written(1, "noah", "Shall\u0085we\vmeet\u2028soon?");
  renderChat([first, written(2, "me", "Yes", { replyToSeq: 1 })]);
  const quote = within(await messageWith("Yes")).getAllByRole("button")[0];
  await waitFor(() => expect(quote?.textContent).toBe("Noah LindqvistShall we meet soon?"));
});

test("LOG-4: a press on a quote leads to a message that is not loaded", async () => {
  const many = Array.from({ length: 300 }, (_, at) => written(at + 1, "noah", `number ${at + 1}`));
  const { server } = renderChat([...many, written(301, "me", "About that", { replyToSeq: 7 })]);
  const quote = await within(await messageWith("About that")).findByRole("button", {
    name: /number 7/,
  });
  const pages = () => inputsOf(server.calls, "messages.list");
  expect(pages().at(-1)).toMatchObject({ limit: 1 });
  fireEvent.click(quote);
  await waitFor(() => expect(pages().at(-1)).toMatchObject({ at: { from: "around", seq: 7 } }));
  expect(await screen.findByRole("button", { name: "Jump to latest" })).toBeTruthy();
});

test("LOG-3: a reaction is shown at once, counts others, and is removed by a second press", async () => {
  const reactions = [{ emoji: "👍", userIds: ["noah"] }];
  const { server, hold } = renderChat([written(1, "me", "Done", { reactions })]);
  await messageWith("Done");
  const letGo = hold("messages.react");
  await press("Done", "React");
  const quick = screen.getByRole("dialog", { name: "React" });
  expect(quick.textContent).toContain("Noah Lindqvist");
  fireEvent.click(within(quick).getByRole("button", { name: "👍" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  const chip = await screen.findByRole("button", {
    name: "👍 2: You and Noah Lindqvist",
  });
  expect(chip.getAttribute("aria-pressed")).toBe("true");
  await act(async () => letGo());
  fireEvent.click(chip);
  await waitFor(() =>
    expect(inputsOf(server.calls, "messages.unreact")).toEqual([
      { conversationId: withNoah, seq: 1, emoji: "👍" },
    ]),
  );
  expect(await screen.findByRole("button", { name: "👍 1: Noah Lindqvist" })).toBeTruthy();
});

test("LOG-3: a refused reaction is removed, and the reason is shown", async () => {
  const { refuse } = renderChat([written(1, "noah", "Done")]);
  refuse("contact_unavailable", "messages.react");
  await press("Done", "React");
  fireEvent.click(screen.getByRole("button", { name: "🎉" }));
  await waitFor(() =>
    expect(screen.getByRole("alert").textContent).toBe(
      "Your reaction was not saved. This person cannot be written to now.",
    ),
  );
  expect(within(await messageWith("Done")).queryByRole("button", { name: /🎉/ })).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.getByRole("alert").textContent).toBe("");
});

/** A chat in which a reaction was refused: the notice is shown, and time is controlled. */
async function renderRefused() {
  const rendered = renderChat([written(1, "noah", "Done"), written(2, "me", "Well done")]);
  rendered.refuse("contact_unavailable", "messages.react");
  await messageWith("Done");
  vi.useFakeTimers({ shouldAdvanceTime: true });
  await press("Done", "React");
  fireEvent.click(screen.getByRole("button", { name: "🎉" }));
  await waitFor(() => expect(screen.getByRole("alert").textContent).not.toBe(""));
  return rendered;
}
const notice = () => screen.getByRole("alert").textContent;
const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

test("NOT-1: the notice of a refusal disappears automatically, but not while it has the pointer or the focus", async () => {
  await renderRefused();
  await pass(7_000);
  expect(notice()).not.toBe("");
  const card = screen.getByText(/Your reaction was not saved/).parentElement ?? document.body;
  fireEvent.pointerEnter(card);
  await pass(60_000);
  expect(notice()).not.toBe("");
  fireEvent.pointerLeave(card);
  act(() => screen.getByRole("button", { name: "Dismiss" }).focus());
  await pass(60_000);
  expect(notice()).not.toBe("");
  act(() => screen.getByRole("button", { name: "Dismiss" }).blur());
  await pass(10_000);
  expect(notice()).toBe("");
});

test("NOT-1: the next successful change removes it", async () => {
  const { restore } = await renderRefused();
  restore();
  await press("Well done", "React");
  fireEvent.click(screen.getByRole("button", { name: "👍" }));
  await waitFor(() => expect(notice()).toBe(""));
});

test.each(["own message", "conversation"])(
  "NOT-1: it is removed with its cause: %s",
  async (cause) => {
    const { server, emit } = await renderRefused();
    const conversation = server.conversations.get(withNoah);
    if (conversation === undefined) throw new Error("no conversation");
    act(() =>
      emit(
        cause === "conversation"
          ? { type: "conversation.updated", conversation }
          : { type: "message.created", message: written(3, "me", "There it is") },
      ),
    );
    await waitFor(() => expect(notice()).toBe(""));
  },
);

test("LOG-11: a reply keeps its quote above the field while it is being edited", async () => {
  renderChat([
    written(1, "noah", "Shall we meet?"),
    written(2, "me", "On Tuesday", { replyToSeq: 1 }),
  ]);
  await press("On Tuesday", "Edit");
  const article = (await editor()).closest("article");
  if (article === null) throw new Error("the editor stands in no message");
  const quote = await within(article).findByRole("button", { name: /Shall we meet/ });
  const order = quote.compareDocumentPosition(await editor());
  expect(order & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});

test("LOG-12: the messages have one tab stop; the controls of a message are reached from it", async () => {
  const reactions = [{ emoji: "👍", userIds: ["noah"] }];
  renderChat([
    written(1, "noah", "See https://example.org/one", { reactions }),
    written(2, "noah", "and https://example.org/two"),
    written(3, "me", "Thanks", { replyToSeq: 1, reactions }),
  ]);
  await messageWith("Thanks");
  await waitFor(async () =>
    expect(within(await log()).getAllByRole("link", { name: /example/ })).toHaveLength(2),
  );
  const stops = async () =>
    [await log(), ...(await log()).querySelectorAll<HTMLElement>("[tabindex], a, button")].filter(
      ({ tabIndex }) => tabIndex >= 0,
    );
  expect(await stops()).toEqual([await log()]);
  const [first] = (await log()).querySelectorAll<HTMLElement>("article");
  act(() => first?.focus());
  const inFirst = await stops();
  expect(inFirst[0]).toBe(first);
  expect(inFirst.every((stop) => first?.contains(stop))).toBe(true);
  expect(inFirst.map(({ tagName }) => tagName)).toContain("A");
  act(() => first?.blur());
  expect(await stops()).toEqual([first]);
});

const editor = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Edit message" });

test("ArrowUp in an empty field edits the last own message in place; Escape cancels", async () => {
  const { server } = renderChat([written(1, "me", "Helo"), written(2, "noah", "Hm?")]);
  await messageWith("Helo");
  fireEvent.change(await field(), { target: { value: "x" } });
  fireEvent.keyDown(await field(), { key: "ArrowUp" });
  expect(screen.queryByRole("textbox", { name: "Edit message" })).toBeNull();
  fireEvent.change(await field(), { target: { value: "" } });
  fireEvent.keyDown(await field(), { key: "ArrowUp" });
  const opened = await editor();
  await waitFor(() => expect(document.activeElement).toBe(opened));
  fireEvent.change(await editor(), { target: { value: "Hel" } });
  fireEvent.keyDown(await editor(), { key: "Escape" });
  expect(await messageWith("Helo")).toBeTruthy();
  expect(document.activeElement).toBe(await field());

  fireEvent.keyDown(await field(), { key: "ArrowUp" });
  fireEvent.change(await editor(), { target: { value: "Hello" } });
  fireEvent.keyDown(await editor(), { key: "Enter" });
  expect(within(await log()).getByText("Hello")).toBeTruthy();
  await waitFor(() => expect(screen.getByTitle(/^Edited /).textContent).toContain("edited"));
  expect(inputsOf(server.calls, "messages.edit")).toEqual([
    { conversationId: withNoah, seq: 1, body: "Hello", mentions: [], expectedVersion: 1 },
  ]);
});

test("FMT-8: an edited message is formatted as a new one is, with a preview", async () => {
  const { server } = renderChat([written(1, "me", "Bring notes")]);
  await messageWith("Bring notes");
  await press("Bring notes", "Edit");
  const opened = await editor();
  opened.setSelectionRange(6, 11);
  fireEvent.keyDown(opened, { key: "b", ctrlKey: true });
  await waitFor(() => expect(opened.value).toBe("Bring *notes*"));
  await waitFor(() =>
    expect(document.querySelector(".parley-composer__preview strong")?.textContent).toBe("notes"),
  );
  fireEvent.keyDown(opened, { key: "Enter" });
  await waitFor(() =>
    expect(inputsOf(server.calls, "messages.edit")).toMatchObject([{ body: "Bring *notes*" }]),
  );
});

test("LOG-5: a conflicting edit returns with the current text, and can be sent over it", async () => {
  const first = written(1, "me", "Helo");
  const { server, emit, refuse, restore } = renderChat([first]);
  refuse("version_conflict", "messages.edit");
  await press("Helo", "Edit");
  fireEvent.change(await editor(), { target: { value: "Hello Noah" } });
  const elsewhere = { ...first, body: "Hello from my phone", version: 2 };
  act(() => emit({ type: "message.edited", message: elsewhere }));
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText(/This was changed in the meantime/);
  expect((await editor()).value).toBe("Hello Noah");
  expect(screen.getByText("It now says: Hello from my phone")).toBeTruthy();
  restore();
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(inputsOf(server.calls, "messages.edit").at(-1)).toMatchObject({ expectedVersion: 2 }),
  );
});

test("LOG-5: an edit after the edit window says so, and its text is not lost", async () => {
  const { refuse } = renderChat([written(1, "me", "Helo")]);
  refuse("edit_window_closed", "messages.edit");
  await press("Helo", "Edit");
  fireEvent.change(await editor(), { target: { value: "Hello" } });
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("The time for editing this message is over.");
  expect((await editor()).value).toBe("Hello");
  fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(await messageWith("Helo")).toBeTruthy();
});

/** What an earlier page has stored, and the server refuses. */
function refusedLater(update: object, path: "messages.edit" | "cards.changeItem") {
  const changes = [{ at: Date.now(), update: { conversationId: withNoah, ...update } }];
  localStorage.setItem("parley:changes:me", JSON.stringify({ version: 1, changes }));
  const first = written(1, "me", "Helo");
  const { client } = renderChat([first]);
  client.refuse(path === "messages.edit" ? "edit_window_closed" : "conversation_readonly", path);
}

test("OUT-13: a refused edit of an earlier page returns to its field with the reason", async () => {
  const { id: messageId } = written(1, "me", "Helo");
  const text = { body: "Hello", mentions: [], version: 1 };
  refusedLater({ type: "edit", messageId, seq: 1, ...text }, "messages.edit");
  await screen.findByText("The time for editing this message is over.");
  expect((await editor()).value).toBe("Hello");
  fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(await messageWith("Helo")).toBeTruthy();
  expect(localStorage.getItem("parley:changes:me")).toBeNull();
});

test("OUT-13: a refused change of an earlier page is a problem of its conversation", async () => {
  refusedLater({ type: "item", itemId: "x", state: "done", version: 1 }, "cards.changeItem");
  const problem = await screen.findByText(/^Noah Lindqvist could not be changed\./u);
  expect(problem.closest("[role=alert]")).toBeTruthy();
});

test("LOG-6: a deletion hides the message and can be undone; then nothing is sent", async () => {
  const { server } = renderChat([written(1, "me", "Oops")]);
  await messageWith("Oops");
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  screen.getByRole("button", { name: "Delete" }).focus();
  fireEvent.click(screen.getByRole("button", { name: "Delete" }));
  expect(screen.queryByText("Oops")).toBeNull();
  expect(screen.getByText("Message deleted")).toBeTruthy();
  expect(document.activeElement?.textContent).toBe("Undo");
  act(() => {
    vi.advanceTimersByTime(5_500);
  });
  fireEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(screen.getByText("Oops")).toBeTruthy();
  act(() => {
    vi.advanceTimersByTime(60_000);
  });
  expect(inputsOf(server.calls, "messages.delete")).toEqual([]);
});

test("LOG-6: a deletion is sent after the undo period, and again after a lost response", async () => {
  const { server, refuse, restore } = renderChat([written(1, "me", "Oops")]);
  await messageWith("Oops");
  refuse("unavailable", "messages.delete");
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  fireEvent.click(screen.getByRole("button", { name: "Delete" }));
  await act(() => vi.advanceTimersByTimeAsync(6_001));
  expect(inputsOf(server.calls, "messages.delete")).toHaveLength(1);
  expect(screen.queryByText("Oops")).toBeNull();
  restore();
  await act(() => vi.advanceTimersByTimeAsync(5_001));
  expect(inputsOf(server.calls, "messages.delete")).toEqual([
    { conversationId: withNoah, seq: 1 },
    { conversationId: withNoah, seq: 1 },
  ]);
  await act(() => vi.advanceTimersByTimeAsync(60_000));
  expect(inputsOf(server.calls, "messages.delete")).toHaveLength(2);
  expect(screen.getByText("Message deleted")).toBeTruthy();
});

test("LOG-6: a page that is closed sends its pending deletions", async () => {
  const { server } = renderChat([written(1, "me", "Oops")]);
  await press("Oops", "Delete");
  expect(inputsOf(server.calls, "messages.delete")).toEqual([]);
  act(() => void window.dispatchEvent(new Event("pagehide")));
  await waitFor(() => expect(inputsOf(server.calls, "messages.delete")).toHaveLength(1));
});

test("LOG-6: a refused deletion shows the message again, with the reason", async () => {
  const { refuse } = renderChat([written(1, "me", "Oops")]);
  refuse("not_found", "messages.delete");
  await press("Oops", "Delete");
  act(() => void window.dispatchEvent(new Event("pagehide")));
  expect(await messageWith("Oops")).toBeTruthy();
  expect(screen.getByRole("alert").textContent).toContain("The message was not deleted.");
});

test("LOG-6: an ADMIN who deletes another user's message enters a reason", async () => {
  const server = createDemoServer();
  server.me = { ...server.me, role: "ADMIN" };
  renderWithMessaging(<ChatWindow conversationId={withNoah} />, server);
  await press("Very well!", "Delete");
  const dialog = screen.getByRole("dialog", { name: "Delete this message by Noah Lindqvist?" });
  fireEvent.click(within(dialog).getByRole("button", { name: "Delete" }));
  expect(screen.getByRole("dialog")).toBe(dialog);
  fireEvent.change(within(dialog).getByRole("textbox", { name: "Reason" }), {
    target: { value: "insult" },
  });
  fireEvent.click(within(dialog).getByRole("button", { name: "Delete" }));
  expect(await within(await log()).findByText("Message deleted")).toBeTruthy();
  act(() => void window.dispatchEvent(new Event("pagehide")));
  await waitFor(() =>
    expect(inputsOf(server.calls, "messages.delete")).toEqual([
      { conversationId: withNoah, seq: 2, reason: "insult" },
    ]),
  );
});

test("LOG-7: a conversation marked as unread from a message on stays so while it is open", async () => {
  const { server } = renderChat([written(1, "noah", "One"), written(2, "noah", "Two")]);
  await messageWith("Two");
  await press("Two", "More");
  fireEvent.click(screen.getByRole("menuitem", { name: "Mark unread from here" }));
  const divider = await screen.findByRole("separator", { name: "New" });
  expect(divider.compareDocumentPosition(await messageWith("Two"))).toBe(
    Node.DOCUMENT_POSITION_FOLLOWING,
  );
  await waitFor(() => expect(inputsOf(server.calls, "conversations.markUnread")).toHaveLength(1));
  act(() => void window.dispatchEvent(new Event("focus")));
  expect(inputsOf(server.calls, "messages.markRead")).toEqual([]);
});

test("READ-9: messages that arrive after the mark and are seen are read, and the mark is kept", async () => {
  const { server, emit } = renderChat([written(1, "noah", "One"), written(2, "noah", "Two")]);
  await press("Two", "More");
  fireEvent.click(screen.getByRole("menuitem", { name: "Mark unread from here" }));
  await waitFor(() => expect(inputsOf(server.calls, "conversations.markUnread")).toHaveLength(1));
  act(() => emit({ type: "message.created", message: written(3, "noah", "Three") }));
  await messageWith("Three");
  await waitFor(() =>
    expect(inputsOf(server.calls, "messages.markRead")).toEqual([
      { conversationId: withNoah, seq: 3, keepsMark: true },
    ]),
  );
  expect(screen.getByRole("separator", { name: "New" })).toBeTruthy();
});

function serverWithBlockedMember() {
  const server = createDemoServer();
  server.blocked.push({ person: noah, since: "2026-11-22T10:00:00.000Z" });
  server.addConversation({
    id: idOf(5),
    with: { kind: "group", groupId: "g", name: "Autumn cohort" },
    members: [noah, priya],
    messages: [
      messageOf({ conversationId: idOf(5), seq: 1, senderId: "noah", body: "Listen to me" }),
      {
        ...messageOf({ conversationId: idOf(5), seq: 2, senderId: "priya", body: "No" }),
        replyToSeq: 1,
      },
    ],
  });
  return server;
}

test("LOG-16: a long press on a folded message opens no actions", async () => {
  vi.spyOn(globalThis, "matchMedia").mockImplementation((query) =>
    Object.assign(new EventTarget() as MediaQueryList, { matches: query.includes("hover: none") }),
  );
  renderWithMessaging(<ChatWindow conversationId={idOf(5)} />, serverWithBlockedMember());
  const [folded] = await screen.findAllByText(/^Message from/);
  const message = folded?.closest("article") ?? null;
  if (message === null) throw new Error("no message");
  expect(fireEvent.contextMenu(message)).toBe(true);
  expect(screen.queryByRole("menu")).toBeNull();
});

test("LOG-8: in a group a message of a blocked user is folded until it is unfolded, and quotes of it too", async () => {
  renderWithMessaging(<ChatWindow conversationId={idOf(5)} />, serverWithBlockedMember());
  const folded = await screen.findAllByText(/^Message from somebody you blocked/);
  expect(folded).toHaveLength(2);
  expect(screen.queryByText("Listen to me")).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Show" }));
  expect(await messageWith("Listen to me")).toBeTruthy();
});

test("LOG-2: a group's log shows who joined and who left", async () => {
  const server = createDemoServer();
  const detail = server.conversations.get(withGroup);
  if (detail === undefined) throw new Error("no group");
  const at = "2026-11-22T10:00:00.000Z";
  server.conversations.set(withGroup, {
    ...detail,
    membershipChanges: [
      { afterSeq: 1, type: "joined", person: noah, at },
      { afterSeq: 1, type: "joined", person: server.people.get("me") ?? noah, at },
      { afterSeq: 1, type: "left", person: priya, at },
    ],
  });
  renderWithMessaging(<ChatWindow conversationId={withGroup} />, server);
  expect(await screen.findByText("You and Noah Lindqvist joined the group")).toBeTruthy();
  expect(screen.getByText("Priya Nair left the group")).toBeTruthy();
});

test("arrows move between messages, letters act on one, and Escape returns to the field", async () => {
  renderChat([written(1, "noah", "One"), written(2, "me", "Two"), written(3, "noah", "Three")]);
  await messageWith("Three");
  const scroller = await log();
  const key = (name: string) => {
    fireEvent.keyDown(document.activeElement ?? scroller, { key: name });
  };
  scroller.focus();
  key("End");
  key("ArrowUp");
  const focusedText = () =>
    document.activeElement?.querySelector(".parley-bubble__text")?.textContent;
  await waitFor(() => expect(focusedText()).toBe("Three"));
  key("ArrowUp");
  expect(focusedText()).toBe("Two");
  key("ArrowUp");
  expect(focusedText()).toBe("One");
  key("r");
  expect(screen.getByText("Replying to Noah Lindqvist")).toBeTruthy();
  expect(document.activeElement).toBe(await field());
  (await messageWith("Two")).focus();
  key("+");
  expect(screen.getByRole("dialog", { name: "React" })).toBeTruthy();
  key("Escape");
  expect(focusedText()).toBe("Two");
  key("e");
  expect(document.activeElement).toBe(await editor());
  key("Escape");
  expect(document.activeElement).toBe(await field());
});

test("a long text is folded, and can be unfolded", async () => {
  renderChat([written(1, "noah", `${"word ".repeat(900)}the end`)]);
  const more = await screen.findByRole("button", { name: "Show more" });
  expect(more.getAttribute("aria-expanded")).toBe("false");
  expect((await log()).textContent).not.toContain("the end");
  fireEvent.click(more);
  expect((await log()).textContent).toContain("the end");
  expect(screen.getByRole("button", { name: "Show less" })).toBeTruthy();
});

test("a text is copied unchanged", async () => {
  const writeText = vi.fn(async () => {});
  vi.spyOn(navigator, "clipboard", "get").mockReturnValue({ writeText } as unknown as Clipboard);
  renderChat([written(1, "noah", "see https://example.org")]);
  await press("https://example.org", "More");
  fireEvent.click(screen.getByRole("menuitem", { name: "Copy text" }));
  expect(writeText).toHaveBeenCalledExactlyOnceWith("see https://example.org");
});

const renderGroup = () => renderWithMessaging(<ChatWindow conversationId={withGroup} />);
const type = async (text: string) => {
  const element = await field();
  fireEvent.change(element, { target: { value: text } });
  element.setSelectionRange(text.length, text.length);
  fireEvent.select(element);
};

test("LOG-9: an @ offers the members of a group, with the keyboard only, and named members are mentioned", async () => {
  const { outbox } = renderGroup();
  await screen.findByRole("log");
  await type("Thanks @");
  const names = () => screen.getAllByRole("option").map(({ textContent }) => textContent);
  expect(names()).toEqual(["NLNoah Lindqvist", "PNPriya Nair"]);
  await type("Thanks @na");
  expect(names()).toEqual(["PNPriya Nair"]);
  const active = (await field()).getAttribute("aria-activedescendant");
  expect(document.querySelector(`[id="${active}"]`)?.getAttribute("aria-selected")).toBe("true");
  fireEvent.keyDown(await field(), { key: "Enter" });
  expect((await field()).value).toBe("Thanks @Priya Nair ");
  expect(screen.queryByRole("listbox")).toBeNull();
  fireEvent.keyDown(await field(), { key: "Enter" });
  expect(outbox.entries.get()).toMatchObject([{ body: "Thanks @Priya Nair", mentions: ["priya"] }]);
  const mention = within(await messageWith("Thanks")).getByText("@Priya Nair");
  expect(mention.className).toBe("parley-mention");
});

test("LOG-9: Escape closes the list after an @ and keeps the reply target; without a choice no user is mentioned", async () => {
  const { outbox } = renderGroup();
  await press("Welcome", "Reply");
  await type("@");
  expect(screen.getByRole("listbox", { name: "Mention somebody" })).toBeTruthy();
  fireEvent.keyDown(await field(), { key: "Escape" });
  expect(screen.queryByRole("listbox")).toBeNull();
  expect(screen.getByText("Replying to Priya Nair")).toBeTruthy();
  await type("@Somebody else");
  expect(screen.queryByRole("listbox")).toBeNull();
  fireEvent.keyDown(await field(), { key: "Enter" });
  expect(outbox.entries.get()).toMatchObject([{ body: "@Somebody else", mentions: [] }]);
});

test("LOG-9: in messages of others only mentioned users are highlighted", async () => {
  renderChat([
    written(1, "noah", "@Ana Kovač and @Noah Lindqvist", { mentions: ["me"] }),
    written(2, "noah", "@Noah Lindqvist alone"),
  ]);
  const own = within(await log()).getByText("@Ana Kovač");
  expect(own.getAttribute("data-me")).toBe("true");
  expect(document.querySelectorAll(".parley-mention")).toHaveLength(1);
});

test("LOG-9: the editor offers members too, and the edited message mentions those whose names are in it", async () => {
  const own = { conversationId: withGroup, mentions: ["noah"] };
  const { server } = renderChat([written(1, "me", "Thanks @Noah Lindqvist", own)], withGroup);
  const change = async (text: string) => {
    fireEvent.change(await editor(), { target: { value: text } });
    (await editor()).setSelectionRange(text.length, text.length);
    fireEvent.select(await editor());
  };
  const keyIn = async (key: string) => fireEvent.keyDown(await editor(), { key });
  const asked = () => server.calls.filter(({ path }) => path === "messages.edit");

  await press("@Noah Lindqvist", "Edit");
  await change("Thanks @Noah Lindqvist and @pri");
  expect(screen.getByRole("option").textContent).toContain("Priya Nair");
  await keyIn("Enter");
  expect((await editor()).value).toBe("Thanks @Noah Lindqvist and @Priya Nair ");
  expect(asked()).toEqual([]);
  await keyIn("Enter");
  expect(asked().at(-1)?.input).toMatchObject({ mentions: ["noah", "priya"] });
  expect(within(await log()).getByText("@Priya Nair").className).toBe("parley-mention");

  await press("@Priya Nair", "Edit");
  await change("Thanks @Priya Nair");
  await keyIn("Enter");
  await waitFor(() => expect(asked()).toHaveLength(2));
  expect(asked().at(-1)?.input).toMatchObject({ mentions: ["priya"] });

  await press("@Priya Nair", "Edit");
  await change("@");
  expect(screen.getAllByRole("option")).toHaveLength(2);
  await keyIn("Escape");
  expect(screen.queryByRole("listbox")).toBeNull();
  expect((await editor()).value).toBe("@");
  await keyIn("Escape");
  expect(screen.queryByRole("textbox", { name: "Edit message" })).toBeNull();
});

const MINUTE = 60_000;
/** Tests of time: an own message from a number of minutes ago by the server's clock, which is ahead of the device's. */
function serverWithOwn(options: { age: number; clockAhead?: number; editWindow?: number }) {
  const { age, clockAhead = 0, editWindow = 15 * MINUTE } = options;
  const server = createDemoServer();
  server.clockAhead = clockAhead;
  server.policy = { ...server.policy, editWindow };
  const createdAt = new Date(Date.now() + clockAhead - age).toISOString();
  const message = written(1, "me", "Hi", { createdAt });
  const detail = server.conversations.get(withNoah);
  if (detail === undefined) throw new Error("no conversation");
  server.messages.set(withNoah, [message]);
  server.conversations.set(withNoah, {
    ...detail,
    lastSeq: 1,
    readSeq: 1,
    unread: 0,
    lastMessage: message,
  });
  return server;
}
const renderOwn = (options: Parameters<typeof serverWithOwn>[0]) =>
  renderWithMessaging(<ChatWindow conversationId={withNoah} />, serverWithOwn(options));

test.each([-24 * 60, -20, 0, 20, 24 * 60])(
  "TIM-1: with a device whose clock is %s minutes behind the server's, the edit window follows the server's time",
  async (minutes) => {
    renderOwn({ age: 3 * MINUTE, clockAhead: minutes * MINUTE });
    expect(await toolsOf("Hi")).toContain("Edit");
    cleanup();
    renderOwn({ age: 16 * MINUTE, clockAhead: minutes * MINUTE });
    expect(await toolsOf("Hi")).not.toContain("Edit");
  },
);

test("TIM-2: the edit window follows the server's policy, also after it has changed", async () => {
  const server = serverWithOwn({ age: 3 * MINUTE });
  const client = server.client();
  const policy = createStore<ScreenPolicy | undefined>({
    ...server.policy,
    editWindow: 2 * MINUTE,
  });
  render(<ChatWindow conversationId={withNoah} />, {
    wrapper: withMessaging({ ...client, server: { ...client.server, policy } }),
  });
  expect(await toolsOf("Hi")).not.toContain("Edit");
  act(() =>
    policy.set({ editWindow: 4 * MINUTE, customContacts: "open", blockNotice: "immediate" }),
  );
  expect(await toolsOf("Hi")).toContain("Edit");
  act(() => policy.set(undefined));
  expect(await toolsOf("Hi")).not.toContain("Edit");
});

test("TIM-2: a new connection refetches the server's policy, and the first one does not", async () => {
  const server = serverWithOwn({ age: MINUTE });
  const connection = createStore<ConnectionState>({ status: "online" });
  render(<ChatWindow conversationId={withNoah} />, {
    wrapper: withMessaging({ ...server.client(), connection }),
  });
  await toolsOf("Hi");
  const asked = () => server.calls.filter(({ path }) => path === "users.me").length;
  expect(asked()).toBe(1);
  act(() => connection.set({ status: "offline", since: 0, retryAt: 0 }));
  act(() => connection.set({ status: "connecting", attempt: 1 }));
  expect(asked()).toBe(1);
  act(() => connection.set({ status: "online" }));
  await waitFor(() => expect(asked()).toBe(2));
});

test("TIM-3: the editor shows when the edit window ends, and the offer ends automatically", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, now: new Date(2026, 10, 22, 12, 0) });
  renderOwn({ age: 14 * MINUTE });
  await press("Hi", "Edit");
  expect(screen.getByText("You can edit this until 12:01.")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await act(() => vi.advanceTimersByTimeAsync(MINUTE - 2_000));
  expect(await toolsOf("Hi")).toContain("Edit");
  await act(() => vi.advanceTimersByTimeAsync(4_000));
  expect(await toolsOf("Hi")).not.toContain("Edit");
});

test("TXT-4: a user chosen from the list is mentioned even if the name continues as a word, but not once it is deleted", async () => {
  const { outbox } = renderGroup();
  await screen.findByRole("log");
  await type("Is this @pri");
  fireEvent.keyDown(await field(), { key: "Enter" });
  expect((await field()).value).toBe("Is this @Priya Nair ");
  await type("Is this @Priya Nairs idea?");
  fireEvent.keyDown(await field(), { key: "Enter" });
  expect(outbox.entries.get().at(-1)).toMatchObject({
    body: "Is this @Priya Nairs idea?",
    mentions: ["priya"],
  });
  const shown = within(await messageWith("@Priya Nair")).getByText("@Priya Nair");
  expect(shown.className).toBe("parley-mention");
  await type("@pri");
  fireEvent.keyDown(await field(), { key: "Enter" });
  await type("@Priya Nai");
  await type("@Priya Nais");
  fireEvent.keyDown(await field(), { key: "Enter" });
  expect(outbox.entries.get().at(-1)).toMatchObject({ body: "@Priya Nais", mentions: [] });
});

test("TXT-4: an edit keeps a mention by an earlier name until the last @ is removed", async () => {
  const own = { conversationId: withGroup, mentions: ["noah"] };
  const { server } = renderChat([written(1, "me", "Thanks @Noah Oldname", own)], withGroup);
  const asked = () => server.calls.filter(({ path }) => path === "messages.edit");
  const change = async (text: string) => {
    fireEvent.change(await editor(), { target: { value: text } });
    fireEvent.keyDown(await editor(), { key: "Enter" });
  };
  await press("Thanks @Noah Oldname", "Edit");
  await change("Many thanks @Noah Oldname");
  await waitFor(() => expect(asked()).toHaveLength(1));
  expect(asked().at(-1)?.input).toMatchObject({ mentions: ["noah"] });
  await press("Many thanks @Noah Oldname", "Edit");
  await change("Many thanks");
  await waitFor(() => expect(asked()).toHaveLength(2));
  expect(asked().at(-1)?.input).toMatchObject({ mentions: [] });
});
