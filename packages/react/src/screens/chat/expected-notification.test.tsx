// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDemoServer, noah, withGroup, withNoah } from "@parley/client/testing";
import { simulateLayout } from "../../testing/index.tsx";
import { renderWithMessaging } from "../../testing/render-page.tsx";
import { ChatWindow } from "./chat-window.tsx";

const MINUTE = 60_000;
const STEP = 500;

let takeHeights: () => void;
beforeEach(() => {
  takeHeights = simulateLayout();
  localStorage.clear();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  vi.setSystemTime(new Date(2026, 10, 30, 18, 0));
});
afterEach(() => {
  cleanup();
  takeHeights();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** In steps: an effect starts its timers when the step in which it was caused ends. */
async function pass(time: number) {
  for (let passed = 0; passed < time; passed += STEP) {
    await act(() => vi.advanceTimersByTimeAsync(Math.min(STEP, time - passed)));
  }
}
const field = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: /^Message / });
const write = async (text: string) => {
  fireEvent.change(await field(), { target: { value: text } });
  await pass(2_000);
};
const line = () => screen.queryByText(/will be notified/)?.textContent ?? null;

async function openChat(at: Date | null, conversationId = withNoah) {
  const server = createDemoServer();
  server.notifiedAt = at?.toISOString() ?? null;
  const page = renderWithMessaging(<ChatWindow conversationId={conversationId} />, server);
  await field();
  await pass(2_000);
  const asked = () => server.calls.filter(({ path }) => path === "notifications.expected").length;
  const isOnline = async (online: boolean) => {
    const presence = {
      userId: noah.id,
      state: online ? "online" : "offline",
      lastSeenAt: null,
    } as const;
    act(() => server.signal({ type: "presence", presence }));
    await pass(2_000);
  };
  return { server, page, asked, isOnline };
}

test("NTFS-15: the field says when the other user will be notified while a draft is written, and after the message until that is read", async () => {
  const { server, asked } = await openChat(new Date(2026, 11, 1, 7, 0));
  expect([line(), asked()]).toEqual([null, 0]);
  await write("Hello");
  expect(line()).toMatch(/^Noah .* will be notified tomorrow at 07:00$/u);
  expect((await field()).getAttribute("aria-describedby")?.split(" ")).toContain(
    screen.getByText(/will be notified/).id,
  );
  expect(screen.getByText(/will be notified/).closest("[aria-live], [role=status]")).toBeNull();
  expect(asked()).toBe(1);
  await write("Hello there");
  expect(asked()).toBe(1);

  // The line stays when the draft becomes a message, and is fetched again.
  fireEvent.keyDown(await field(), { key: "Enter" });
  for (let checked = 0; checked < 20; checked += 1) {
    await pass(100);
    expect(line()).not.toBeNull();
  }
  expect(asked()).toBe(2);

  const { lastSeq } = server.conversations.get(withNoah) ?? { lastSeq: 0 };
  act(() =>
    server.emit({
      type: "conversation.read",
      conversationId: withNoah,
      userId: noah.id,
      readSeq: lastSeq,
      unread: null,
    }),
  );
  await pass(2_000);
  expect(line()).toBeNull();
});

test.each([
  [new Date(2026, 10, 30, 22, 30), "at 22:30"],
  [new Date(2026, 11, 3, 7, 0), "on Thursday at 07:00"],
  [new Date(2026, 11, 8, 7, 0), "on Tuesday 8 December at 07:00"],
])("NTFS-15: %s is named %s", async (at, words) => {
  await openChat(at);
  await write("Hello");
  expect(line()).toContain(`will be notified ${words}`);
});

test("NTFS-15: a notification that is soon is named only if the user is offline, and none that has passed", async () => {
  const { isOnline } = await openChat(new Date(2026, 10, 30, 18, 12));
  await isOnline(true);
  await write("Hello");
  expect(line()).toBeNull();
  await isOnline(false);
  expect(line()).toContain("will be notified at 18:12");
  await pass(13 * MINUTE);
  expect(line()).toBeNull();
});

test("NTFS-15: it is fetched again every few minutes while a draft is written, and nothing is shown if that fails", async () => {
  const { server, asked } = await openChat(new Date(2026, 11, 1, 7, 0));
  await write("Hello");
  server.notifiedAt = new Date(2026, 11, 1, 8, 30).toISOString();
  await pass(3 * MINUTE);
  await pass(2_000);
  expect(line()).toContain("tomorrow at 08:30");
  server.notifiedAt = null;
  await pass(3 * MINUTE);
  await pass(2_000);
  expect([line(), asked()]).toEqual([null, 3]);
});

test("NTFS-15: nothing is asked for in a group", async () => {
  const { asked } = await openChat(new Date(2026, 11, 1, 7, 0), withGroup);
  await write("Hello");
  expect([line(), asked()]).toEqual([null, 0]);
});
