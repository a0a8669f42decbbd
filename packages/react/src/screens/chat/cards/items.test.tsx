// @vitest-environment happy-dom
import { createDemoServer, messageOf, noah, withGroup, withNoah } from "@parley/client/testing";
import type { ActionItem } from "@parley/contract";
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { simulateLayout } from "../../../testing/index.tsx";
import { renderWithMessaging } from "../../../testing/render-page.tsx";
import { serveCards } from "./testing/serve-cards.ts";
import { MessagesPage } from "../../page/messages-page.tsx";

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

const itemOf = (seq: number | null, more: Partial<ActionItem> = {}): ActionItem => ({
  ...{ kind: "action_item", id: `01a22c59-0000-7000-8000-00000000000${seq ?? 0}` },
  ...{ conversationId: withNoah, seq, creatorId: "noah", ownerId: "me", text: "Send the CV" },
  ...{ dueOn: null, state: "open", sourceSeq: null, version: 1 },
  changedAt: "2026-11-20T10:00:00.000Z",
  ...more,
});

const serverWith = (items: readonly ActionItem[] = []) =>
  serveCards(items, (card) => (card.kind === "action_item" ? `☑ ${card.text}` : ""));
const open = (server = serverWith()) =>
  renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />, server);
const inLog = async () => within(await screen.findByRole("log"));
const choose = async (text: string, action: string) => {
  const message = (await (await inLog()).findByText(text)).closest("article");
  if (message === null) throw new Error(`${text} is in no message`);
  fireEvent.click(within(message).getByRole("button", { name: "More" }));
  fireEvent.click(await screen.findByRole("menuitem", { name: action }));
};
const callsOf = (server: ReturnType<typeof createDemoServer>, path: string) =>
  server.calls.filter((call) => call.path === path).map(({ input }) => input);

test("ACT-10: a card shows its item as it is now, and marks it as done at once, which can be undone", async () => {
  const { server, hold, emit } = open(serverWith([itemOf(2)]));
  const box = await (await inLog()).findByRole("checkbox", { name: "Send the CV" });
  expect((await inLog()).queryByText(/☑/u)).toBeNull();
  expect((await inLog()).getByText("For you")).toBeTruthy();
  const letGo = hold("cards.changeItem");
  fireEvent.click(box);
  expect((box as HTMLInputElement).checked).toBe(true);
  letGo();
  fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect((box as HTMLInputElement).checked).toBe(false));
  expect(callsOf(server, "cards.changeItem")).toEqual([
    { itemId: itemOf(2).id, state: "done" },
    { itemId: itemOf(2).id, state: "open" },
  ]);
  act(() => emit({ type: "card.changed", card: itemOf(2, { state: "removed", version: 9 }) }));
  expect(await (await inLog()).findByText("Action item removed.")).toBeTruthy();
  fireEvent.click((await inLog()).getByRole("button", { name: "Restore" }));
  await waitFor(() => expect(callsOf(server, "cards.changeItem")).toHaveLength(3));
});

test("ACT-10: a refused change is taken back with the reason, and a late item says so", async () => {
  const { refuse } = open(serverWith([itemOf(2, { dueOn: "2020-01-02" })]));
  const box = await (await inLog()).findByRole("checkbox", { name: "Send the CV" });
  expect((await inLog()).getByText(/^Overdue:/u)).toBeTruthy();
  refuse("conversation_readonly", "cards.changeItem");
  fireEvent.click(box);
  expect(await screen.findByText(/was not saved/u)).toBeTruthy();
  expect((box as HTMLInputElement).checked).toBe(false);
});

test("ACT-10: a card has no Edit of messages, and in a group others may take an item without an owner", async () => {
  const server = createDemoServer();
  const mine = { conversationId: withGroup, creatorId: "noah" };
  const items = [itemOf(1, { ...mine, ownerId: "gone" }), itemOf(2, { ...mine, ownerId: "noah" })];
  server.messages.set(
    withGroup,
    items.map(({ id, seq, text }) => ({
      ...messageOf({ conversationId: withGroup, seq: seq ?? 0, senderId: "noah", body: text }),
      id,
    })),
  );
  server.cards = items;
  renderWithMessaging(<MessagesPage defaultConversationId={withGroup} />, server);
  const boxes = await (await inLog()).findAllByRole("checkbox");
  expect(boxes.map((box) => (box as HTMLInputElement).disabled)).toEqual([false, true]);
  expect((await inLog()).getByText("Without an owner")).toBeTruthy();
  fireEvent.click((await inLog()).getByRole("button", { name: "I’ll do it" }));
  await waitFor(() =>
    expect(callsOf(server, "cards.changeItem")).toEqual([{ itemId: items[0]?.id, ownerId: "me" }]),
  );
});

test("ACT-11: an action item is made of a message: its text is there, and the card is in the log", async () => {
  const { server } = open();
  await choose("Message 2", "Make an action item");
  const dialog = within(await screen.findByRole("dialog", { name: "New action item" }));
  const text = dialog.getByRole("textbox", { name: "What is to be done" });
  expect((text as HTMLTextAreaElement).value).toBe("Message 2");
  fireEvent.change(text, { target: { value: "Answer Noah" } });
  fireEvent.change(dialog.getByRole("combobox", { name: "Who does it" }), {
    target: { value: noah.id },
  });
  fireEvent.change(dialog.getByLabelText("Due date"), { target: { value: "2030-05-06" } });
  fireEvent.click(dialog.getByRole("button", { name: "Save" }));
  expect(await (await inLog()).findByRole("checkbox", { name: "Answer Noah" })).toBeTruthy();
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(callsOf(server, "cards.createItem")).toMatchObject([
    { text: "Answer Noah", ownerId: noah.id, dueOn: "2030-05-06", isShared: true, sourceSeq: 2 },
  ]);
});

test("ACT-11: what is not accepted says why, and what was written stays", async () => {
  const { refuse } = open();
  await choose("Message 2", "Make an action item");
  const dialog = within(await screen.findByRole("dialog", { name: "New action item" }));
  const text = dialog.getByRole("textbox", { name: "What is to be done" });
  fireEvent.change(text, { target: { value: "x".repeat(501) } });
  fireEvent.click(dialog.getByRole("button", { name: "Save" }));
  expect(dialog.getByRole("alert").textContent).toContain("500");
  fireEvent.change(text, { target: { value: "Too late" } });
  refuse("invalid_input", "cards.createItem");
  fireEvent.click(dialog.getByRole("button", { name: "Save" }));
  expect(await dialog.findByText(/a due date is today or later/u)).toBeTruthy();
  expect((text as HTMLTextAreaElement).value).toBe("Too late");
});

test("ACT-12: the details list the items: open ones by their dates, those that are done folded", async () => {
  const { server } = open(
    serverWith([
      itemOf(1, { text: "Later", dueOn: "2031-01-01" }),
      itemOf(2, { text: "Soon", dueOn: "2030-01-01" }),
      itemOf(null, { text: "Finished", state: "done", creatorId: "me" }),
    ]),
  );
  fireEvent.click(await screen.findByRole("button", { name: noah.name, description: /./u }));
  const panel = within(await screen.findByRole("dialog", { name: `About ${noah.name}` }));
  const region = within(await panel.findByRole("region", { name: "Action items" }));
  const names = region.getAllByRole("checkbox").map((box) => box.closest("label")?.textContent);
  expect(names).toEqual(["Soon", "Later", "Finished"]);
  expect(region.getByText("1 done").closest("details")?.open).toBe(false);
  fireEvent.click(region.getByRole("button", { name: "New action item" }));
  const dialog = within(await screen.findByRole("dialog", { name: "New action item" }));
  fireEvent.click(dialog.getByRole("radio", { name: "Only you see it" }));
  fireEvent.change(dialog.getByRole("textbox"), { target: { value: "Think" } });
  fireEvent.click(dialog.getByRole("button", { name: "Save" }));
  expect(await region.findByRole("checkbox", { name: "Think" })).toBeTruthy();
  expect(callsOf(server, "cards.createItem")).toMatchObject([{ text: "Think", isShared: false }]);
});
