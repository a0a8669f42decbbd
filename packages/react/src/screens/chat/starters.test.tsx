// @vitest-environment happy-dom
import { createDemoServer, messageOf, personOf, withNoah } from "@parley/client/testing";
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { simulateLayout } from "../../testing/index.tsx";
import { renderWithMessaging } from "../../testing/render-page.tsx";
import { loadStarterTexts } from "../../starters/starters.ts";
import { ChatWindow } from "./chat-window.tsx";

let takeHeights: () => void;
beforeEach(() => {
  takeHeights = simulateLayout();
  localStorage.clear();
});
afterEach(() => {
  cleanup();
  takeHeights();
  vi.restoreAllMocks();
});

const DAY = 86_400_000;
const FIRST = "Ideas for a first message";
const QUIET = "It has been quiet for a while. Perhaps one of these?";
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();

interface Scene {
  readonly other?: Parameters<typeof personOf>;
  /** Days since the last message; absent if there is none. */
  readonly days?: number;
  /** Days since the two came into contact. */
  readonly since?: number;
  readonly state?: "open" | "readonly";
}

async function open({ other, days, since = 1, state = "open" }: Scene = {}) {
  const server = createDemoServer();
  server.aboutPerson = { ...server.aboutPerson, since: ago(since) };
  const person = personOf(...(other ?? (["eve", "Eve Adler"] as const)));
  const said =
    days === undefined
      ? []
      : [
          messageOf({
            conversationId: withNoah,
            seq: 1,
            senderId: "me",
            body: "Hi",
            createdAt: ago(days),
          }),
        ];
  server.conversations.clear();
  server.messages.clear();
  const id = server.addConversation({
    ...{ id: withNoah, state, members: [person], messages: said },
    with: { kind: "direct", person },
  });
  const page = renderWithMessaging(<ChatWindow conversationId={id} />, server);
  await screen.findByRole("log");
  return { ...page, server };
}
const ideas = (name = FIRST) => screen.findByRole("region", { name });
const shown = (region: HTMLElement) =>
  within(region)
    .getAllByRole("listitem")
    .map(({ textContent }) => textContent);
/** Nothing is offered once all is known that it depends on: the answers come in the order of the calls. */
const isAbsent = async ({ client }: Awaited<ReturnType<typeof open>>, name = FIRST) => {
  const { trpc } = client;
  await act(() => trpc.users.me.query());
  await act(() =>
    Promise.all([
      loadStarterTexts("en"),
      trpc.starters.list.query({ language: "en" }),
      trpc.conversations.about.query({ conversationId: withNoah }),
    ]),
  );
  expect(screen.queryByRole("region", { name })).toBeNull();
};

test("STA-2: an empty conversation offers three ideas for the week, other ones, and puts the chosen one into the field", async () => {
  const { outbox } = await open({ since: 15 });
  const region = await ideas();
  const first = shown(region);
  expect(first[0]).toMatch(/^Of everything on your plate right now/);
  expect(first).toHaveLength(3);
  fireEvent.click(within(region).getByRole("button", { name: "Other ideas" }));
  const others = shown(region);
  expect(others).toHaveLength(3);
  expect(others.filter((one) => first.includes(one))).toEqual([]);
  const [choice = ""] = others;
  fireEvent.click(within(region).getByRole("button", { name: choice ?? "" }));
  const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: /^Message / });
  await waitFor(() => expect(field.value).toBe(choice));
  await waitFor(() => expect(document.activeElement).toBe(field));
  expect(outbox.entries.get()).toEqual([]);
  // A field with a text has no ideas, and an empty one has them again.
  expect(screen.queryByRole("region", { name: FIRST })).toBeNull();
  fireEvent.change(field, { target: { value: "" } });
  await ideas();
});

test("STA-2: nothing is offered to peers, to a BOT, in a conversation that cannot be written in, and with messages", async () => {
  await isAbsent(await open({ other: ["eve", "Eve Adler", "MENTOR"] }));
  cleanup();
  await isAbsent(await open({ state: "readonly" }));
  cleanup();
  await isAbsent(await open({ days: 6 }));
  expect(screen.queryByRole("region", { name: QUIET })).toBeNull();
});

test("STA-2: after seven silent days a mentor gets ideas, which can be dismissed for that silence", async () => {
  const { server } = await open({ days: 8, since: 60 });
  const region = await ideas(QUIET);
  expect(within(region).queryAllByRole("listitem")).toEqual([]);
  // Nothing is fetched for it before it is wanted.
  expect(server.calls.some(({ path }) => path === "conversations.about")).toBe(false);
  fireEvent.click(within(region).getByRole("button", { name: "Show ideas" }));
  await waitFor(async () =>
    expect(shown(await ideas(QUIET))[0]).toMatch(/^We have not written for a while/),
  );
  expect(document.activeElement).toBe(await ideas(QUIET));
  fireEvent.click(within(await ideas(QUIET)).getByRole("button", { name: "Not now" }));
  expect(screen.queryByRole("region", { name: QUIET })).toBeNull();
  cleanup();
  await isAbsent(await open({ days: 8, since: 60 }), QUIET);
});

test("STA-3: what an ADMIN has hidden or changed is offered so", async () => {
  const server = createDemoServer();
  const person = personOf("eve", "Eve Adler");
  server.conversations.clear();
  server.aboutPerson = { ...server.aboutPerson, since: ago(1) };
  server.starterChanges = [
    { key: "mentor-motive", body: null, role: null, when: null },
    { key: "mentor-yesterday", body: "What did you have for breakfast?", role: null, when: null },
  ];
  server.addConversation({ id: withNoah, with: { kind: "direct", person }, members: [person] });
  renderWithMessaging(<ChatWindow conversationId={withNoah} />, server);
  expect(shown(await ideas())[0]).toBe("What did you have for breakfast?");
});
