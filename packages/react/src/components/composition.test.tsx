// @vitest-environment happy-dom
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { act, cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ChatWindow } from "../screens/chat/chat-window.tsx";
import { MessagesPage } from "../screens/page/messages-page.tsx";
import { createDemoServer, messageOf, withGroup, withNoah } from "@parley/client/testing";
import { simulateLayout } from "../testing/index.tsx";
import { renderWithMessaging } from "../testing/render-page.tsx";

let takeHeights: () => void;
beforeEach(() => {
  takeHeights = simulateLayout();
});
afterEach(() => {
  cleanup();
  takeHeights();
});

/** Keys that have an action somewhere, as reported during a composition and at its end. */
const KEYS = [
  ...["Enter", "Escape", "Tab", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"],
  ...[
    "PageUp",
    "PageDown",
    "Backspace",
    "Delete",
    "ContextMenu",
    " ",
    "r",
    "e",
    "d",
    "u",
    "+",
    "?",
  ],
].map((key) => ({ key }));
const COMBINED = [
  { key: "k", ctrlKey: true },
  { key: "Enter", ctrlKey: true },
  { key: "F10", shiftKey: true },
  { key: "ArrowDown", altKey: true, shiftKey: true },
];
const HELD = [...KEYS, ...COMBINED].flatMap((key) => [
  { ...key, isComposing: true, keyCode: undefined },
  { ...key, isComposing: false, keyCode: 229 },
]);

/** Presses every key of an input method on every focusable element: nothing may happen. */
function tryEverywhere() {
  const before = document.body.innerHTML;
  const focus = document.activeElement;
  const places = [
    document.body,
    ...document.querySelectorAll<HTMLElement>(
      "a, button, input, textarea, dialog, [tabindex], [role=dialog], [role=menu]",
    ),
  ];
  const taken: string[] = [];
  act(() => {
    for (const place of places) {
      for (const { keyCode = 13, ...key } of HELD) {
        const event = new KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true });
        Object.defineProperty(event, "keyCode", { value: keyCode });
        place.dispatchEvent(event);
        // The emoji picker is a library's; these keys must not reach it.
        if (event.defaultPrevented && place.closest(".parley-picker") === null)
          taken.push(`${key.key} by ${place.outerHTML.slice(0, 80)}`);
      }
    }
  });
  expect(taken).toEqual([]);
  expect(document.activeElement).toBe(focus);
  expect(document.body.innerHTML).toBe(before);
  return places.length;
}

const field = async () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: /^Message / });
const write = (element: HTMLInputElement | HTMLTextAreaElement, text: string) => {
  fireEvent.change(element, { target: { value: text } });
  element.setSelectionRange(text.length, text.length);
  fireEvent.select(element);
};

test("TXT-2: no key of an input method does anything in the lists, tabs, search and menus", async () => {
  renderWithMessaging(<MessagesPage defaultConversationId={withNoah} />);
  await screen.findByRole("list", { name: "Conversations" });
  await screen.findByRole("log");
  expect(tryEverywhere()).toBeGreaterThan(10);
  write(screen.getByRole<HTMLInputElement>("searchbox", { name: "Search messages" }), "hello");
  await screen.findAllByRole("status");
  tryEverywhere();
  write(screen.getByRole<HTMLInputElement>("searchbox", { name: "Search messages" }), "");
  const row = within(screen.getByRole("list", { name: "Conversations" })).getAllByRole("link")[0];
  if (row !== undefined) fireEvent.contextMenu(row);
  await screen.findByRole("menu");
  tryEverywhere();
});

test("TXT-2: no key of an input method does anything in the search's dialog", async () => {
  renderWithMessaging(<MessagesPage />);
  await screen.findByRole("list", { name: "Conversations" });
  fireEvent.keyDown(document.body, { key: "k", ctrlKey: true });
  await within(screen.getByRole("dialog")).findAllByRole("listitem");
  tryEverywhere();
});

test("TXT-2: no key of an input method does anything in the composer, the mention picker and the editor", async () => {
  const { outbox } = renderWithMessaging(<ChatWindow conversationId={withGroup} />);
  await screen.findByRole("log");
  write(await field(), "にほんご");
  tryEverywhere();
  write(await field(), "Thanks @na");
  await screen.findByRole("listbox");
  tryEverywhere();
  expect(outbox.entries.get()).toEqual([]);
  // The same key outside of a composition chooses the person.
  fireEvent.keyDown(await field(), { key: "Enter", keyCode: 13 });
  expect((await field()).value).toBe("Thanks @Priya Nair ");
  fireEvent.keyDown(await field(), { key: "Enter", keyCode: 13 });
  expect(outbox.entries.get()).toHaveLength(1);
});

test("TXT-2: no key of an input method does anything in the field of a message that is being edited", async () => {
  const server = createDemoServer();
  const body = "mine";
  const createdAt = new Date(Date.now() - 60_000).toISOString();
  const own = messageOf({ conversationId: withNoah, seq: 1, senderId: "me", body, createdAt });
  const detail = server.conversations.get(withNoah);
  if (detail === undefined) throw new Error("no conversation");
  server.messages.set(withNoah, [own]);
  const read = { lastSeq: 1, readSeq: 1, unread: 0 };
  server.conversations.set(withNoah, { ...detail, ...read, lastMessage: own });
  renderWithMessaging(<ChatWindow conversationId={withNoah} />, server);
  await within(await screen.findByRole("log")).findByText(body);
  fireEvent.keyDown(await field(), { key: "ArrowUp" });
  const editor = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Edit message" });
  write(editor, "mine, changed");
  tryEverywhere();
  fireEvent.keyDown(editor, { key: "Escape" });
  expect(screen.queryByRole("textbox", { name: "Edit message" })).toBeNull();
});

const root = join(import.meta.dirname, "../../../..");
const sources = globSync(["packages/react/src/**/*.{ts,tsx}", "apps/web/src/**/*.{ts,tsx}"], {
  cwd: root,
})
  .filter((path) => !/\.test\.|\.stories\.|\/testing\//u.test(path))
  .map((path) => [path, readFileSync(join(root, path), "utf8")] as const);

/** Key handlers without `unlessComposing`. A handler that is created with it may be passed on under its name. */
function unguarded(source: string): string[] {
  const handlers = [
    // <div onKeyDown={…}> and { onKeyDown: … }
    /\bonKey(?:Down|Up|Press)(?:\s*=\s*\{|:)(?!\s*(?:unlessComposing\(|(?:[\w.]+\.)?onKey(?:Down|Up|Press)\b))[^\n]*/gu,
    // const onKeyDown = …
    /\bonKey(?:Down|Up|Press)\s*=(?!\s*(?:[={]|unlessComposing\())[^\n]*/gu,
    // onKeyDown(event) { … }
    /\bonKey(?:Down|Up|Press)\s*\([^)\n]*\)[^\n]*\{/gu,
    /\bonKey(?:Down|Up|Press)Capture=\{(?!stopComposing\})[^\n]*/gu,
    /addEventListener\(\s*"key\w+",(?!\s*(?:onKey(?:Down|Up|Press)|stopComposing)\b)[^\n]*/gu,
    // The field of a library has its own handlers.
    /<(?:Combobox\.Input|Picker\.Root)\b(?![^>]*stopComposing)[^\n]*/gu,
    // The browser handles an Enter that submits a form, but not a key that is compared by its code.
    /\.(?:keyCode|which)\b[^\n]*/gu,
  ];
  return handlers.flatMap((handler) => source.match(handler) ?? []);
}

test("TXT-2: every key handler ignores the keys of an input method", () => {
  expect(sources.length).toBeGreaterThan(200);
  const found = sources.flatMap(([path, source]) =>
    unguarded(source).map((line) => `${path}: ${line}`),
  );
  expect(found).toEqual([]);
  for (const refused of [
    "<input onKeyDown={(event) => go(event)} />",
    "<input onKeyDown={intoResults} />",
    "const handlers = { onKeyDown: (event) => go(event) };",
    "const onKeyDown = (event: KeyboardEvent) => {",
    "const onKeyUp = useKeys();",
    "  onKeyDown(event) {",
    `document.addEventListener("keydown", (event) => go(event));`,
    `window.addEventListener("keyup", go, true);`,
    "if (event.keyCode === 13) go();",
    `<Combobox.Input id="x" />`,
  ]) {
    expect(unguarded(refused), refused).not.toEqual([]);
  }
});
