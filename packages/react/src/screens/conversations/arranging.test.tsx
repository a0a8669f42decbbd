// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  createDemoServer,
  idOf,
  messageOf,
  personOf,
  withGroup,
  withNoah,
} from "@parley/client/testing";
import { simulateLayout } from "../../testing/index.tsx";
import { renderWithMessaging } from "../../testing/render-page.tsx";
import { nextMondayMorning } from "../../time/local-moment.ts";
import { MessagesPage } from "../page/messages-page.tsx";

let takeHeights: () => void;
beforeEach(() => {
  takeHeights = simulateLayout();
  localStorage.clear();
});
afterEach(() => {
  cleanup();
  takeHeights();
  vi.useRealTimers();
});

/** The accessible name of a row's link is its text, which starts with the name; that of a button is its label. */
const nameIn = (element: Element) =>
  element.getAttribute("aria-label") ?? element.querySelector("bdi")?.textContent;
const list = () => screen.findByRole("list", { name: "Conversations" });
const names = async () =>
  within(await list())
    .getAllByRole("link")
    .map(nameIn);
const rowOf = async (name: string) => {
  const row = within(await list())
    .getByRole("link", { name })
    .closest("li");
  if (row === null) throw new Error(`${name} has no row`);
  return row;
};
const focused = () => {
  const { activeElement } = document;
  return activeElement === null ? null : nameIn(activeElement);
};

async function choose(name: string, action: string) {
  const more = within(await rowOf(name)).getByRole("button", { name: "More" });
  more.focus();
  fireEvent.click(more);
  fireEvent.click(screen.getByRole("menuitem", { name: action }));
}

/** A server with a third conversation, older than the others. */
function threeConversations() {
  const server = createDemoServer();
  const old = personOf("old", "Olga Old");
  server.addConversation({
    id: idOf(3),
    with: { kind: "direct", person: old },
    members: [old],
    messages: [
      messageOf({
        conversationId: idOf(3),
        seq: 1,
        senderId: "old",
        body: "Long ago",
        createdAt: "2026-01-01T09:00:00.000Z",
      }),
    ],
  });
  return server;
}

test("LST-1: a pinned conversation is on top, also one that is not loaded in the list", async () => {
  const server = threeConversations();
  for (let at = 0; at < 60; at += 1) {
    const person = personOf(`p${at}`, `Person ${at}`);
    const createdAt = `2026-06-01T09:00:${String(at).padStart(2, "0")}.000Z`;
    server.addConversation({
      id: idOf(100 + at),
      with: { kind: "direct", person },
      members: [person],
      messages: [
        messageOf({
          conversationId: idOf(100 + at),
          seq: 1,
          senderId: person.id,
          body: "hi",
          createdAt,
        }),
      ],
    });
  }
  const oldest = server.conversations.get(idOf(3));
  if (oldest !== undefined) server.conversations.set(idOf(3), { ...oldest, pinned: true });
  renderWithMessaging(<MessagesPage />, server);
  expect((await names()).slice(0, 2)).toEqual(["Olga Old", "Noah Lindqvist"]);
  await choose("Olga Old", "Unpin");
  await waitFor(async () => expect((await names())[0]).toBe("Noah Lindqvist"));
});

test("LST-2: a preference is shown at once and sent once", async () => {
  const { server, hold } = renderWithMessaging(<MessagesPage />, threeConversations());
  await list();
  const letGo = hold("conversations.setPreferences");
  await choose("Olga Old", "Pin");
  expect((await names())[0]).toBe("Olga Old");
  expect((await rowOf("Olga Old")).textContent).toContain("Pinned");
  await act(async () => letGo());
  expect((await names())[0]).toBe("Olga Old");
  const sent = server.calls.filter(({ path }) => path === "conversations.setPreferences");
  expect(sent.map(({ input }) => input)).toEqual([{ conversationId: idOf(3), pinned: true }]);
});

test("LST-2: a refusal reverts it, shows the reason, and offers a retry", async () => {
  const { hold, refuse, restore } = renderWithMessaging(<MessagesPage />, threeConversations());
  refuse("unavailable", "conversations.setPreferences");
  const letGo = hold("conversations.setPreferences");
  await choose("Olga Old", "Archive");
  expect(await names()).not.toContain("Olga Old");
  await act(async () => letGo());
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("Olga Old could not be changed. The server is busy.");
  expect(await names()).toContain("Olga Old");
  restore();
  fireEvent.click(within(alert).getByRole("button", { name: "Try again" }));
  await waitFor(async () => expect(await names()).not.toContain("Olga Old"));
  expect(screen.queryByRole("alert")).toBeNull();
});

test("LST-2: an event that arrives during the call is not undone by its response", async () => {
  const { server, hold, emit } = renderWithMessaging(<MessagesPage />, threeConversations());
  await list();
  const letGo = hold("conversations.setPreferences");
  await choose("Noah Lindqvist", "Pin");
  await waitFor(() =>
    expect(server.calls.some(({ path }) => path === "conversations.setPreferences")).toBe(true),
  );
  const detail = server.conversations.get(withNoah);
  if (detail === undefined) throw new Error("no conversation");
  const muted = { ...detail, mutedUntil: "9999-12-31T23:59:59.999Z" };
  act(() => emit({ type: "conversation.updated", conversation: muted }));
  await act(async () => letGo());
  await waitFor(async () => {
    const { textContent } = await rowOf("Noah Lindqvist");
    expect(textContent).toContain("Muted");
    expect(textContent).toContain("Pinned");
  });
});

test("LST-21: a mute until Monday ends at nine in the morning of the next one", async () => {
  const { server } = renderWithMessaging(<MessagesPage />, threeConversations());
  await choose("Noah Lindqvist", "Mute until Monday");
  await waitFor(() =>
    expect(server.conversations.get(withNoah)?.mutedUntil).toBe(
      nextMondayMorning(new Date()).toISOString(),
    ),
  );
});

test("archiving is confirmed and can be undone; archived conversations have their own list", async () => {
  renderWithMessaging(<MessagesPage />, threeConversations());
  await choose("Olga Old", "Archive");
  expect(await screen.findByText("Olga Old is archived.")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Archived" }));
  expect(await names()).toEqual(["Olga Old"]);
  fireEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(await screen.findByText("Nothing archived")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Show all conversations" }));
  expect(await names()).toContain("Olga Old");
});

test("LST-3: muted and archived conversations are excluded from the total, a mark counts as one", async () => {
  renderWithMessaging(<MessagesPage />, threeConversations());
  const total = () => screen.getByRole("tab", { name: "Conversations" }).textContent;
  await list();
  await waitFor(() => expect(total()).toBe("Conversations1"));
  await choose("Olga Old", "Mark as unread");
  await waitFor(() => expect(total()).toBe("Conversations2"));
  await choose("Noah Lindqvist", "Mute until I turn it on");
  await waitFor(() => expect(total()).toBe("Conversations1"));
  await choose("Olga Old", "Archive");
  await waitFor(() => expect(total()).toBe("Conversations"));
});

test("LST-4: a mute that expires ends on the screen too", async () => {
  const server = threeConversations();
  const noah = server.conversations.get(withNoah);
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const mutedUntil = new Date(Date.now() + 3_600_000).toISOString();
  if (noah !== undefined) server.conversations.set(withNoah, { ...noah, mutedUntil });
  renderWithMessaging(<MessagesPage />, server);
  expect((await rowOf("Noah Lindqvist")).textContent).toContain("Muted until");
  act(() => {
    vi.advanceTimersByTime(3_600_001);
  });
  await waitFor(async () =>
    expect((await rowOf("Noah Lindqvist")).textContent).not.toContain("Muted until"),
  );
  expect(screen.getByRole("tab", { name: "Conversations" }).textContent).toBe("Conversations1");
});

test("LST-5: when the focused row leaves the list, the next row gets the focus", async () => {
  renderWithMessaging(<MessagesPage />, threeConversations());
  await choose("Spring cohort", "Archive");
  await waitFor(() => expect(focused()).toBe("Olga Old"));
  await choose("Olga Old", "Archive");
  await waitFor(() => expect(focused()).toBe("Noah Lindqvist"));
  await choose("Noah Lindqvist", "Archive");
  await waitFor(() => expect(document.activeElement?.textContent).toBe("Choose a contact"));
});

test("LST-6: the open conversation stays in the unread list while it is read", async () => {
  renderWithMessaging(<MessagesPage />, threeConversations());
  await list();
  fireEvent.click(screen.getByRole("button", { name: "Unread" }));
  await waitFor(async () => expect(await names()).toEqual(["Noah Lindqvist"]));
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
  fireEvent.click(screen.getByRole("link", { name: "Noah Lindqvist" }));
  await choose("Noah Lindqvist", "Mark as read");
  await waitFor(async () =>
    expect((await rowOf("Noah Lindqvist")).textContent).not.toContain("1 unread"),
  );
  fireEvent.click(screen.getByRole("button", { name: "Back to conversations" }));
  expect(await screen.findByText("Nothing unread")).toBeTruthy();
});

test("LST-7: deleting shows its consequences first, and requires confirmation", async () => {
  const { server } = renderWithMessaging(
    <MessagesPage defaultConversationId={withGroup} />,
    threeConversations(),
  );
  await screen.findByRole("log", { name: "Messages with Spring cohort" });
  const deletions = () => server.calls.filter(({ path }) => path === "conversations.delete");
  await choose("Spring cohort", "Delete for me");
  const dialog = screen.getByRole("dialog", {
    name: /Delete your conversation with Spring cohort/,
  });
  expect(dialog.textContent).toContain("You cannot take this back.");
  expect(dialog.textContent).toContain("This does not take you out of the group.");
  expect(document.activeElement?.textContent).toBe("Cancel");
  fireEvent.click(within(dialog).getByRole("button", { name: "Cancel" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(deletions()).toEqual([]);

  await choose("Spring cohort", "Delete for me");
  fireEvent.click(screen.getByRole("button", { name: "Delete for me" }));
  await waitFor(async () => expect(await names()).not.toContain("Spring cohort"));
  expect(deletions()).toHaveLength(1);
  expect(screen.queryByRole("log")).toBeNull();
});

test("the menu opens with the menu keys, and Escape returns the focus to the row", async () => {
  renderWithMessaging(<MessagesPage />, threeConversations());
  const link = within(await list()).getByRole("link", { name: "Spring cohort" });
  link.focus();
  fireEvent.keyDown(link, { key: "F10", shiftKey: true });
  expect(screen.getByRole("menu", { name: "Actions for Spring cohort" })).toBeTruthy();
  expect(document.activeElement?.textContent).toBe("Mark as unread");
  const press = (key: string) => {
    if (document.activeElement !== null) fireEvent.keyDown(document.activeElement, { key });
  };
  press("ArrowUp");
  expect(document.activeElement?.textContent).toBe("Delete for me");
  press("ArrowDown");
  press("m");
  expect(document.activeElement?.textContent).toBe("Mute for 1 hour");
  press("Escape");
  expect(screen.queryByRole("menu")).toBeNull();
  expect(document.activeElement).toBe(link);
  fireEvent.keyDown(link, { key: "ContextMenu" });
  expect(screen.getByRole("menu")).toBeTruthy();
  fireEvent.pointerDown(document.body);
  expect(screen.queryByRole("menu")).toBeNull();
});

test("LST-18: Alt, Shift and an arrow open the next unread conversation, skipping muted ones", async () => {
  const server = threeConversations();
  const old = server.conversations.get(idOf(3));
  const group = server.conversations.get(withGroup);
  if (old === undefined || group === undefined) throw new Error("no conversations");
  server.conversations.set(idOf(3), { ...old, unread: 1, readSeq: 0 });
  server.conversations.set(withGroup, {
    ...group,
    unread: 1,
    readSeq: 0,
    mutedUntil: "9999-12-31T23:59:59.999Z",
  });
  const opened: (string | null)[] = [];
  renderWithMessaging(<MessagesPage onConversationChange={(id) => opened.push(id)} />, server);
  await list();
  await screen.findAllByText("1 unread");
  const press = (key: string) =>
    fireEvent.keyDown(document.body, { key, altKey: true, shiftKey: true });
  press("ArrowDown");
  press("ArrowDown");
  await waitFor(() => expect(opened).toEqual([withNoah, idOf(3)]));
  press("ArrowUp");
  await waitFor(() => expect(opened.at(-1)).toBe(withNoah));
});

const previewOf = async (name: string) =>
  (await rowOf(name)).querySelector(".parley-preview")?.textContent;

test("LOG-10: a message that was just deleted is deleted at once in the list, in quotes and in search results", async () => {
  const server = threeConversations();
  const detail = server.conversations.get(withNoah);
  const message = messageOf({
    conversationId: withNoah,
    seq: 3,
    senderId: "me",
    body: "A slip of the tongue",
    createdAt: "2026-11-22T10:00:00.000Z",
  });
  const answer = {
    ...message,
    id: idOf(4_444),
    seq: 4,
    senderId: "noah",
    body: "I see",
    replyToSeq: 3,
  };
  server.messages.set(withNoah, [message, answer]);
  if (detail !== undefined) {
    const last = { lastSeq: 4, readSeq: 4, unread: 0, lastMessage: message };
    server.conversations.set(withNoah, { ...detail, ...last });
  }
  renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />, server);
  expect(await previewOf("Noah Lindqvist")).toBe("You: A slip of the tongue");
  const log = await screen.findByRole("log");
  const own = (await within(log).findAllByText("A slip of the tongue"))
    .map((found) => found.closest("article"))
    .find((found) => found?.dataset["own"] === "true");
  if (own === null || own === undefined) throw new Error("the message is not there");
  fireEvent.click(within(own).getByRole("button", { name: "Delete" }));
  expect(await previewOf("Noah Lindqvist")).toBe("Message deleted");
  expect(log.textContent).not.toContain("A slip of the tongue");
  fireEvent.change(screen.getByRole("searchbox", { name: "Search messages" }), {
    target: { value: "slip" },
  });
  const results = await screen.findByRole("list", { name: "Search results" });
  expect(results.textContent).toContain("Message deleted");
  expect(results.textContent).not.toContain("slip");
  fireEvent.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(results.textContent).toContain("slip"));
  fireEvent.change(screen.getByRole("searchbox", { name: "Search messages" }), {
    target: { value: "" },
  });
  expect(await previewOf("Noah Lindqvist")).toBe("You: A slip of the tongue");
});

const mentionOfMe = (seq: number, body: string) => ({
  ...messageOf({ conversationId: withGroup, seq, senderId: "priya", body }),
  mentions: ["me"],
});

test("MEN-7: an unread mention is shown in the row of its conversation until it is read", async () => {
  const server = threeConversations();
  const { emit } = renderWithMessaging(<MessagesPage />, server);
  await list();
  const link = within(await list()).getByRole("link", { name: "Spring cohort" });
  expect(link.textContent).not.toContain("Mentions you");
  act(() => emit({ type: "message.created", message: mentionOfMe(2, "@Ana Kovač, look!") }));
  await waitFor(() => expect(link.textContent).toContain("Mentions you"));
  const described = link.getAttribute("aria-describedby")?.split(" ") ?? [];
  const words = described.map((id) => document.getElementById(id)?.textContent ?? "");
  expect(words).toContain("Mentions you");
  act(() =>
    emit({
      type: "conversation.read",
      conversationId: withGroup,
      userId: "me",
      readSeq: 2,
      unread: { count: 0, upToSeq: 2 },
    }),
  );
  await waitFor(() => expect(link.textContent).not.toContain("Mentions you"));
});

test("MEN-8: the messages that mention the reader are a separate list, which is updated by events", async () => {
  const server = threeConversations();
  server.mentions = [];
  const { emit } = renderWithMessaging(<MessagesPage />, server);
  await list();
  fireEvent.click(screen.getByRole("button", { name: "Mentions" }));
  expect(await screen.findByText("Nobody has mentioned you yet")).toBeTruthy();
  // Decomposed, as macOS writes it.
  const message = mentionOfMe(2, "Ask @Ana Kovač, she was there.".normalize("NFD"));
  server.messages.get(withGroup)?.push(message);
  server.mentions = [message];
  act(() => emit({ type: "message.created", message }));
  const found = within(await screen.findByRole("list", { name: "Mentions" })).getByRole("link");
  expect(found.querySelector("mark")?.textContent).toBe("@Ana Kovač".normalize("NFD"));
  await waitFor(() => expect(found.textContent).toContain("Spring cohort"));
  fireEvent.click(found);
  expect(await screen.findByRole("log", { name: "Messages with Spring cohort" })).toBeTruthy();
});

test("CONV-12: a conversation without messages has the time of its creation", async () => {
  const server = threeConversations();
  const group = server.conversations.get(withGroup);
  const activeAt = new Date(Date.now() - 60_000).toISOString();
  if (group !== undefined) {
    server.conversations.set(withGroup, { ...group, lastSeq: 0, lastMessage: null, activeAt });
  }
  renderWithMessaging(<MessagesPage />, server);
  expect((await rowOf("Spring cohort")).querySelector("time")?.dateTime).toBe(activeAt);
});
