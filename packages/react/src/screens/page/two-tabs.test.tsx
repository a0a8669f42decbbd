// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withGroup, withNoah } from "@parley/client/testing";
import { simulateLayout } from "../../testing/index.tsx";
import { renderWithMessaging } from "../../testing/render-page.tsx";
import { ChatWindow } from "../chat/chat-window.tsx";

let takeHeights: () => void;
beforeEach(() => {
  takeHeights = simulateLayout();
  localStorage.clear();
  vi.spyOn(document, "hasFocus").mockReturnValue(true);
});
afterEach(() => {
  cleanup();
  takeHeights();
});

const KEY = "parley:drafts:me";
/** A write of another tab: it is in the storage, and this tab is notified. */
function elsewhere(text: string | undefined) {
  if (text === undefined) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, JSON.stringify({ [withNoah]: text }));
  act(() => void window.dispatchEvent(new StorageEvent("storage", { key: KEY })));
}
const shared = () => {
  // The value of the test, or of the composer.
  const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Readonly<Record<string, string>>;
  return kept[withNoah];
};
async function openField() {
  renderWithMessaging(<ChatWindow conversationId={withNoah} />);
  return screen.findByRole<HTMLTextAreaElement>("textbox", { name: /^Message / });
}
const type = (field: HTMLTextAreaElement, value: string) =>
  fireEvent.change(field, { target: { value } });

test("DRF-1: a field follows text that is written, sent or cleared in another tab", async () => {
  const field = await openField();
  for (const text of ["Hel", "Hello", "Hello\n\nthere "]) {
    elsewhere(text);
    expect(field.value).toBe(text);
  }
  elsewhere(undefined);
  expect(field.value).toBe("");
  // Also with the focus in it, as long as nothing was typed here since.
  field.focus();
  elsewhere("once more");
  expect(field.value).toBe("once more");
  elsewhere(undefined);
  expect(field.value).toBe("");
});

test("DRF-1: sending in one tab removes the draft from all tabs", async () => {
  const field = await openField();
  elsewhere("from the other tab");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(field.value).toBe("");
  expect(shared()).toBeUndefined();
});

test("DRF-2: text being typed in the focused field is kept, and the next key makes it the draft of all tabs", async () => {
  const field = await openField();
  field.focus();
  type(field, "my words");
  elsewhere("their words");
  expect(field.value).toBe("my words");
  elsewhere(undefined);
  expect(field.value).toBe("my words");
  type(field, "my words!");
  expect(shared()).toBe("my words!");
});

test("DRF-2: in a field in which no text is being typed, the last writer wins", async () => {
  const field = await openField();
  field.focus();
  type(field, "my words");
  vi.spyOn(document, "hasFocus").mockReturnValue(false);
  elsewhere("my words, gone on with elsewhere");
  expect(field.value).toBe("my words, gone on with elsewhere");
  elsewhere(undefined);
  expect(field.value).toBe("");
});

test("DRF-2: a change from another tab does not move the caret of the focused field", async () => {
  const field = await openField();
  elsewhere("Hello there");
  field.focus();
  field.setSelectionRange(3, 5);
  elsewhere("Hello there, Noah");
  expect([field.selectionStart, field.selectionEnd]).toEqual([3, 5]);
});

test("TXT-4: a user selected from the list stays mentioned in a draft that is opened again, also after a reload", async () => {
  const openGroup = async () => {
    const { outbox } = renderWithMessaging(<ChatWindow conversationId={withGroup} />);
    const field = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: /^Message / });
    return { outbox, field };
  };
  const before = await openGroup();
  await screen.findByRole("log");
  before.field.focus();
  type(before.field, "Is this @pri");
  before.field.setSelectionRange(12, 12);
  fireEvent.select(before.field);
  await screen.findByRole("option");
  fireEvent.keyDown(before.field, { key: "Enter" });
  expect(before.field.value).toBe("Is this @Priya Nair ");
  type(before.field, "Is this @Priya Nairs idea?");
  cleanup();
  const { field, outbox } = await openGroup();
  expect(field.value).toBe("Is this @Priya Nairs idea?");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(outbox.entries.get().at(-1)?.mentions).toEqual(["priya"]);
  // Once it is known that the server has no draft to clear.
  const kept = () => Object.keys(localStorage).filter((key) => key.startsWith("parley:"));
  await vi.waitFor(() => expect(kept()).toEqual([]), { timeout: 20_000 });
});
