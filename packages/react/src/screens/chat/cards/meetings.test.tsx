// @vitest-environment happy-dom
import { createDemoServer, noah, withGroup, withNoah } from "@parley/client/testing";
import type { Meeting } from "@parley/contract";
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

const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();
const meetingOf = (seq: number, more: Partial<Meeting> = {}): Meeting => ({
  ...{ kind: "meeting", id: `01a22c59-0000-7000-8000-00000000000${seq}`, seq },
  ...{ conversationId: withNoah, creatorId: noah.id, proposerId: noah.id, changedBy: noah.id },
  ...{ title: "Coffee", place: null, state: "proposed", slots: [inDays(2), inDays(3)] },
  ...{ minutes: 60, timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone },
  ...{ agreed: null, metBy: [], missedBy: [], version: 1, changedAt: inDays(-1) },
  ...more,
});
const agreedIn = (days: number): Partial<Meeting> => ({
  ...{ state: "agreed", slots: [] },
  agreed: { startsAt: inDays(days), endsAt: inDays(days + 1 / 24) },
});

const serverWith = (...meetings: readonly Meeting[]) => serveCards(meetings, () => "📅");
const open = (server = serverWith()) =>
  renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />, server);
const inLog = async () => within(await screen.findByRole("log"));
const callsOf = (server: ReturnType<typeof createDemoServer>, path: string) =>
  server.calls.filter((call) => call.path === path).map(({ input }) => input);

test("MEET-12: a card shows the times, of which the other user accepts one", async () => {
  const meeting = meetingOf(2, { place: "See https://meet.example.org/x" });
  const { server, emit } = open(serverWith(meeting));
  const log = await inLog();
  expect(await log.findByText("Coffee")).toBeTruthy();
  expect(log.getByText(`${noah.name} proposes to meet`)).toBeTruthy();
  expect(log.getByRole("link", { name: "https://meet.example.org/x" })).toBeTruthy();
  const [, second] = log.getAllByRole("button", { name: /^Accept .+/u });
  if (second === undefined) throw new Error("there is one time");
  fireEvent.click(second);
  expect(await log.findByText("Agreed")).toBeTruthy();
  expect(callsOf(server, "cards.changeMeeting")).toEqual([
    {
      ...{ meetingId: meeting.id, expectedVersion: 1 },
      change: { do: "accept", startsAt: meeting.slots[1] },
    },
  ]);
  expect(log.queryByRole("button", { name: /^Accept/u })).toBeNull();
  // Its buttons are others now: the focus stays in it.
  await waitFor(() => expect(document.activeElement?.className).toBe("parley-meeting"));
  act(() => emit({ type: "card.changed", card: { ...meeting, state: "canceled", version: 9 } }));
  expect(await log.findByText(`${noah.name} cancelled it`)).toBeTruthy();
});

test("MEET-12: who has proposed it waits, and can withdraw it; who was too late is told", async () => {
  const mine = meetingOf(2, { proposerId: "me", creatorId: "me" });
  const { refuse } = open(serverWith(mine));
  const log = await inLog();
  expect(await log.findByText(`Waiting for the answer of ${noah.name}`)).toBeTruthy();
  expect(log.queryByRole("button", { name: /^Accept/u })).toBeNull();
  refuse("version_conflict", "cards.changeMeeting");
  fireEvent.click(log.getByRole("button", { name: "Withdraw" }));
  expect(await screen.findByText(/was changed in the meantime/u)).toBeTruthy();
});

test("MEET-12: an agreed meeting is canceled after a question, and can go into a calendar", async () => {
  const { server } = open(serverWith(meetingOf(2, agreedIn(2))));
  const log = await inLog();
  expect(await log.findByRole("button", { name: "Add to calendar" })).toBeTruthy();
  expect(log.getByRole("button", { name: "Propose other times" })).toBeTruthy();
  fireEvent.click(log.getByRole("button", { name: "Cancel the meeting" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Cancel this meeting?" }));
  fireEvent.click(dialog.getByRole("button", { name: "Cancel the meeting" }));
  expect(await log.findByText("You cancelled it")).toBeTruthy();
  expect(log.getByRole("button", { name: "Remove from calendar" })).toBeTruthy();
  expect(callsOf(server, "cards.changeMeeting")).toMatchObject([{ change: { do: "cancel" } }]);
});

test("MEET-12: an agreed time is kept if others were proposed for it", async () => {
  const moved = {
    ...agreedIn(2),
    state: "proposed",
    slots: [inDays(4)],
  } satisfies Partial<Meeting>;
  const { server } = open(serverWith(meetingOf(2, moved)));
  const log = await inLog();
  expect(await log.findByText("Agreed until another time is accepted")).toBeTruthy();
  fireEvent.click(log.getByRole("button", { name: "Keep the agreed time" }));
  expect(await log.findByText("Agreed")).toBeTruthy();
  expect(callsOf(server, "cards.changeMeeting")).toMatchObject([{ change: { do: "decline" } }]);
});

test("MEET-12: times are shown by both clocks if they differ, with their zones", async () => {
  const server = serverWith(meetingOf(2));
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  server.aboutPerson = { ...server.aboutPerson, timeZone: "Asia/Kathmandu" };
  open(server);
  const log = await inLog();
  const theirs = await log.findAllByText(`for ${noah.name} (Asia/Kathmandu)`, { exact: false });
  expect(theirs).toHaveLength(2);
  expect(log.getAllByText(`(${own})`, { exact: false })).toHaveLength(2);
});

test("MEET-12: after its end each says whether they met", async () => {
  const { server } = open(serverWith(meetingOf(2, { ...agreedIn(-1), missedBy: [noah.id] })));
  const log = await inLog();
  expect(await log.findByRole("group", { name: "Did you meet?" })).toBeTruthy();
  expect(log.getByText(`${noah.name} says that you did not meet.`)).toBeTruthy();
  fireEvent.click(log.getByRole("button", { name: "We met" }));
  await waitFor(() =>
    expect(log.getByRole("button", { name: "We met" }).getAttribute("aria-pressed")).toBe("true"),
  );
  expect(callsOf(server, "cards.changeMeeting")).toMatchObject([
    { change: { do: "answer", didMeet: true } },
  ]);
  expect(log.queryByRole("button", { name: "Propose other times" })).toBeNull();
});

test("MEET-13: a meeting is proposed from the composer, with up to five times", async () => {
  const { server } = open();
  fireEvent.click(await screen.findByRole("button", { name: "Propose a meeting" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Propose a meeting" }));
  const title = dialog.getByRole("textbox", { name: "What it is about (optional)" });
  fireEvent.change(title, { target: { value: "Coffee" } });
  const add = dialog.getByRole("button", { name: "Add another time" });
  for (let count = 0; count < 6; count += 1) fireEvent.click(add);
  expect(dialog.getAllByRole("group", { name: /^Time \d$/u })).toHaveLength(5);
  expect(add.getAttribute("aria-disabled")).toBe("true");
  for (const number of [5, 4, 3])
    fireEvent.click(dialog.getByRole("button", { name: `Remove time ${number}` }));
  const first = within(dialog.getByRole("group", { name: "Time 1" }));
  fireEvent.change(first.getByLabelText("Date"), { target: { value: "2030-05-06" } });
  fireEvent.change(first.getByLabelText("Time"), { target: { value: "09:30" } });
  const second = within(dialog.getByRole("group", { name: "Time 2" }));
  fireEvent.change(second.getByLabelText("Date"), { target: { value: "2030-05-07" } });
  const duration = dialog.getByRole("combobox", { name: "Duration" });
  fireEvent.change(duration, { target: { value: "45" } });
  fireEvent.click(dialog.getByRole("button", { name: "Propose" }));
  expect(await (await inLog()).findByText("You propose to meet")).toBeTruthy();
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(callsOf(server, "cards.proposeMeeting").at(-1)).toMatchObject({
    ...{ slots: ["2030-05-06T09:30", "2030-05-07T10:00"], minutes: 45, title: "Coffee" },
    place: null,
  });
});

test("MEET-13: what is not accepted says why, and what was written stays", async () => {
  const { refuse } = open();
  fireEvent.click(await screen.findByRole("button", { name: "Propose a meeting" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Propose a meeting" }));
  const title = dialog.getByRole("textbox", { name: "What it is about (optional)" });
  fireEvent.change(title, { target: { value: "Coffee" } });
  refuse("invalid_input", "cards.proposeMeeting");
  fireEvent.click(dialog.getByRole("button", { name: "Propose" }));
  expect(await dialog.findByText(/^Check the times/u)).toBeTruthy();
  expect((title as HTMLInputElement).value).toBe("Coffee");
});

test("MEET-13: other times are proposed for the version that was shown, and a group has no meetings", async () => {
  const { server } = open(serverWith(meetingOf(2, { version: 4 })));
  fireEvent.click(await (await inLog()).findByRole("button", { name: "Propose other times" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Propose other times" }));
  fireEvent.click(dialog.getByRole("button", { name: "Propose" }));
  await waitFor(() =>
    expect(callsOf(server, "cards.changeMeeting")).toMatchObject([
      { expectedVersion: 4, change: { do: "propose", title: "Coffee" } },
    ]),
  );
  cleanup();
  renderWithMessaging(<MessagesPage defaultConversationId={withGroup} />, createDemoServer());
  expect(await screen.findByRole("textbox", { name: /^Message /u })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Propose a meeting" })).toBeNull();
});

test("MEET-14: the details list the meetings to come by their times, and earlier ones folded", async () => {
  const held = meetingOf(1, { ...agreedIn(-3), title: "Before" });
  const server = serverWith(held, meetingOf(2, { ...agreedIn(5), title: "Later" }));
  server.cards.push(meetingOf(3, { slots: [inDays(1)], title: "Soon" }));
  server.cards.push(meetingOf(4, { state: "canceled", title: "Off" }));
  open(server);
  fireEvent.click(await screen.findByRole("button", { name: noah.name, description: /./u }));
  const panel = within(await screen.findByRole("dialog", { name: `About ${noah.name}` }));
  const region = within(await panel.findByRole("region", { name: "Upcoming meetings" }));
  expect(region.getAllByText(/^(?:Soon|Later|Before|Off)$/u).map((one) => one.textContent)).toEqual(
    ["Soon", "Later", "Before"],
  );
  expect(region.getByText("1 earlier meeting").closest("details")?.open).toBe(false);
  fireEvent.click(region.getByRole("button", { name: "Propose a meeting" }));
  expect(await screen.findByRole("dialog", { name: "Propose a meeting" })).toBeTruthy();
});
