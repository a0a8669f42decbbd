// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDemoServer, messageOf, withGroup, withNoah } from "@parley/client/testing";
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

const field = () => screen.findByRole("searchbox", { name: "Search messages" });
const type = async (value: string) => fireEvent.change(await field(), { target: { value } });
const results = () => screen.findByRole("list", { name: "Search results" });
const hits = async () => within(await results()).getAllByRole("link");
const searches = ({ calls }: ReturnType<typeof createDemoServer>) =>
  calls.flatMap(({ path, input }) => (path === "messages.search" ? [input] : []));

test("LST-11: a text that is too short is reported, and not searched for", async () => {
  const { server } = renderWithMessaging(<MessagesPage />);
  await type(" w ");
  expect(await screen.findByText("Write at least 2 characters.")).toBeTruthy();
  await type("we");
  await results();
  expect(searches(server)).toEqual([{ text: "we", limit: 20 }]);
});

test("LST-11: consecutive letters cause one request, and an outdated one is cancelled", async () => {
  const { server, hold } = renderWithMessaging(<MessagesPage />);
  const letGo = hold("messages.search");
  await type("we");
  await type("wel");
  await type("welc");
  await waitFor(() => expect(searches(server)).toHaveLength(1));
  await type("very");
  await waitFor(() => expect(searches(server)).toHaveLength(2));
  expect(server.cancelled).toEqual(["messages.search"]);
  await act(async () => letGo());
  expect((await hits()).map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining("Very well!"),
  ]);
});

test("LST-12: the match is highlighted in the text, which is never interpreted as markup", async () => {
  const server = createDemoServer();
  server.messages.get(withGroup)?.push(
    messageOf({
      conversationId: withGroup,
      seq: 2,
      senderId: "me",
      body: "<img src=x onerror=alert(1)> Welcome & <b>more</b>",
    }),
  );
  renderWithMessaging(<MessagesPage />, server);
  await type("welcome");
  const [own, other] = await hits();
  expect(own?.querySelector("mark")?.textContent).toBe("Welcome");
  expect(own?.querySelector("img, b")).toBeNull();
  expect(own?.textContent).toContain("<b>more</b>");
  await waitFor(() => expect(own?.textContent).toContain("Spring cohort"));
  expect(own?.textContent).toContain("You:");
  await waitFor(() => expect(other?.textContent).toContain("Priya Nair:"));
  expect(within(await results()).getAllByRole("link")).toHaveLength(2);
});

test("TXT-5: a line break separates words in a result as well", async () => {
  const server = createDemoServer();
  const body = "Welcome\u0085to\vthe\u2028team";
  const message = messageOf({ conversationId: withGroup, seq: 2, senderId: "me", body });
  server.messages.get(withGroup)?.push(message);
  renderWithMessaging(<MessagesPage />, server);
  await type("welcome");
  const [hit] = await hits();
  expect(hit?.textContent).toContain("Welcome to the team");
  expect(hit?.querySelector("mark")?.textContent).toBe("Welcome");
});

test("LST-14: a message that is deleted meanwhile is removed from the results", async () => {
  const { server, emit } = renderWithMessaging(<MessagesPage />);
  await type("very");
  expect(await hits()).toHaveLength(1);
  const messages = server.messages.get(withNoah) ?? [];
  const [, deleted] = messages;
  if (deleted === undefined) throw new Error("no message");
  const tombstone = { ...deleted, body: null, deletedAt: "2026-11-22T11:00:00.000Z", version: 2 };
  messages[1] = tombstone;
  act(() =>
    emit({ type: "message.deleted", message: tombstone, unread: { count: 0, upToSeq: 2 } }),
  );
  expect(await screen.findByText("Nothing found for “very”")).toBeTruthy();
});

test("a search can be limited to the open conversation, and offers all conversations if that has no result", async () => {
  const { server } = renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />);
  await type("welcome");
  expect(await hits()).toHaveLength(1);
  fireEvent.click(await screen.findByRole("button", { name: "Only Noah Lindqvist" }));
  expect(await screen.findByText("Nothing found for “welcome”")).toBeTruthy();
  expect(searches(server).at(-1)).toMatchObject({ conversationId: withNoah });
  fireEvent.click(await screen.findByRole("button", { name: "Search all conversations" }));
  expect(await hits()).toHaveLength(1);
});

test("results are paged, and a failed page is retried", async () => {
  const server = createDemoServer();
  const messages = server.messages.get(withNoah) ?? [];
  for (let seq = 3; seq <= 30; seq += 1) {
    messages.push(
      messageOf({ conversationId: withNoah, seq, senderId: "noah", body: `again ${seq}` }),
    );
  }
  const { refuse, restore } = renderWithMessaging(<MessagesPage />, server);
  await type("again");
  expect(await hits()).toHaveLength(20);
  expect(screen.getByText("20+ messages")).toBeTruthy();
  refuse("forbidden", "messages.search");
  fireEvent.click(screen.getByRole("button", { name: "Show more" }));
  expect((await screen.findByRole("alert")).textContent).toBe("The search did not work.");
  restore();
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(async () => expect(await hits()).toHaveLength(28));
  const bodies = (await hits()).map(
    (link) => link.querySelector("mark")?.parentElement?.textContent,
  );
  expect(new Set(bodies).size).toBe(28);
});

test("a refused search shows the reason and can be retried; Escape ends the search", async () => {
  const { refuse, restore } = renderWithMessaging(<MessagesPage />);
  refuse("forbidden", "messages.search");
  await type("very");
  expect((await screen.findByRole("alert")).textContent).toContain("The search did not work.");
  restore();
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await hits()).toHaveLength(1);
  const search = await field();
  fireEvent.keyDown(search, { key: "ArrowDown" });
  expect(document.activeElement).toBe((await hits())[0]);
  fireEvent.keyDown(search, { key: "Escape" });
  expect(await screen.findByRole("list", { name: "Conversations" })).toBeTruthy();
});

test("FIND-3: below the empty field the last searches are in reach of the arrows", async () => {
  localStorage.setItem(
    "parley:searches:me",
    JSON.stringify([
      { text: "welcome", filters: {} },
      { text: 7 },
      { text: "very", filters: { senderId: 1 } },
    ]),
  );
  renderWithMessaging(<MessagesPage />);
  const search = await field();
  act(() => search.focus());
  const recent = await screen.findByRole("list", { name: "Recent searches" });
  expect(
    within(recent)
      .getAllByRole("button")
      .map(({ textContent }) => textContent),
  ).toEqual(["welcome", "very"]);
  fireEvent.keyDown(search, { key: "ArrowDown" });
  fireEvent.keyDown(document.activeElement ?? search, { key: "ArrowDown" });
  expect(document.activeElement?.textContent).toBe("very");
  fireEvent.keyDown(document.activeElement ?? search, { key: "Home" });
  fireEvent.keyDown(document.activeElement ?? search, { key: "ArrowUp" });
  expect(document.activeElement).toBe(search);
  fireEvent.click(within(recent).getByRole("button", { name: "very" }));
  expect(await hits()).toHaveLength(1);
  act(() => search.blur());
  expect(screen.queryByRole("list", { name: "Recent searches" })).toBeNull();
  localStorage.clear();
});
