// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from "@testing-library/react";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDrafts } from "../../stores/drafts.ts";
import { withNoah } from "../../testing/demo-server.ts";
import { giveHeights, renderWithMessaging } from "../../testing/render-page.tsx";
import { ChatWindow } from "../chat/chat-window.tsx";

let takeHeights: () => void;
const focused = vi.spyOn(document, "hasFocus");
beforeEach(() => {
  takeHeights = giveHeights();
  localStorage.clear();
  focused.mockReturnValue(true);
});
afterEach(() => {
  cleanup();
  takeHeights();
});

const KEY = "parley:drafts:me";
/** What another tab writes: it is in the storage, and this tab is told. */
function elsewhere(text: string | undefined) {
  createDrafts("me", localStorage).set(withNoah, text);
  act(() => void window.dispatchEvent(new StorageEvent("storage", { key: KEY })));
}
const shared = () => createDrafts("me", localStorage).get(withNoah);
async function openField() {
  renderWithMessaging(<ChatWindow conversationId={withNoah} />);
  return screen.findByRole<HTMLTextAreaElement>("textbox", { name: /^Message / });
}
const type = (field: HTMLTextAreaElement, value: string) =>
  fireEvent.change(field, { target: { value } });

test("DRF-1: a field follows what is written, sent or cleared in another tab", async () => {
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

test("DRF-1: sending here takes the draft from all tabs", async () => {
  const field = await openField();
  elsewhere("from the other tab");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(field.value).toBe("");
  expect(shared()).toBeUndefined();
});

test("DRF-2: what is being typed in the focused field stays, and its next key is the draft of all tabs", async () => {
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

test("DRF-2: in a field that nobody is typing in, the last writer wins", async () => {
  const field = await openField();
  field.focus();
  type(field, "my words");
  focused.mockReturnValue(false);
  elsewhere("my words, gone on with elsewhere");
  expect(field.value).toBe("my words, gone on with elsewhere");
  elsewhere(undefined);
  expect(field.value).toBe("");
});

test("DRF-2: a change from elsewhere leaves the caret of the focused field where it is", async () => {
  const field = await openField();
  elsewhere("Hello there");
  field.focus();
  field.setSelectionRange(3, 5);
  elsewhere("Hello there, Noah");
  expect([field.selectionStart, field.selectionEnd]).toEqual([3, 5]);
});

test("DRF-1: tabs that write in turn all show the same in the end, however late each is told", () => {
  const step = fc.record({
    tab: fc.nat({ max: 2 }),
    conversation: fc.constantFrom("c1", "c2", "c3"),
    text: fc.constantFrom("", " ", "a", "ab", "another"),
    tell: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      localStorage.clear();
      const tabs = [0, 1, 2].map(() => createDrafts("me", localStorage));
      const stops = tabs.map((tab) => tab.follow());
      const tell = () => window.dispatchEvent(new StorageEvent("storage", { key: KEY }));
      for (const { tab, conversation, text, tell: isToldNow } of steps) {
        tabs[tab]?.set(conversation, text);
        if (isToldNow) tell();
      }
      tell();
      const kept = createDrafts("me", localStorage).all();
      for (const tab of tabs) expect(tab.all()).toEqual(kept);
      for (const stop of stops) stop();
      tabs[0]?.set("c1", "after the end");
      tell();
      expect(tabs[1]?.get("c1")).not.toBe("after the end");
    }),
    { numRuns: 200 },
  );
});
