// @vitest-environment happy-dom
import { createDemoServer, messageOf, withGroup, withNoah } from "@parley/client/testing";
import {
  act,
  type BoundFunctions,
  cleanup,
  fireEvent,
  type queries,
  screen,
  waitFor,
  within,
} from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { simulateLayout } from "../../testing/index.tsx";
import { renderWithMessaging } from "../../testing/render-page.tsx";
import { MessagesPage } from "../page/messages-page.tsx";

type Inside = BoundFunctions<typeof queries>;

let takeHeights: () => void;
beforeEach(() => {
  takeHeights = simulateLayout();
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
});
afterEach(() => {
  cleanup();
  takeHeights();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function open(more: { deletedAt?: string } = {}) {
  const server = createDemoServer();
  const message = messageOf({ conversationId: withNoah, seq: 1, senderId: "noah", body: "Slow!" });
  const shown = more.deletedAt === undefined ? message : { ...message, ...more, body: null };
  const detail = server.conversations.get(withNoah);
  if (detail === undefined) throw new Error("no conversation");
  server.messages.set(withNoah, [shown]);
  server.conversations.set(withNoah, {
    ...detail,
    ...{ lastSeq: 1, readSeq: 1, unread: 0, lastMessage: shown },
  });
  return renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />, server);
}

async function report(text = "Slow!") {
  const log = await screen.findByRole("log");
  const message = (await within(log).findByText(text)).closest("article");
  if (message === null) throw new Error("no message");
  fireEvent.click(within(message).getByRole("button", { name: "More" }));
  fireEvent.click(await screen.findByRole("menuitem", { name: "Report…" }));
  return within(await screen.findByRole("dialog", { name: "Report this message" }));
}
const sent = ({ calls }: ReturnType<typeof createDemoServer>) =>
  calls.filter(({ path }) => path === "reports.create").map(({ input }) => input);
const send = (dialog: Inside) =>
  fireEvent.click(dialog.getByRole("button", { name: "Send to staff" }));
const choose = (dialog: Inside, name: string) =>
  fireEvent.click(dialog.getByRole("radio", { name }));
const write = (dialog: Inside, value: string) =>
  fireEvent.change(dialog.getByRole("textbox"), { target: { value } });

test("REP-13: a message is reported from its menu, and the dialog says first who will read it", async () => {
  const { server } = open();
  const dialog = await report();
  const first = "Only the staff of your programme see this. Noah Lindqvist is not told.";
  expect(dialog.getByText(first)).toBeTruthy();
  const next = within(dialog.getByRole("region", { name: "What happens next" }));
  expect(next.getAllByRole("listitem")).toHaveLength(2);
  expect(dialog.getAllByRole<HTMLInputElement>("radio").some(({ checked }) => checked)).toBe(false);
  send(dialog);
  expect(dialog.getByRole("alert").textContent).toBe("Choose what it is about.");
  choose(dialog, "Something else");
  send(dialog);
  expect(dialog.getByRole("alert").textContent).toContain("Write what happened");
  expect(sent(server)).toEqual([]);
  choose(dialog, "Unkind words or bullying");
  write(dialog, " It hurts. ");
  send(dialog);
  await screen.findByRole("dialog", { name: "Thank you for telling us" });
  expect(sent(server)).toEqual([
    {
      ...{ id: expect.any(String), conversationId: withNoah, seqs: [1] },
      ...{ category: "bullying", text: "It hurts." },
    },
  ]);
});

test("REP-13: after it was sent, the other user can be blocked", async () => {
  const { server } = open();
  const dialog = await report();
  choose(dialog, "Money or gifts");
  send(dialog);
  const thanks = within(await screen.findByRole("dialog", { name: "Thank you for telling us" }));
  fireEvent.click(await thanks.findByRole("button", { name: "Block" }));
  expect(await thanks.findByText("You have blocked Noah Lindqvist.")).toBeTruthy();
  expect(server.calls.map(({ path }) => path)).toContain("contacts.block");
  fireEvent.click(thanks.getByRole("button", { name: "Done" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("REP-13: what another user has deleted can still be reported", async () => {
  open({ deletedAt: "2026-11-20T10:00:00.000Z" });
  const dialog = await report("Message deleted");
  expect(dialog.getByRole("button", { name: "Send to staff" })).toBeTruthy();
});

test("REP-13: the details of a person report them, and those of a group ask staff for help", async () => {
  const server = createDemoServer();
  const { view } = renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />, server);
  fireEvent.click(await screen.findByRole("button", { name: "Noah Lindqvist", description: /./u }));
  fireEvent.click(await screen.findByRole("button", { name: "Report Noah Lindqvist…" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Report Noah Lindqvist" }));
  choose(dialog, "A threat, or someone is in danger");
  expect(dialog.getByText(/in danger right now/)).toBeTruthy();
  send(dialog);
  await screen.findByRole("dialog", { name: "Thank you for telling us" });
  expect(sent(server)).toMatchObject([{ userId: "noah", category: "danger" }]);
  view.unmount();

  const { server: other } = renderWithMessaging(<MessagesPage defaultConversationId={withGroup} />);
  const name = other.conversations.get(withGroup)?.with;
  if (name?.kind !== "group") throw new Error("no group");
  fireEvent.click(await screen.findByRole("button", { name: name.name, description: /./u }));
  fireEvent.click(await screen.findByRole("button", { name: "Ask staff for help" }));
  const help = within(await screen.findByRole("dialog", { name: "Ask staff for help" }));
  write(help, "I need to talk to you");
  send(help);
  await screen.findByRole("dialog", { name: "Thank you for telling us" });
  expect(sent(other)).toEqual([
    { id: expect.any(String), category: "other", text: "I need to talk to you" },
  ]);
});

test("REP-14: without a connection it says so, and sends the same report when there is one", async () => {
  const { server, refuse } = open();
  const dialog = await report();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const end = refuse("unavailable", "reports.create");
  choose(dialog, "Spam or fraud");
  send(dialog);
  expect(await dialog.findByText(/Not sent yet/)).toBeTruthy();
  end();
  act(() => void window.dispatchEvent(new Event("online")));
  await screen.findByRole("dialog", { name: "Thank you for telling us" });
  const ids = new Set(sent(server).map((input) => (input as { id: string }).id));
  expect(ids.size).toBe(1);
});

test("REP-14: a refusal is shown, and what was written stays", async () => {
  const { refuse } = open();
  const dialog = await report();
  const end = refuse("too_many_requests", "reports.create");
  choose(dialog, "Spam or fraud");
  write(dialog, "Again");
  send(dialog);
  expect(await dialog.findByText(/many reports today/)).toBeTruthy();
  expect(dialog.getByRole<HTMLTextAreaElement>("textbox").value).toBe("Again");
  end();
  send(dialog);
  await screen.findByRole("dialog", { name: "Thank you for telling us" });
});
