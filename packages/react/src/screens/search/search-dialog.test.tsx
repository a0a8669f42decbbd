// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  createDemoServer,
  messageOf,
  noah,
  personOf,
  withGroup,
  withNoah,
} from "@parley/client/testing";
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
  localStorage.clear();
});

const dialog = () => within(screen.getByRole("dialog", { name: "Go to a conversation" }));
async function open(server = createDemoServer(), page = <MessagesPage />) {
  const fake = renderWithMessaging(page, server);
  await screen.findByRole("list", { name: "Conversations" });
  fireEvent.keyDown(document.body, { key: "k", ctrlKey: true });
  await dialog().findByRole("list", { name: "Conversations" });
  return fake;
}
const field = () => dialog().getByRole<HTMLInputElement>("searchbox", { name: "Search messages" });
const type = (value: string) => fireEvent.change(field(), { target: { value } });
const rowsOf = (name: string) =>
  within(dialog().getByRole("list", { name }))
    .getAllByRole("listitem")
    .map((row) => row.querySelector("[dir]")?.textContent);
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? field(), { key });
const inFocus = () => document.activeElement?.querySelector("[dir]")?.textContent;

test("LST-9: unread conversations come first, then recent ones, then users; a text filters the best matches", async () => {
  const server = createDemoServer();
  const group = server.conversations.get(withGroup);
  if (group !== undefined) {
    server.conversations.set(withGroup, { ...group, activeAt: "2026-11-23T09:00:00.000Z" });
  }
  await open(server);
  expect(rowsOf("Conversations")).toEqual(["Noah Lindqvist", "Spring cohort"]);
  expect(rowsOf("People")).toEqual(["Priya Nair"]);
  expect(document.activeElement).toBe(field());
  type("NAÏR");
  expect(rowsOf("People")).toEqual(["Priya Nair"]);
  expect(dialog().queryByRole("list", { name: "Conversations" })).toBeNull();
  type("zz");
  expect(await dialog().findByText("Nothing found for “zz”")).toBeTruthy();
});

test("FIND-1: the arrows move through all sections, and back to the field", async () => {
  await open();
  type("n");
  press("ArrowDown");
  expect(inFocus()).toBe("Noah Lindqvist");
  press("ArrowDown");
  expect(inFocus()).toBe("Priya Nair");
  press("ArrowDown");
  expect(inFocus()).toBe("Spring cohort");
  press("Home");
  press("ArrowUp");
  expect(document.activeElement).toBe(field());
});

test("FIND-1: Enter in the field opens the first row", async () => {
  const onConversationChange = vi.fn();
  await open(createDemoServer(), <MessagesPage onConversationChange={onConversationChange} />);
  type("spring");
  press("Enter");
  expect(onConversationChange).toHaveBeenCalledExactlyOnceWith(withGroup);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("LST-10: choosing a user starts a conversation, once", async () => {
  const server = createDemoServer();
  const { hold } = await open(server);
  type("priya");
  const letGo = hold("conversations.open");
  press("Enter");
  press("Enter");
  const row = dialog().getByRole("button", { name: /Priya Nair/ });
  await waitFor(() => expect(row.getAttribute("aria-busy")).toBe("true"));
  letGo();
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
  type("priya");
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
  const row = (name: RegExp) => dialog().findByRole("link", { name });
  expect((await row(/Noah/)).textContent).toContain("Blocked by you");
  expect((await row(/Spring cohort/)).textContent).toContain("Archived");
});

test("users who are not contacts are found by the server", async () => {
  const server = createDemoServer();
  server.people.set("omar", personOf("omar", "Omar Nasser"));
  await open(server);
  type("omar");
  expect(await dialog().findByRole("button", { name: /Omar Nasser/ })).toBeTruthy();
});

test("while a character is composed, Enter is left to the input method", async () => {
  const onConversationChange = vi.fn();
  await open(createDemoServer(), <MessagesPage onConversationChange={onConversationChange} />);
  fireEvent.keyDown(field(), { key: "Enter", isComposing: true });
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

const searches = ({ calls }: ReturnType<typeof createDemoServer>) =>
  calls.flatMap(({ path, input }) => (path === "messages.search" ? [input] : []));
const filter = (name: string) =>
  dialog().findByRole("button", { name: `Remove the filter ${name}` });

test("FIND-2: typed operators become filters, which are removed one by one", async () => {
  const { server } = await open();
  type("from:priya welcome has:link after:2026-11-20 ");
  await filter("From: Priya Nair");
  await filter("Link");
  await filter("Since: 20 November");
  expect(field().value.trim()).toBe("welcome");
  await waitFor(() =>
    expect(searches(server)).toEqual([
      expect.objectContaining({
        text: "welcome",
        senderId: "priya",
        hasLink: true,
        after: new Date(2026, 10, 20).toISOString(),
      }),
    ]),
  );
  expect(await dialog().findByText("Nothing found for “welcome”")).toBeTruthy();
  fireEvent.click(await filter("Link"));
  fireEvent.click(await filter("Since: 20 November"));
  expect(await dialog().findByText("1 message")).toBeTruthy();
  expect(dialog().queryByRole("list", { name: "People" })).toBeNull();
  fireEvent.keyDown(field(), { key: "Escape" });
  expect(field().value).toBe("");
  expect(rowsOf("Conversations")).toContain("Noah Lindqvist");
});

test("FIND-2: an operator offers what it can mean, and Enter takes the first; filters need no text", async () => {
  const { server } = await open();
  fireEvent.click(dialog().getByRole("button", { name: "From" }));
  expect(field().value).toBe("from:");
  expect(document.activeElement).toBe(field());
  type("from:no");
  expect(rowsOf("From")).toEqual(["From: Noah Lindqvist"]);
  press("Enter");
  await filter("From: Noah Lindqvist");
  expect(field().value).toBe("");
  await waitFor(() => expect(searches(server).at(-1)).toMatchObject({ senderId: "noah" }));
  type("in:sprin");
  press("Enter");
  await filter("In: Spring cohort");
  expect(await dialog().findByText("Nothing found")).toBeTruthy();
  fireEvent.click(dialog().getByRole("button", { name: "Search all conversations" }));
  expect(await dialog().findByRole("list", { name: "Search results" })).toBeTruthy();
});

test("FIND-2: a name or a date that is none, and a span without a day, are reported and not searched for", async () => {
  const { server } = await open();
  type("from:nobody");
  await dialog().findByText("Nobody whose messages you see is called “nobody”.");
  type("in:nowhere");
  await dialog().findByText("No conversation of yours is called “nowhere”.");
  type("before:2026-02-30");
  await dialog().findByText(/“2026-02-30” is not a date. Write one such as/);
  type("before:2026-11-01 after:2026-11-01 ");
  await dialog().findByText("There is no day since the first date and before the last one.");
  expect(searches(server)).toEqual([]);
});

test("FIND-3: a search that led to a message is offered again on this device, until it is cleared", async () => {
  const { emit } = await open();
  expect(emit).toBeTruthy();
  type("from:priya welcome");
  await filter("From: Priya Nair");
  const results = await dialog().findByRole("list", { name: "Search results" });
  fireEvent.click(within(results).getByRole("link"));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(Object.keys(localStorage)).toContain("parley:searches:me");
  fireEvent.keyDown(document.body, { key: "k", ctrlKey: true });
  const recent = () => dialog().getByRole("list", { name: "Recent searches" });
  fireEvent.click(within(recent()).getByRole("button", { name: "welcome · From: Priya Nair" }));
  expect(field().value).toBe("welcome");
  await filter("From: Priya Nair");
  fireEvent.keyDown(field(), { key: "Escape" });
  expect(recent()).toBeTruthy();
  fireEvent.click(dialog().getByRole("button", { name: "Clear" }));
  expect(dialog().queryByRole("list", { name: "Recent searches" })).toBeNull();
  expect(Object.keys(localStorage)).not.toContain("parley:searches:me");
});

test("FIND-1: counts and sections of what was found, and more of each on request", async () => {
  const server = createDemoServer();
  for (let at = 1; at <= 7; at += 1) {
    server.people.set(
      `w${at.toString()}`,
      personOf(`w${at.toString()}`, `Wel Weller ${at.toString()}`),
    );
  }
  const messages = server.messages.get(withNoah) ?? [];
  for (let seq = 3; seq <= 30; seq += 1) {
    messages.push(
      messageOf({
        conversationId: withNoah,
        seq,
        senderId: "noah",
        body: `well ${seq.toString()}`,
      }),
    );
  }
  await open(server);
  type("wel");
  expect(await dialog().findByText("7 people, 20+ messages")).toBeTruthy();
  expect(rowsOf("People")).toHaveLength(4);
  const [more] = dialog().getAllByRole("button", { name: "Show more" });
  if (more !== undefined) fireEvent.click(more);
  expect(rowsOf("People")).toHaveLength(7);
});
