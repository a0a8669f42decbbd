// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDemoServer, messageOf, personOf, withGroup, withNoah } from "@parley/client/testing";
import { simulateLayout } from "../../../testing/index.tsx";
import { renderWithMessaging } from "../../../testing/render-page.tsx";
import { MessagesPage } from "../../page/messages-page.tsx";

let takeHeights: () => void;
beforeEach(() => {
  takeHeights = simulateLayout();
});
afterEach(() => {
  cleanup();
  takeHeights();
  vi.useRealTimers();
});

const about = (name: string) => screen.findByRole("dialog", { name: `About ${name}` });
const headerButton = (name: string) => screen.findByRole("button", { name, description: /./u });
const text = (element: HTMLElement) => element.textContent ?? "";

async function openDetails(
  server = createDemoServer(),
  conversationId = withNoah,
  name = "Noah Lindqvist",
) {
  const rendered = renderWithMessaging(
    <MessagesPage defaultConversationId={conversationId} />,
    server,
  );
  const button = await headerButton(name);
  button.focus();
  fireEvent.click(button);
  return { ...rendered, button, panel: await about(name) };
}

test("DET-7: the name in the header opens the details, which take the focus; Escape and Close return it", async () => {
  const { button, panel } = await openDetails();
  expect(button.getAttribute("aria-expanded")).toBe("true");
  expect(document.activeElement).toBe(panel);
  fireEvent.keyDown(panel, { key: "Escape" });
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(document.activeElement).toBe(button);
  fireEvent.click(button);
  fireEvent.click(within(await about("Noah Lindqvist")).getByRole("button", { name: "Close" }));
  expect(document.activeElement).toBe(button);
  fireEvent.click(button);
  await about("Noah Lindqvist");
  fireEvent.click(button);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("DET-7: of a person it says the role, since when, groups, local time, usual answer, and why one can write", async () => {
  const server = createDemoServer();
  server.aboutPerson = {
    since: "2026-02-03T10:00:00.000Z",
    timeZone: "Asia/Kathmandu",
    responseTime: "hours",
  };
  const { panel } = await openDetails(server);
  await within(panel).findByText("Local time");
  const facts = text(panel);
  expect(facts).toContain("Mentee");
  expect(facts).toContain("3 February 2026");
  expect(facts).toContain("Groups you shareSpring cohort");
  expect(facts).toContain("Usually within a few hours");
  expect(facts).toMatch(/\d{1,2}:\d{2} there, [\d.]+ h (?:ahead|behind)/u);
  expect(facts).toContain("because you share a mentoring group");
});

test("DET-7: what a person does not share is left out, and so is a time zone that the browser does not know", async () => {
  const server = createDemoServer();
  server.aboutPerson = { since: null, timeZone: "Atlantis/Capital", responseTime: null };
  const { panel } = await openDetails(server);
  await within(panel).findByText("Role");
  for (const term of ["Local time", "Answers", "In contact since"])
    expect(within(panel).queryByText(term)).toBeNull();
});

test("DET-7: the links of the conversation are listed, newest first, and lead to their message", async () => {
  const server = createDemoServer();
  const messages = server.messages.get(withNoah) ?? [];
  for (let seq = 3; seq <= 6; seq += 1) {
    const body = seq % 2 === 0 ? `look: https://example.org/${seq}.` : "nothing";
    messages.push(messageOf({ conversationId: withNoah, seq, senderId: "noah", body }));
  }
  const { panel } = await openDetails(server);
  const links = await within(panel).findAllByRole("link");
  expect(links.map((link) => link.getAttribute("href"))).toEqual([
    "https://example.org/6",
    "https://example.org/4",
  ]);
  const [newest] = within(panel).getAllByRole("button", { name: /Show in conversation/u });
  if (newest === undefined) throw new Error("no button");
  fireEvent.click(newest);
  await waitFor(() => expect(document.querySelector("[data-highlighted='true']")).not.toBeNull());
});

test("DET-7: a failed answer says so and is asked for again; a refusal of the conversation shows nothing else", async () => {
  const server = createDemoServer();
  const { refuse, restore, button } = await openDetails(server);
  fireEvent.click(button);
  refuse("forbidden", "conversations.about");
  fireEvent.click(button);
  const panel = await about("Noah Lindqvist");
  const retry = await within(panel).findByRole("button", { name: "Try again" });
  restore();
  fireEvent.click(retry);
  await within(panel).findByText("Role");
});

test("DET-7: the details change when the other user does", async () => {
  const server = createDemoServer();
  const { panel, emit } = await openDetails(server);
  await within(panel).findByText("Role");
  expect(within(panel).queryByText("Answers")).toBeNull();
  server.aboutPerson = { since: null, timeZone: null, responseTime: "day" };
  const noah = server.people.get("noah");
  if (noah === undefined) throw new Error("no Noah");
  act(() => emit({ type: "user.updated", person: noah, me: null }));
  await within(panel).findByText("Usually within a day");
});

test("DET-7: muting and blocking are offered, as in the menu of the list", async () => {
  const { panel, server } = await openDetails();
  fireEvent.click(await within(panel).findByRole("button", { name: "Mute for 1 hour" }));
  await waitFor(() =>
    expect(server.calls.some(({ path }) => path === "conversations.setPreferences")).toBe(true),
  );
  fireEvent.click(within(panel).getByRole("button", { name: "Block" }));
  expect(await screen.findByRole("dialog", { name: "Block Noah Lindqvist?" })).toBeTruthy();
});

test("DET-7: an action that its opposite replaces keeps the focus in the details", async () => {
  const server = createDemoServer();
  const { panel } = await openDetails(server);
  const mute = await within(panel).findByRole("button", { name: "Mute for 8 hours" });
  mute.focus();
  fireEvent.click(mute);
  const unmute = await within(panel).findByRole("button", { name: "Unmute" });
  await waitFor(() => expect(panel.contains(document.activeElement)).toBe(true));
  fireEvent.click(unmute);
  await within(panel).findByRole("button", { name: "Mute for 8 hours" });
  expect(panel.contains(document.activeElement)).toBe(true);
});

test("DET-7: of a group it lists the members, the mentor first, and opens the conversation with one", async () => {
  const server = createDemoServer();
  const { panel } = await openDetails(server, withGroup, "Spring cohort");
  const list = await within(panel).findByRole("list", { name: "Members" });
  const rows = within(list).getAllByRole("listitem").map(text);
  expect(rows[0]).toContain("Mentor of this group");
  expect(rows.some((row) => row.includes("(You)"))).toBe(true);
  expect(within(panel).queryByRole("searchbox")).toBeNull();
  fireEvent.click(within(list).getByRole("button", { name: /Message Noah/u }));
  expect(await headerButton("Noah Lindqvist")).toBeTruthy();
});

test("DET-7: from eight members on they are searched by name", async () => {
  const server = createDemoServer();
  const detail = server.conversations.get(withGroup);
  if (detail === undefined) throw new Error("no group");
  const more = Array.from({ length: 8 }, (_, at) => ({
    person: personOf(`m${at}`, `Member ${at}`, "MENTEE"),
    readSeq: null,
  }));
  server.conversations.set(withGroup, { ...detail, members: [...detail.members, ...more] });
  const { panel } = await openDetails(server, withGroup, "Spring cohort");
  const field = await within(panel).findByRole("searchbox", { name: "Search members" });
  fireEvent.change(field, { target: { value: "mémber 7" } });
  const list = within(panel).getByRole("list", { name: "Members" });
  expect(within(list).getAllByRole("listitem")).toHaveLength(1);
  fireEvent.change(field, { target: { value: "nobody" } });
  expect(within(panel).getByText("No member is called “nobody”.")).toBeTruthy();
});

test("DET-10: Ctrl and F opens the search of the conversation, once; a second time the key is the browser's", async () => {
  const server = createDemoServer();
  renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />, server);
  const composer = await screen.findByRole("textbox", { name: "Message Noah Lindqvist" });
  composer.focus();
  // False if the page has taken the key.
  expect(fireEvent.keyDown(composer, { key: "f", ctrlKey: true })).toBe(false);
  const field = await screen.findByRole("searchbox", { name: "Search in this conversation" });
  expect(document.activeElement).toBe(field);
  expect(fireEvent.keyDown(field, { key: "f", ctrlKey: true })).toBe(true);
  expect(fireEvent.keyDown(field, { key: "f", ctrlKey: true, shiftKey: true })).toBe(true);
  fireEvent.change(field, { target: { value: "very" } });
  const results = await screen.findByRole("list", { name: "Search results" });
  expect(within(results).getAllByRole("link")).toHaveLength(1);
  const searches = server.calls.filter(({ path }) => path === "messages.search");
  expect(searches.at(-1)?.input).toMatchObject({ text: "very", conversationId: withNoah });
  fireEvent.keyDown(field, { key: "Escape" });
  fireEvent.keyDown(field, { key: "Escape" });
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(document.activeElement).toBe(composer);
});

test("DET-10: the search has a button in the header, and its hits lead to the message", async () => {
  renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />);
  const button = await screen.findByRole("button", { name: "Search in this conversation" });
  button.focus();
  fireEvent.click(button);
  const field = await screen.findByRole("searchbox", { name: "Search in this conversation" });
  fireEvent.change(field, { target: { value: "very" } });
  const results = await screen.findByRole("list", { name: "Search results" });
  fireEvent.click(within(results).getByRole("link"));
  await waitFor(() => expect(document.querySelector("[data-highlighted='true']")).not.toBeNull());
});

test("an own message is found with the initials of its author", async () => {
  renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />);
  fireEvent.click(await screen.findByRole("button", { name: "Search in this conversation" }));
  const field = await screen.findByRole("searchbox", { name: "Search in this conversation" });
  fireEvent.change(field, { target: { value: "did" } });
  const hit = await screen.findByRole("link", { name: /You/ });
  expect(hit.querySelector(".parley-avatar")?.textContent).toBe("AK");
});

test("DET-11: the header's menu has the verbs of the list's", async () => {
  const { server } = renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />);
  const button = await screen.findByRole("button", { name: "Conversation menu" });
  fireEvent.click(button);
  const verbs = (await screen.findAllByRole("menuitem")).map(text);
  fireEvent.keyDown(screen.getByRole("menu"), { key: "Escape" });
  expect(document.activeElement).toBe(button);
  const row = screen.getByRole("link", { name: "Noah Lindqvist" });
  fireEvent.contextMenu(row);
  expect((await screen.findAllByRole("menuitem")).map(text)).toEqual(verbs);
  expect(verbs).toContain("Block");
  fireEvent.keyDown(screen.getByRole("menu"), { key: "Escape" });
  fireEvent.click(button);
  fireEvent.click(await screen.findByRole("menuitem", { name: "Archive" }));
  expect(
    await screen.findByText(/Noah Lindqvist.*archived|archived.*Noah Lindqvist/iu),
  ).toBeTruthy();
  await waitFor(() => expect(server.conversations.get(withNoah)?.archived).toBe(true));
});

test("DET-11: staff and automated users cannot be blocked, and a group cannot", async () => {
  const server = createDemoServer();
  const detail = server.conversations.get(withNoah);
  if (detail?.with.kind !== "direct") throw new Error("no conversation");
  const person = { ...detail.with.person, role: "ADMIN" } as const;
  server.conversations.set(withNoah, { ...detail, with: { kind: "direct", person } });
  renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />, server);
  fireEvent.click(await screen.findByRole("button", { name: "Conversation menu" }));
  await screen.findByRole("menuitem", { name: "Archive" });
  expect(screen.queryByRole("menuitem", { name: "Block" })).toBeNull();
});

test("DET-8: a message that the host asks for is shown, and one that is not there is named as such", async () => {
  const page = (seq: number) => <MessagesPage conversationId={withNoah} messageSeq={seq} />;
  const { view } = renderWithMessaging(page(2));
  await waitFor(() => expect(document.querySelector("[data-highlighted='true']")).not.toBeNull());
  expect(screen.queryByText(/not yours to see/u)).toBeNull();
  view.rerender(page(99));
  expect(await screen.findByText("This message is not here, or is not yours to see.")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByText(/not yours to see/u)).toBeNull();
});

test("DET-8: a link to a deleted message shows its place and says that it was deleted", async () => {
  const server = createDemoServer();
  const messages = server.messages.get(withNoah) ?? [];
  const [first] = messages;
  if (first === undefined) throw new Error("no message");
  messages[0] = { ...first, body: null, deletedAt: "2026-11-22T11:00:00.000Z", version: 2 };
  renderWithMessaging(<MessagesPage conversationId={withNoah} messageSeq={1} />, server);
  expect(await screen.findByText("This message was deleted.")).toBeTruthy();
});

test("DET-9: a message's menu copies its link, if the host has addresses of messages", async () => {
  const writeText = vi.fn<(text: string) => Promise<void>>().mockResolvedValue();
  // The page writes texts and nothing else.
  vi.spyOn(navigator, "clipboard", "get").mockReturnValue({ writeText } as unknown as Clipboard);
  const options = {
    linkOfMessage: ({ conversationId, seq }: { conversationId: string; seq: number }) =>
      `https://host.example/m/${conversationId}/${seq}`,
  };
  renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />, createDemoServer(), {
    options,
  });
  const log = await screen.findByRole("log");
  const [more] = await within(log).findAllByRole("button", { name: "More" });
  if (more === undefined) throw new Error("no menu");
  fireEvent.click(more);
  fireEvent.click(await screen.findByRole("menuitem", { name: "Copy link" }));
  expect(writeText).toHaveBeenCalledWith(`https://host.example/m/${withNoah}/1`);
  expect(await screen.findByText("Link copied.")).toBeTruthy();
  writeText.mockRejectedValue(new Error("refused"));
  fireEvent.click(more);
  fireEvent.click(await screen.findByRole("menuitem", { name: "Copy link" }));
  expect(
    await screen.findByText(/could not be copied.*https:\/\/host\.example\/m\//u),
  ).toBeTruthy();
  vi.restoreAllMocks();
});
