// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDemoServer, noah, personOf, withGroup, withNoah } from "@parley/client/testing";
import { simulateLayout } from "../../testing/index.tsx";
import { renderWithMessaging } from "../../testing/render-page.tsx";
import { MessagesPage } from "../page/messages-page.tsx";

let takeHeights: () => void;
beforeEach(() => {
  takeHeights = simulateLayout();
});
afterEach(() => {
  cleanup();
  takeHeights();
});

async function open(server = createDemoServer(), page = <MessagesPage />) {
  const fake = renderWithMessaging(page, server);
  await screen.findByRole("list", { name: "Conversations" });
  fireEvent.keyDown(document.body, { key: "k", ctrlKey: true });
  await screen.findAllByRole("option");
  return fake;
}
const box = () => screen.getByRole("combobox", { name: "Search people and conversations" });
const press = (key: string) => fireEvent.keyDown(box(), { key });
const names = () =>
  screen.getAllByRole("option").map((option) => option.querySelector("[dir]")?.textContent);
const active = () => {
  const id = box().getAttribute("aria-activedescendant");
  return id === null ? null : document.getElementById(id)?.querySelector("[dir]")?.textContent;
};

test("LST-9: unread conversations come first, then recent ones, then users; a text filters the best matches", async () => {
  const server = createDemoServer();
  const group = server.conversations.get(withGroup);
  if (group !== undefined) {
    server.conversations.set(withGroup, { ...group, activeAt: "2026-11-23T09:00:00.000Z" });
  }
  await open(server);
  expect(names()).toEqual(["Noah Lindqvist", "Spring cohort", "Priya Nair"]);
  expect(box().getAttribute("aria-expanded")).toBe("true");
  expect(active()).toBe("Noah Lindqvist");
  fireEvent.change(box(), { target: { value: "NAÏR" } });
  expect(names()).toEqual(["Priya Nair"]);
  fireEvent.change(box(), { target: { value: "zz" } });
  expect(screen.getByText("Nobody and nothing is called “zz”.")).toBeTruthy();
  expect(active()).toBeNull();
});

test("the arrows wrap around, and Enter opens the item", async () => {
  const onConversationChange = vi.fn();
  await open(createDemoServer(), <MessagesPage onConversationChange={onConversationChange} />);
  press("ArrowUp");
  expect(active()).toBe("Priya Nair");
  press("ArrowDown");
  press("ArrowDown");
  expect(active()).toBe("Spring cohort");
  expect(screen.getByRole("option", { selected: true }).textContent).toContain("Spring cohort");
  press("Enter");
  expect(onConversationChange).toHaveBeenCalledExactlyOnceWith(withGroup);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("LST-10: choosing a user starts a conversation, once", async () => {
  const server = createDemoServer();
  const { hold } = await open(server);
  fireEvent.change(box(), { target: { value: "priya" } });
  const letGo = hold("conversations.open");
  press("Enter");
  press("Enter");
  await waitFor(() => expect(screen.getByRole("option").getAttribute("aria-busy")).toBe("true"));
  const detail = server.conversations.get(withNoah);
  letGo();
  expect(detail).toBeTruthy();
  await screen.findByRole("alert");
  expect(server.calls.filter(({ path }) => path === "conversations.open")).toHaveLength(1);
});

test("LST-10: the reason why a user cannot be written to is the policy's own text", async () => {
  const server = createDemoServer();
  const { refuse } = await open(server);
  server.explanation = {
    ...server.explanation,
    canWrite: false,
    rule: "unavailable",
    reasons: [],
  };
  refuse("contact_unavailable", "conversations.open");
  fireEvent.change(box(), { target: { value: "priya" } });
  press("Enter");
  expect((await screen.findByRole("alert")).textContent).toBe(
    "You cannot write to Priya Nair: they cannot be reached now.",
  );
});

test("LST-10: blocked, archived and read-only items are labelled as such", async () => {
  const server = createDemoServer();
  server.blocked.push({ person: noah, since: "2026-11-22T09:00:00.000Z" });
  const group = server.conversations.get(withGroup);
  if (group !== undefined) server.conversations.set(withGroup, { ...group, archived: true });
  await open(server);
  const option = (name: RegExp) => screen.findByRole("option", { name });
  expect((await option(/Noah/)).textContent).toContain("Blocked by you");
  expect((await option(/Spring cohort/)).textContent).toContain("Archived");
});

test("users who are not contacts are found by the server", async () => {
  const server = createDemoServer();
  server.people.set("omar", personOf("omar", "Omar Nasser"));
  await open(server);
  fireEvent.change(box(), { target: { value: "omar" } });
  expect(await screen.findByRole("option", { name: /Omar Nasser/ })).toBeTruthy();
});

test("while a character is composed, Enter is left to the input method", async () => {
  const onConversationChange = vi.fn();
  await open(createDemoServer(), <MessagesPage onConversationChange={onConversationChange} />);
  fireEvent.keyDown(box(), { key: "Enter", isComposing: true });
  expect(onConversationChange).not.toHaveBeenCalled();
});

test("the shortcut is not handled if the host has handled it or has disabled it", async () => {
  renderWithMessaging(<MessagesPage shortcuts={false} />);
  const list = await screen.findByRole("list", { name: "Conversations" });
  fireEvent.keyDown(document.body, { key: "k", metaKey: true });
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(within(list).getAllByRole("link")).toHaveLength(2);
  fireEvent.click(screen.getByRole("button", { name: "New conversation" }));
  expect(screen.getByRole("dialog", { name: "Go to a conversation" })).toBeTruthy();
});
