// @vitest-environment happy-dom
import { createDemoServer, messageOf, withGroup, withNoah } from "@parley/client/testing";
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { useUnreadTotal } from "../../hooks/conversations/use-unread-total.ts";
import { simulateLayout } from "../../testing/index.tsx";
import { renderWithMessaging } from "../../testing/render-page.tsx";
import { MessagesPage } from "../page/messages-page.tsx";

let takeHeights: () => void;
/** Whether a user was shown as a former member, at any moment: a mutation is observed before the next one. */
let wasFormer = false;
const watch = new MutationObserver(() => {
  const names = [...document.querySelectorAll("[aria-label]")].map((it) => it.ariaLabel);
  wasFormer ||= [document.body.textContent, ...names].join().includes("Former member");
});

beforeEach(() => {
  takeHeights = simulateLayout();
  localStorage.clear();
  wasFormer = false;
  watch.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
});
afterEach(() => {
  watch.disconnect();
  cleanup();
  takeHeights();
});

const article = (name: RegExp) => screen.findByRole("article", { name });
/** The messages were fetched, and everything that they lead to has happened. */
const fetched = async (
  { calls }: { calls: readonly { readonly path: string }[] },
  procedure = "messages.list",
) => {
  await waitFor(() => expect(calls.map(({ path }) => path)).toContain(procedure));
  await act(async () => undefined);
};

test("LOG-14: messages of a group whose members are fetched later wait for their authors' names", async () => {
  const server = createDemoServer();
  server.contacts = [];
  const { hold } = renderWithMessaging(<MessagesPage defaultConversationId={withGroup} />, server);
  const letGo = hold("conversations.get");
  await fetched(server);
  expect(screen.queryByRole("article")).toBeNull();
  await act(async () => letGo());
  await article(/^Priya Nair/);
  expect(wasFormer).toBe(false);
});

test("LOG-14: a direct conversation needs no members to name the other user", async () => {
  const { hold } = renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />);
  hold("conversations.get");
  await article(/^Noah Lindqvist/);
  await article(/^You/);
  expect(wasFormer).toBe(false);
});

test("LOG-14: a user who is typing, and one who is replied to, is named or left out", async () => {
  const server = createDemoServer();
  localStorage.setItem("parley:replies:me", JSON.stringify({ [withGroup]: 1 }));
  const { hold, signal } = renderWithMessaging(
    <MessagesPage defaultConversationId={withGroup} />,
    server,
  );
  const letGo = hold("conversations.get");
  await fetched(server);
  await act(async () =>
    signal({ type: "typing", conversationId: withGroup, userId: "priya", typing: true }),
  );
  await act(async () => letGo());
  await screen.findByText("Priya Nair is typing");
  expect(wasFormer).toBe(false);
});

test("LOG-14: a message in a group that was never opened is announced with the name of the group", async () => {
  const server = createDemoServer();
  server.contacts = [];
  const { emit } = renderWithMessaging(<MessagesPage />, server);
  await screen.findByRole("link", { name: /^Spring cohort/ });
  const message = messageOf({ conversationId: withGroup, seq: 2, senderId: "priya", body: "Hi" });
  act(() => emit({ type: "message.created", message }));
  await screen.findByText("New message from Spring cohort");
  expect(wasFormer).toBe(false);
});

test("LOG-14: with a badge alone, a message in a conversation that is not fetched is announced without a name", async () => {
  const Badge = () => <p>{useUnreadTotal()} unread</p>;
  const server = createDemoServer();
  server.contacts = [];
  const { emit } = renderWithMessaging(<Badge />, server);
  await screen.findByText(/unread/);
  await fetched(server, "conversations.list");
  const message = messageOf({ conversationId: withGroup, seq: 2, senderId: "priya", body: "Hi" });
  act(() => emit({ type: "message.created", message }));
  await screen.findByText("New message");
  expect(wasFormer).toBe(false);
});

test("LOG-14: a found message is shown with its author's name once that is known", async () => {
  const server = createDemoServer();
  server.contacts = [];
  const { hold } = renderWithMessaging(<MessagesPage />, server);
  const letGo = hold("conversations.get");
  const field = await screen.findByRole("searchbox", { name: "Search messages" });
  fireEvent.change(field, { target: { value: "welc" } });
  await waitFor(() => expect(server.calls.map(({ path }) => path)).toContain("conversations.get"));
  await act(async () => letGo());
  const list = await screen.findByRole("list", { name: "Search results" });
  await within(list).findByText(/Priya Nair/);
  expect(wasFormer).toBe(false);
});

test("LOG-14: the author of a message who is no member and never was one has no name", async () => {
  const server = createDemoServer();
  const sender = messageOf({ conversationId: withGroup, seq: 2, senderId: "zoe", body: "Bye" });
  server.messages.get(withGroup)?.push(sender);
  renderWithMessaging(<MessagesPage defaultConversationId={withGroup} />, server);
  await article(/^Former member/);
});
