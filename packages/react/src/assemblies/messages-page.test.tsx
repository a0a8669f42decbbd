// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { messageOf } from "../testing/fake-server.ts";
import { createDemoServer, priya, withGroup, withNoah } from "../testing/demo-server.ts";
import { giveHeights, renderWithMessaging } from "../testing/render-page.tsx";
import { MessagesPage } from "./messages-page.tsx";

let takeHeights: () => void;
beforeEach(() => {
  takeHeights = giveHeights();
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
const fromNoah = (seq: number, body: string) =>
  messageOf({ conversationId: withNoah, seq, senderId: "noah", body });

test("the accessible names that the design promises are there", async () => {
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

test("a conversation is opened from the list, read as far as it is seen, and left again", async () => {
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

test("what arrives while nobody looks is not marked as read until somebody does", async () => {
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

test("a message is in the log in the same step in which it is sent, and keeps its element", async () => {
  const { outbox, emit } = renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />);
  const text = await field("Noah Lindqvist");
  await log();
  fireEvent.change(text, { target: { value: "Congratulations!" } });
  fireEvent.keyDown(text, { key: "Enter" });
  const row = within(await log()).getByText("Congratulations!");
  expect(within(await log()).getByText("Sending")).toBeTruthy();
  const [entry] = outbox.entries.get();
  const message = {
    ...messageOf({ conversationId: withNoah, seq: 3, senderId: "me", body: "Congratulations!" }),
    id: entry?.id ?? "",
  };
  act(() => emit({ type: "message.created", message }));
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

test("a refused message stays in its place, with the reason, Retry and Discard", async () => {
  const { outbox } = renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />);
  await log();
  let id = "";
  act(() => {
    id = outbox.send({ conversationId: withNoah, body: "Too late" }).id;
    outbox.become(id, { status: "failed", reason: "contact_unavailable" });
  });
  const alert = await within(await log()).findByRole("alert");
  expect(alert.textContent).toBe("Not sent. This person cannot be written to now.");
  fireEvent.click(screen.getByRole("button", { name: "Retry" }));
  expect(outbox.entries.get()[0]?.state.status).toBe("queued");
  act(() => outbox.become(id, { status: "failed", reason: "contact_unavailable" }));
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

test("who types is said in words, without oneself", async () => {
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

test("the other's presence is said in the head, members are counted in a group", async () => {
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

test("a contact's button opens the conversation with them", async () => {
  const { server } = renderWithMessaging(<MessagesPage defaultTab="contacts" />);
  const row = await screen.findByRole("listitem", { name: "Noah Lindqvist" });
  fireEvent.click(within(row).getByRole("button", { name: "Message" }));
  expect(await log()).toBeTruthy();
  expect(screen.getByRole("tab", { name: "Conversations" }).getAttribute("aria-selected")).toBe(
    "true",
  );
  expect(server.calls.some(({ path }) => path === "conversations.open")).toBe(false);
});

test("a refusal to open a conversation is said", async () => {
  const { server } = renderWithMessaging(<MessagesPage defaultTab="contacts" />);
  server.refuse.set("conversations.open", "contact_unavailable");
  const row = await screen.findByRole("listitem", { name: priya.name });
  fireEvent.click(within(row).getByRole("button", { name: "Message" }));
  expect((await screen.findByRole("alert")).textContent).toBe(
    "This person cannot be written to now.",
  );
});

test("a conversation that can only be read says so, and one that is absent too", async () => {
  const server = createDemoServer();
  const detail = server.conversations.get(withNoah);
  if (detail !== undefined) server.conversations.set(withNoah, { ...detail, state: "readonly" });
  const { view } = renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />, server);
  expect(await screen.findByText(/no longer write in it/)).toBeTruthy();
  expect(screen.queryByRole("textbox")).toBeNull();
  view.unmount();
  renderWithMessaging(
    <MessagesPage defaultConversationId="01890000-0000-7000-8000-00000000dead" />,
  );
  expect(await screen.findByText(/is not here/)).toBeTruthy();
});

test("the host can hold what is open, and nothing opens against its will", async () => {
  const onConversationChange = vi.fn();
  renderWithMessaging(
    <MessagesPage conversationId={null} onConversationChange={onConversationChange} />,
  );
  await openNoah();
  expect(onConversationChange).toHaveBeenCalledExactlyOnceWith(withNoah);
  expect(screen.queryByRole("log")).toBeNull();
});

test("the tabs are moved by the arrows", async () => {
  renderWithMessaging(<MessagesPage />);
  const conversations = await screen.findByRole("tab", { name: "Conversations" });
  conversations.focus();
  fireEvent.keyDown(conversations, { key: "ArrowRight" });
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Contacts");
  expect(await screen.findByRole("heading", { name: "Mentees" })).toBeTruthy();
});

test("the divider stands above the first unread message, and an own message takes it away", async () => {
  renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />);
  await log();
  expect(screen.getByRole("separator", { name: "New" })).toBeTruthy();
  const text = await field("Noah Lindqvist");
  fireEvent.change(text, { target: { value: "Great" } });
  fireEvent.keyDown(text, { key: "Enter" });
  await waitFor(() => expect(screen.queryByRole("separator", { name: "New" })).toBeNull());
});
