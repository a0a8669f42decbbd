// @vitest-environment happy-dom
import type { Conversation } from "@parley/contract";
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  createDemoServer,
  messageOf,
  noah,
  priya,
  withGroup,
  withNoah,
} from "@parley/client/testing";
import { simulateLayout } from "../../testing/index.tsx";
import { renderWithMessaging } from "../../testing/render-page.tsx";
import { MessagesPage } from "./messages-page.tsx";

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

const field = (name: string) =>
  screen.findByRole<HTMLTextAreaElement>("textbox", { name: `Message ${name}` });
const openNoah = async () =>
  fireEvent.click(await screen.findByRole("link", { name: "Noah Lindqvist" }));
const log = () => screen.findByRole("log", { name: "Messages with Noah Lindqvist" });
const serverWith = (writable: Conversation["writable"]) => {
  const server = createDemoServer();
  const detail = server.conversations.get(withNoah);
  if (detail !== undefined) server.conversations.set(withNoah, { ...detail, writable });
  return server;
};
const fromNoah = (seq: number, body: string) =>
  messageOf({ conversationId: withNoah, seq, senderId: "noah", body });

test("the page has the specified accessible names", async () => {
  renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />);
  await log();
  expect(screen.getByRole("tab", { name: "Conversations" }).getAttribute("aria-selected")).toBe(
    "true",
  );
  expect(screen.getByRole("tab", { name: "Contacts" })).toBeTruthy();
  const list = await screen.findByRole("list", { name: "Conversations" });
  expect(within(list).getAllByRole("link")).toHaveLength(2);
  expect(screen.getByRole("button", { name: "Send" })).toBeTruthy();
  expect(await field("Noah Lindqvist")).toBeTruthy();
  expect((await log()).getAttribute("aria-live")).toBe("off");
});

test("a conversation is opened from the list, read as far as it is seen, and closed again", async () => {
  const onConversationChange = vi.fn();
  const { server } = renderWithMessaging(
    <MessagesPage onConversationChange={onConversationChange} />,
  );
  await openNoah();
  expect(within(await log()).getByText("Very well!")).toBeTruthy();
  await waitFor(() =>
    expect(server.calls.find(({ path }) => path === "messages.markRead")?.input).toEqual({
      conversationId: withNoah,
      seq: 2,
    }),
  );
  fireEvent.click(screen.getByRole("button", { name: "Back to conversations" }));
  expect(screen.queryByRole("log")).toBeNull();
  expect(onConversationChange.mock.calls).toEqual([[withNoah], [null]]);
});

test("a message that arrives while the page has no focus is not marked as read until it has", async () => {
  const focus = vi.spyOn(document, "hasFocus").mockReturnValue(false);
  const { server, emit } = renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />);
  await log();
  const marks = () => server.calls.filter(({ path }) => path === "messages.markRead");
  act(() => emit({ type: "message.created", message: fromNoah(3, "Are you there?") }));
  expect(await within(await log()).findByText("Are you there?")).toBeTruthy();
  expect(marks()).toEqual([]);
  focus.mockReturnValue(true);
  act(() => void window.dispatchEvent(new Event("focus")));
  await waitFor(() => expect(marks().at(-1)?.input).toMatchObject({ seq: 3 }));
});

test("a message is in the log synchronously when it is sent, and keeps its element", async () => {
  const { hold, emit } = renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />);
  const text = await field("Noah Lindqvist");
  await log();
  const release = hold();
  fireEvent.change(text, { target: { value: "Congratulations!" } });
  fireEvent.keyDown(text, { key: "Enter" });
  const row = within(await log()).getByText("Congratulations!");
  expect(within(await log()).getByText("Sending")).toBeTruthy();
  act(() => release());
  await waitFor(() => expect(screen.queryByText("Sending")).toBeNull());
  expect(within(await log()).getByText("Congratulations!")).toBe(row);
  expect(within(await log()).getByText("Sent")).toBeTruthy();
  act(() =>
    emit({
      type: "conversation.read",
      conversationId: withNoah,
      userId: "noah",
      readSeq: 3,
      unread: null,
    }),
  );
  expect(await within(await log()).findByText("Seen")).toBeTruthy();
});

test("a refused message stays in place, with the reason, Retry and Discard", async () => {
  const { outbox, refuse } = renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />);
  await log();
  refuse("contact_unavailable", "messages.send");
  act(() => void outbox.send({ conversationId: withNoah, body: "Too late" }));
  const alert = await within(await log()).findByRole("alert");
  expect(alert.textContent).toBe("Not sent. This person cannot be written to now.");
  fireEvent.click(screen.getByRole("button", { name: "Retry" }));
  expect(outbox.entries.get()[0]?.state.status).toBe("queued");
  fireEvent.click(await screen.findByRole("button", { name: "Discard" }));
  expect(within(await log()).queryByText("Too late")).toBeNull();
});

test("a draft stays with its conversation, is in the list, and survives a reload", async () => {
  const { view } = renderWithMessaging(<MessagesPage />);
  await openNoah();
  fireEvent.change(await field("Noah Lindqvist"), { target: { value: "half a thought" } });
  fireEvent.click(screen.getByRole("link", { name: "Spring cohort" }));
  expect((await field("Spring cohort")).value).toBe("");
  expect(screen.getByRole("link", { name: "Noah Lindqvist" }).textContent).toContain(
    "half a thought",
  );
  view.unmount();
  renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />);
  expect((await field("Noah Lindqvist")).value).toBe("half a thought");
});

test("typing users are named, except the signed-in user", async () => {
  const { signal } = renderWithMessaging(<MessagesPage defaultConversationId={withGroup} />);
  await screen.findByRole("log", { name: "Messages with Spring cohort" });
  const type = (userId: string) =>
    signal({ type: "typing", conversationId: withGroup, userId, typing: true });
  const said = () => screen.getAllByRole("status").map(({ textContent }) => textContent);
  act(() => type("me"));
  act(() => type("noah"));
  await waitFor(() => expect(said()).toContain("Noah Lindqvist is typing"));
  act(() => type("priya"));
  await waitFor(() => expect(said()).toContain("Noah Lindqvist and Priya Nair are typing"));
});

test("the header shows the other user's presence, or the number of members of a group", async () => {
  const { signal } = renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />);
  const head = async () =>
    (await screen.findByRole("heading", { level: 2 })).parentElement?.textContent;
  await log();
  expect(await head()).toBe("Noah LindqvistMentee");
  act(() =>
    signal({ type: "presence", presence: { userId: "noah", state: "online", lastSeenAt: null } }),
  );
  await waitFor(async () => expect(await head()).toBe("Noah LindqvistOnline"));
  fireEvent.click(screen.getByRole("link", { name: "Spring cohort" }));
  await waitFor(async () => expect(await head()).toBe("Spring cohort3 members"));
});

test("LST-20: in the place of a conversation, unread ones can be opened, and a contact be chosen", async () => {
  renderWithMessaging(<MessagesPage />);
  const list = await screen.findByRole("list", { name: "Unread" });
  const unread = within(list).getByRole("button", { name: /^Noah Lindqvist/ });
  expect(unread.textContent).toContain("unread");
  fireEvent.click(screen.getByRole("button", { name: "Write to a contact" }));
  expect(screen.getByRole("tab", { name: "Contacts" }).getAttribute("aria-selected")).toBe("true");
  fireEvent.click(unread);
  expect(await log()).toBeTruthy();
  expect(screen.queryByRole("list", { name: "Unread" })).toBeNull();
});

test("a contact's button opens the conversation with that contact", async () => {
  const { server } = renderWithMessaging(<MessagesPage defaultTab="contacts" />);
  const row = await screen.findByRole("listitem", { name: "Noah Lindqvist" });
  fireEvent.click(within(row).getByRole("button", { name: "Message" }));
  expect(await log()).toBeTruthy();
  expect(screen.getByRole("tab", { name: "Conversations" }).getAttribute("aria-selected")).toBe(
    "true",
  );
  expect(server.calls.some(({ path }) => path === "conversations.open")).toBe(false);
});

test("a refusal to open a conversation is shown", async () => {
  const { refuse } = renderWithMessaging(<MessagesPage defaultTab="contacts" />);
  refuse("contact_unavailable", "conversations.open");
  const row = await screen.findByRole("listitem", { name: priya.name });
  fireEvent.click(within(row).getByRole("button", { name: "Message" }));
  expect((await screen.findByRole("alert")).textContent).toBe(
    "This person cannot be written to now.",
  );
});

const since = "2026-05-03T10:00:00.000Z";
const closings: readonly [Conversation["writable"], sentence: string, action: string | null][] = [
  [{ ok: false, reason: "blocked", since }, "You blocked Noah Lindqvist.", "Unblock"],
  [{ ok: false, reason: "archived", since }, "The group was archived on 3 May.", null],
  [{ ok: false, reason: "left", since }, "You were in this group until 3 May.", null],
  [
    { ok: false, reason: "unconnected", since: null },
    "You and Noah Lindqvist are no longer in contact.",
    "Why?",
  ],
  [
    { ok: false, reason: "no_replies", since: null },
    "Messages from Noah Lindqvist cannot be answered.",
    null,
  ],
  [
    { ok: false, reason: "unavailable", since: null },
    "This person cannot be written to now.",
    null,
  ],
];

test.each(closings)(
  "WRI-3, KIND-7: in a read-only conversation the reason replaces the composer, with an action if there is one: $0.reason",
  async (writable, sentence, action) => {
    vi.setSystemTime("2026-11-22T12:00:00.000Z");
    const { server } = renderWithMessaging(
      <MessagesPage defaultConversationId={withNoah} />,
      serverWith(writable),
    );
    const place = (await screen.findByText(sentence)).parentElement;
    expect(screen.queryByRole("textbox", { name: /^Message/ })).toBeNull();
    const buttons = within(place ?? document.body).queryAllByRole("button");
    expect(buttons.map(({ textContent }) => textContent)).toEqual(action === null ? [] : [action]);
    // Only actions on a message that the server accepts are offered.
    await log();
    for (const name of ["Reply", "React", "Edit"]) {
      expect(screen.queryByRole("button", { name })).toBeNull();
    }
    if (action === "Unblock") {
      fireEvent.click(screen.getByRole("button", { name: "Unblock" }));
      await waitFor(() =>
        expect(server.calls).toContainEqual({
          path: "contacts.unblock",
          input: { userId: "noah" },
        }),
      );
    }
    vi.useRealTimers();
  },
);

test("WRI-3: the draft is restored when the conversation becomes writable again, and so is the focus", async () => {
  const { server, emit } = renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />);
  const input = await field("Noah Lindqvist");
  input.focus();
  fireEvent.change(input, { target: { value: "half a thought" } });
  const conversation = server.conversations.get(withNoah);
  if (conversation === undefined) throw new Error("there is no conversation with Noah");
  const become = (writable: Conversation["writable"]) =>
    act(async () =>
      emit({ type: "conversation.updated", conversation: { ...conversation, writable } }),
    );
  await become({ ok: false, reason: "blocked", since });
  const reason = await screen.findByText("You blocked Noah Lindqvist.");
  expect(document.activeElement?.contains(reason)).toBe(true);
  await become({ ok: true });
  expect((await field("Noah Lindqvist")).value).toBe("half a thought");
  expect(document.activeElement).toBe(await field("Noah Lindqvist"));
});

test("WRI-4: a block that is only known from a refused message closes the composer while that message is failed", async () => {
  const { refuse, restore } = renderWithMessaging(
    <MessagesPage defaultConversationId={withNoah} />,
  );
  const input = await field("Noah Lindqvist");
  refuse("contact_unavailable", "messages.send");
  fireEvent.change(input, { target: { value: "hello?" } });
  fireEvent.keyDown(input, { key: "Enter" });
  await screen.findByRole("alert");
  restore();
  expect(screen.queryByRole("textbox", { name: /^Message/ })).toBeNull();
  expect(screen.queryByRole("button", { name: "Reply" })).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Retry" }));
  expect(await field("Noah Lindqvist")).toBeTruthy();
});

test("WRI-3: an empty read-only conversation does not invite the user to write", async () => {
  const server = createDemoServer();
  const detail = server.conversations.get(withNoah);
  if (detail === undefined) throw new Error("there is no conversation with Noah");
  server.messages.set(withNoah, []);
  const empty = { ...detail, lastSeq: 0, lastMessage: null, unread: 0 };
  const closed = { ok: false, reason: "archived", since } as const;
  server.conversations.set(withNoah, { ...empty, writable: closed });
  const { emit } = renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />, server);
  expect(await screen.findByText("Nothing here yet")).toBeTruthy();
  expect(screen.queryByText(/Say hello/)).toBeNull();
  await act(async () =>
    emit({ type: "conversation.updated", conversation: { ...empty, writable: { ok: true } } }),
  );
  expect(await screen.findByText("Say hello to Noah Lindqvist.")).toBeTruthy();
});

test("a conversation that does not exist is reported as such", async () => {
  renderWithMessaging(
    <MessagesPage defaultConversationId="01890000-0000-7000-8000-00000000dead" />,
  );
  expect(await screen.findByText(/is not here/)).toBeTruthy();
});

test("VER-3: unknown roles, states, kinds and reasons of a newer server have fallbacks", async () => {
  const server = createDemoServer();
  // The types exclude what a newer server returns.
  const newer = <Value,>(value: unknown) => value as Value;
  const coach: typeof noah = newer({ ...noah, role: "COACH" });
  for (const [id, detail] of server.conversations) {
    server.conversations.set(
      id,
      newer({
        ...detail,
        state: "frozen",
        writable: { ok: false, reason: "frozen", since: null },
        with: detail.with.kind === "direct" ? { kind: "direct", person: coach } : detail.with,
        members: detail.members.map((member) =>
          member.person.id === "noah" ? { ...member, person: coach } : member,
        ),
        membershipChanges: [
          { type: "promoted", person: coach, afterSeq: 1, at: "2026-11-22T09:00:00.000Z" },
        ],
      }),
    );
  }
  server.contacts = newer(
    server.contacts.map((contact) => ({
      ...contact,
      person: { ...contact.person, role: "COACH" },
      kind: contact.person.id === "noah" ? "coaches" : contact.kind,
      reasons: [{ type: "coaching" }],
    })),
  );
  const { signal } = renderWithMessaging(<MessagesPage />, server);
  act(() =>
    signal(
      newer({ type: "presence", presence: { userId: "noah", state: "away", lastSeenAt: null } }),
    ),
  );
  await openNoah();
  expect(within(await log()).getByText("Very well!")).toBeTruthy();
  expect(screen.getByText("You cannot write in this conversation now.")).toBeTruthy();
  // No response says that the user may write there.
  expect(screen.queryByRole("textbox", { name: "Message Noah Lindqvist" })).toBeNull();
  fireEvent.click(screen.getByRole("link", { name: "Spring cohort" }));
  expect(within(await screen.findByRole("log")).getByText("Welcome")).toBeTruthy();
  fireEvent.click(screen.getByRole("tab", { name: "Contacts" }));
  for (const name of ["Noah Lindqvist", "Priya Nair"])
    expect(await screen.findByRole("listitem", { name })).toBeTruthy();
});

test("the host can control the open conversation, and no other one is opened", async () => {
  const onConversationChange = vi.fn();
  renderWithMessaging(
    <MessagesPage conversationId={null} onConversationChange={onConversationChange} />,
  );
  await openNoah();
  expect(onConversationChange).toHaveBeenCalledExactlyOnceWith(withNoah);
  expect(screen.queryByRole("log")).toBeNull();
});

test("arrow keys switch the tabs", async () => {
  renderWithMessaging(<MessagesPage />);
  const conversations = await screen.findByRole("tab", { name: "Conversations" });
  conversations.focus();
  fireEvent.keyDown(conversations, { key: "ArrowRight" });
  expect(document.activeElement?.textContent).toBe("Contacts");
  expect(await screen.findByRole("heading", { name: "Mentees" })).toBeTruthy();
});

test("the divider is above the first unread message, and an own message removes it", async () => {
  renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />);
  await log();
  expect(screen.getByRole("separator", { name: "New" })).toBeTruthy();
  const text = await field("Noah Lindqvist");
  fireEvent.change(text, { target: { value: "Great" } });
  fireEvent.keyDown(text, { key: "Enter" });
  await waitFor(() => expect(screen.queryByRole("separator", { name: "New" })).toBeNull());
});
