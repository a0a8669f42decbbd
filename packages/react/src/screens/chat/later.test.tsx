// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDemoServer, withGroup, withNoah } from "@parley/client/testing";
import { limits } from "@parley/contract/limits";
import type { ScheduledMessage } from "@parley/contract";
import { simulateLayout } from "../../testing/index.tsx";
import { renderWithMessaging } from "../../testing/render-page.tsx";
import { ChatWindow } from "./chat-window.tsx";

let takeHeights: () => void;
beforeEach(() => {
  takeHeights = simulateLayout();
  localStorage.clear();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  // A Monday. The tests run in UTC.
  vi.setSystemTime(new Date("2026-11-30T18:00:00Z"));
});
afterEach(() => {
  cleanup();
  takeHeights();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const scheduledIn = (
  conversationId: string,
  rest: Partial<ScheduledMessage> = {},
): ScheduledMessage => ({
  ...{ id: "01900000-0000-7000-8000-00000000000a", conversationId, body: "See you soon" },
  ...{ replyToSeq: null, mentions: [], sendAt: "2026-12-01T09:00:00.000Z", timeZone: "UTC" },
  ...{ state: "waiting", reason: null },
  ...rest,
});

const field = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: /^Message / });

async function openChat(
  prepare: (server: ReturnType<typeof createDemoServer>) => void = () => undefined,
  conversationId = withNoah,
) {
  const server = createDemoServer();
  prepare(server);
  const page = renderWithMessaging(<ChatWindow conversationId={conversationId} />, server);
  await field();
  return { server, page };
}
const write = async (text: string) => {
  fireEvent.change(await field(), { target: { value: text } });
  return screen.findByRole("button", { name: "Send later" });
};
const openMenu = async (text: string) => {
  fireEvent.click(await write(text));
  return screen.findByRole("menu", { name: "Send later" });
};
const inputOf = ({ calls }: ReturnType<typeof createDemoServer>, path: string) =>
  calls.find((call) => call.path === path)?.input;
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));

test("LATER-10: what is written can be left for tomorrow or Monday, and the field is empty once the server has it", async () => {
  const { server } = await openChat();
  expect(screen.queryByRole("button", { name: "Send later" })).toBeNull();
  const menu = await openMenu("Good luck");
  const items = within(menu).getAllByRole("menuitem");
  expect(items.map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/^Tomorrow at (?:09:00|9:00\sAM)$/u),
    expect.stringMatching(/^Monday at (?:09:00|9:00\sAM)$/u),
    "Choose date and time…",
    "Save as template",
  ]);
  fireEvent.click(items[0] ?? menu);
  await screen.findByRole("button", { name: "1 message will be sent later" });
  expect((await field()).value).toBe("");
  expect(inputOf(server, "messages.schedule")).toMatchObject({
    conversationId: withNoah,
    body: "Good luck",
    at: { local: "2026-12-01T09:00", timeZone: "UTC" },
  });
});

test("LATER-10: times are those of the other user if they share their zone, and say so", async () => {
  const { server } = await openChat((to) => {
    to.aboutPerson = { ...to.aboutPerson, timeZone: "Asia/Tokyo" };
  });
  await openMenu("Good luck");
  fireEvent.click(
    await screen.findByRole("menuitem", {
      name: /^Tomorrow at (?:09:00|9:00\sAM) for Noah Lindqvist$/u,
    }),
  );
  await screen.findByRole("button", { name: "1 message will be sent later" });
  expect(inputOf(server, "messages.schedule")).toMatchObject({
    // In Tokyo it is Tuesday already.
    at: { local: "2026-12-02T09:00", timeZone: "Asia/Tokyo" },
  });
});

test("LATER-10: the zone of the other user is asked for when the menu opens, and no preset is shown before", async () => {
  const { server, page } = await openChat((to) => {
    to.aboutPerson = { ...to.aboutPerson, timeZone: "Asia/Tokyo" };
  });
  const asked = () => server.calls.filter(({ path }) => path === "conversations.about").length;
  const before = asked();
  await write("Good");
  await write("Good luck");
  expect(asked()).toBe(before);
  const answer = page.hold("conversations.about");
  const menu = await openMenu("Good luck!");
  expect(
    within(menu)
      .getAllByRole("menuitem")
      .map(({ textContent }) => textContent),
  ).toEqual(["Choose date and time…", "Save as template"]);
  await act(async () => answer());
  await screen.findByRole("menuitem", { name: /^Tomorrow at .* for Noah Lindqvist$/u });
  expect(asked()).toBe(before + 1);
});

test("LATER-10: any date and time can be chosen, with the zone named; one that is past stays in the dialog", async () => {
  const { server } = await openChat();
  const menu = await openMenu("Good luck");
  fireEvent.click(within(menu).getByRole("menuitem", { name: "Choose date and time…" }));
  const dialog = await screen.findByRole("dialog", { name: "Send later" });
  expect(within(dialog).getByText("In the time zone UTC")).toBeDefined();
  const set = (label: string, value: string) =>
    fireEvent.change(within(dialog).getByLabelText(label), { target: { value } });
  set("Date", "2026-11-29");
  set("Time", "08:15");
  const submit = within(dialog).getByRole("button", { name: "Send later" });
  fireEvent.click(submit);
  expect(
    (await within(dialog).findByText(/^Choose another time/)).closest("[role=alert]"),
  ).not.toBeNull();
  set("Date", "2026-12-24");
  fireEvent.click(submit);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(server.scheduled).toMatchObject([{ sendAt: "2026-12-24T08:15:00.000Z" }]);
});

test("LATER-10: without an answer the text stays, and a second try has the same id", async () => {
  const { server, page } = await openChat();
  const menu = await openMenu("Good luck");
  page.loseResponse("messages.schedule");
  fireEvent.click(within(menu).getAllByRole("menuitem")[0] ?? menu);
  await screen.findByText("Parley did not answer.");
  expect((await field()).value).toBe("Good luck");
  fireEvent.click(screen.getByRole("button", { name: "Send later" }));
  const again = await screen.findByRole("menu", { name: "Send later" });
  fireEvent.click(within(again).getAllByRole("menuitem")[0] ?? again);
  await screen.findByRole("button", { name: "1 message will be sent later" });
  expect(server.scheduled).toHaveLength(1);
});

test("LATER-10: who has 50 of them is told so before a call", async () => {
  const { server } = await openChat((to) => {
    to.scheduled = Array.from({ length: limits.scheduledMax }, (_, at) =>
      scheduledIn(withGroup, { id: `01900000-0000-7000-8000-${String(at).padStart(12, "0")}` }),
    );
  });
  const menu = await openMenu("One more");
  fireEvent.click(within(menu).getAllByRole("menuitem")[0] ?? menu);
  await screen.findByText("You already have 50 messages to be sent later. Cancel one first.");
  expect(inputOf(server, "messages.schedule")).toBeUndefined();
});

test("LATER-11: those of the conversation are above the field, and in a list with what can be done", async () => {
  const { server } = await openChat((to) => {
    to.scheduled = [scheduledIn(withNoah), scheduledIn(withGroup, { id: withGroup })];
  });
  fireEvent.click(await screen.findByRole("button", { name: "1 message will be sent later" }));
  const list = await screen.findByRole("list", { name: "To be sent later" });
  expect(within(list).getAllByRole("listitem")).toHaveLength(1);
  expect(within(list).getByText(/^Will be sent Tuesday/)).toBeDefined();
  press("Send now");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(server.messages.get(withNoah)?.at(-1)?.body).toBe("See you soon");
  expect(server.scheduled).toHaveLength(1);
});

test("LATER-11: text and time can be changed", async () => {
  const { server } = await openChat((to) => {
    to.scheduled = [scheduledIn(withNoah, { timeZone: "Asia/Tokyo" })];
  });
  fireEvent.click(await screen.findByRole("button", { name: "1 message will be sent later" }));
  // By the clocks of the zone in which it was chosen.
  expect(await screen.findByText(/in Asia\/Tokyo\)$/)).toBeDefined();
  press("Edit");
  const dialog = await screen.findByRole("dialog", { name: "Edit message" });
  const text = within(dialog).getByLabelText<HTMLTextAreaElement>("Message");
  expect(within(dialog).getByLabelText<HTMLInputElement>("Time").value).toBe("18:00");
  fireEvent.change(text, { target: { value: "See you at ten" } });
  fireEvent.click(within(dialog).getByRole("radio", { name: "My time (UTC)" }));
  fireEvent.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(server.scheduled).toMatchObject([{ body: "See you at ten" }]));
  expect(inputOf(server, "messages.reschedule")).toMatchObject({
    at: { local: "2026-12-01T18:00", timeZone: "UTC" },
  });
});

test("LATER-11: the text of a canceled one comes back into the field, after what is written there", async () => {
  const { server } = await openChat((to) => {
    to.scheduled = [scheduledIn(withNoah)];
  });
  await write("By the way");
  // A press moves the focus in a browser.
  act(() => screen.getByRole("textbox", { name: /^Message / }).blur());
  press("1 message will be sent later");
  fireEvent.click(await screen.findByRole("button", { name: "Cancel sending" }));
  await waitFor(async () => expect((await field()).value).toBe("By the way\n\nSee you soon"));
  expect(server.scheduled).toEqual([]);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("LATER-13: one with files says in words which, may lose its text, and says what canceling does", async () => {
  const file = { id: withGroup, kind: "pdf", name: "cv.pdf", type: "application/pdf", size: 9 };
  const { server } = await openChat((to) => {
    to.scheduled = [scheduledIn(withNoah, { files: [{ ...file, kind: "pdf" }] })];
  });
  fireEvent.click(await screen.findByRole("button", { name: "1 message will be sent later" }));
  await screen.findByText("A document: cv.pdf");
  expect(screen.getByText("If you cancel, you have to add the files again.")).toBeDefined();
  press("Edit");
  const dialog = await screen.findByRole("dialog", { name: "Edit message" });
  fireEvent.change(within(dialog).getByLabelText("Message"), { target: { value: " " } });
  fireEvent.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(server.scheduled).toMatchObject([{ body: "", files: [file] }]));
  fireEvent.click(await screen.findByRole("button", { name: "Cancel sending" }));
  await waitFor(() => expect(server.scheduled).toEqual([]));
  expect((await field()).value).toBe("");
});

test("LATER-11: one that came back says why, as soon as it does", async () => {
  const { page } = await openChat((to) => {
    to.scheduled = [scheduledIn(withNoah)];
  });
  await screen.findByRole("button", { name: "1 message will be sent later" });
  const scheduled = scheduledIn(withNoah, { state: "returned", reason: "contact_unavailable" });
  act(() => page.emit({ type: "message.scheduled", scheduled }));
  fireEvent.click(await screen.findByRole("button", { name: "1 message was not sent" }));
  await screen.findByText("Not sent. This person cannot be written to now.");
});
