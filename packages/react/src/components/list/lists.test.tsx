// @vitest-environment happy-dom
import type { Contact } from "@parley/contract";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { ConversationItem } from "../../conversation-item.ts";
import type { ConversationsView } from "../../hooks/conversations/use-conversations.ts";
import { WordingProvider } from "../../provider/wording-provider.tsx";
import { personOf } from "@parley/client/testing";
import { ContactList } from "../contacts/contact-list.tsx";
import { ConversationList } from "../conversations/conversation-list.tsx";

afterEach(cleanup);

const item = (
  id: string,
  name: string,
  more: Partial<ConversationItem> = {},
): ConversationItem => ({
  id,
  name,
  isGroup: false,
  isAutomated: false,
  avatarUrl: null,
  shadeKey: id,
  isOnline: false,
  at: "2026-11-22T09:00:00.000Z",
  lastSeq: 1,
  unread: 0,
  isMarkedUnread: false,
  isPinned: false,
  isArchived: false,
  isReadonly: false,
  isMentioned: false,
  personId: null,
  personRole: null,
  isBlocked: false,
  mutedUntil: null,
  preview: { kind: "other", author: null, text: "hello" },
  ...more,
});

const listOf = (items: readonly ConversationItem[]): ConversationsView => ({
  items: { status: "ready", value: items },
  filter: "all",
  hasMore: false,
  more: "idle",
  loadMore: () => undefined,
});

const three = listOf([
  item("a", "Ana", { unread: 100, isOnline: true }),
  item("b", "Ben", { preview: { kind: "draft", text: "half a thought" } }),
  item("c", "Spring cohort", { preview: { kind: "failed", text: "lost" } }),
]);

test("the list has one link per conversation, named by the other user or group only", () => {
  render(<ConversationList list={three} onSelect={() => undefined} />);
  const list = screen.getByRole("list", { name: "Conversations" });
  const names = within(list)
    .getAllByRole("link")
    .map((link) => link.querySelector("bdi")?.textContent);
  expect(names).toEqual(["Ana", "Ben", "Spring cohort"]);
  const ana = within(list).getByRole("link", { name: "Ana" });
  expect(ana.textContent).toContain("99+");
  expect(ana.textContent).toContain("Online");
  expect(within(list).getByRole("link", { name: "Ben" }).textContent).toContain(
    "Draft: half a thought",
  );
  expect(screen.getByRole("link", { name: "Spring cohort" }).textContent).toContain(
    "Not sent lost",
  );
});

test("LST-19: pinned conversations are under a heading, and the others under another", () => {
  const texts = (list: ConversationsView) => {
    const view = render(<ConversationList list={list} onSelect={() => undefined} />);
    const all = [...view.container.querySelectorAll("li")].map(
      (row) => row.querySelector("bdi")?.textContent ?? row.textContent,
    );
    view.unmount();
    return all;
  };
  const ana = item("a", "Ana", { isPinned: true });
  const ben = item("b", "Ben");
  expect(texts(listOf([ana, ben]))).toEqual(["Pinned", "Ana", "Other conversations", "Ben"]);
  expect(texts(listOf([ana]))).toEqual(["Pinned", "Ana"]);
  expect(texts(listOf([ben]))).toEqual(["Ben"]);
  // A filtered list is not in sections.
  expect(texts({ ...listOf([ana, ben]), filter: "unread" })).toEqual(["Ana", "Ben"]);
});

test("KIND-7: an automated user is marked next to their name, which stays the name of the link", () => {
  const list = listOf([item("a", "Parley", { isAutomated: true }), item("b", "Ben")]);
  render(<ConversationList list={list} onSelect={() => undefined} />);
  const link = screen.getByRole("link", { name: "Parley" });
  expect(within(link).getByText("Automated").id).toBe(
    link
      .getAttribute("aria-describedby")
      ?.split(" ")
      .find((id) => id.endsWith("-automated")),
  );
  expect(screen.getAllByText("Automated")).toHaveLength(1);
});

test("a click opens the conversation in place, and modified clicks are left to the browser", () => {
  const onSelect = vi.fn();
  render(<ConversationList list={three} onSelect={onSelect} hrefOf={(id) => `/messages/${id}`} />);
  const ben = screen.getByRole("link", { name: "Ben" });
  expect(ben.getAttribute("href")).toBe("/messages/b");
  expect(fireEvent.click(ben, { ctrlKey: true })).toBe(true);
  expect(onSelect).not.toHaveBeenCalled();
  expect(fireEvent.click(ben)).toBe(false);
  expect(onSelect).toHaveBeenCalledExactlyOnceWith("b");
});

test("arrows, Home and End move between conversations, and Tab reaches one of them", () => {
  render(<ConversationList list={three} selectedId="b" onSelect={() => undefined} />);
  const focused = () => document.activeElement?.querySelector("bdi")?.textContent;
  const press = (key: string) => {
    if (document.activeElement !== null) fireEvent.keyDown(document.activeElement, { key });
  };
  const links = screen.getAllByRole("link");
  expect(links.map(({ tabIndex }) => tabIndex)).toEqual([-1, 0, -1]);
  expect(links[1]?.getAttribute("aria-current")).toBe("true");
  links[1]?.focus();
  press("ArrowDown");
  expect(focused()).toBe("Spring cohort");
  press("ArrowDown");
  expect(focused()).toBe("Spring cohort");
  press("Home");
  expect(focused()).toBe("Ana");
  press("End");
  press("ArrowUp");
  expect(focused()).toBe("Ben");
});

test("an empty list offers the next step, a failed one a retry", () => {
  const onChooseContact = vi.fn();
  const view = render(
    <ConversationList
      list={listOf([])}
      onSelect={() => undefined}
      onChooseContact={onChooseContact}
    />,
  );
  fireEvent.click(screen.getByRole("button", { name: "Choose a contact" }));
  expect(onChooseContact).toHaveBeenCalledOnce();

  const retry = vi.fn();
  const failed: ConversationsView = {
    ...three,
    items: { status: "failed", reason: "unavailable", retry },
  };
  view.rerender(<ConversationList list={failed} onSelect={() => undefined} />);
  expect(screen.getByRole("alert").textContent).toContain("The server is busy.");
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(retry).toHaveBeenCalledOnce();
});

test("every text comes from the labels, all of which are optional", () => {
  render(
    <WordingProvider labels={{ conversations: "Unterhaltungen", draft: "Entwurf" }} locale="de">
      <ConversationList list={three} onSelect={() => undefined} />
    </WordingProvider>,
  );
  expect(screen.getByRole("list", { name: "Unterhaltungen" })).toBeTruthy();
  expect(screen.getByText("Entwurf")).toBeTruthy();
  expect(screen.getByText("Not sent")).toBeTruthy();
});

const contacts: readonly Contact[] = [
  {
    person: personOf("noah", "Noah Lindqvist"),
    kind: "mentees",
    reasons: [{ type: "group", groupId: "g", groupName: "Spring cohort" }],
  },
  {
    person: personOf("mara", "Mara Okafor", "ADMIN"),
    kind: "admins",
    reasons: [{ type: "admin" }],
  },
];
const ready = { status: "ready", value: contacts } as const;

test("contacts are listed under headings, each row with its own Message button", () => {
  const onMessage = vi.fn();
  render(<ContactList contacts={ready} onMessage={onMessage} onlineIds={new Set(["noah"])} />);
  const headings = screen.getAllByRole("heading").map(({ textContent }) => textContent);
  expect(headings).toEqual(["Mentees", "Admins"]);
  const noah = screen.getByRole("listitem", { name: "Noah Lindqvist" });
  expect(noah.textContent).toContain("Spring cohort");
  expect(noah.textContent).toContain("Online");
  fireEvent.click(within(noah).getByRole("button", { name: "Message" }));
  expect(onMessage).toHaveBeenCalledExactlyOnceWith("noah");
  expect(screen.getByRole("listitem", { name: "Mara Okafor" }).textContent).toContain("Admin");
});

test("the search shows matching contacts, and says so if there are none", () => {
  render(<ContactList contacts={ready} onMessage={() => undefined} />);
  const search = screen.getByRole("searchbox", { name: "Search contacts" });
  fireEvent.change(search, { target: { value: "mar" } });
  expect(screen.getAllByRole("listitem")).toHaveLength(1);
  fireEvent.change(search, { target: { value: "zzz" } });
  expect(screen.queryAllByRole("listitem")).toEqual([]);
  expect(screen.getByRole("status").textContent).toBe("None of your contacts is called “zzz”.");
});
