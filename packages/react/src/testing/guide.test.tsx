// @vitest-environment happy-dom
import { ChatWindow, useUnreadTotal } from "@parley/react";
import { createFakeServer, personOf, simulateLayout, withMessaging } from "@parley/react/testing";
import {
  act,
  cleanup,
  fireEvent,
  render,
  renderHook,
  screen,
  waitFor,
} from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

afterEach(cleanup);

const noah = personOf("noah", "Noah Lindqvist", "MENTEE");
const UnreadBadge = () => <b>{useUnreadTotal()} unread</b>;

test("a component: the badge counts unread messages, also one that arrives", async () => {
  const server = createFakeServer();
  const chat = server.addConversation({ with: noah, messages: ["Hello"], readSeq: 0 });
  render(<UnreadBadge />, { wrapper: withMessaging(server.client()) });
  expect(await screen.findByText("1 unread")).toBeTruthy();
  act(() => void server.receive(chat, "Are you there?"));
  expect(screen.getByText("2 unread")).toBeTruthy();
});

test("a hook: the total of all conversations", async () => {
  const server = createFakeServer();
  server.addConversation({ with: noah, messages: ["Hello", "Are you there?"], readSeq: 0 });
  const wrapper = withMessaging(server.client());
  const { result } = renderHook(() => useUnreadTotal(), { wrapper });
  await waitFor(() => expect(result.current).toBe(2));
});

test("a fault: a message that is written without a connection is sent when it is back", async () => {
  const undoLayout = simulateLayout();
  const server = createFakeServer();
  const chat = server.addConversation({ with: noah });
  const client = server.client();
  render(<ChatWindow conversationId={chat} />, { wrapper: withMessaging(client) });
  const field = await screen.findByRole("textbox", { name: "Message Noah Lindqvist" });
  const restore = client.cut();
  fireEvent.change(field, { target: { value: "On my way" } });
  fireEvent.keyDown(field, { key: "Enter" });
  expect(await screen.findByText("Sending")).toBeTruthy();
  act(restore);
  expect(await screen.findByText("Sent")).toBeTruthy();
  expect(server.messages.get(chat)).toMatchObject([{ body: "On my way" }]);
  undoLayout();
});
