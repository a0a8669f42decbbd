// @vitest-environment happy-dom
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { cleanup, createEvent, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { OptionsProvider } from "../../provider/options-context.ts";
import { Composer, type ComposerProps } from "./composer.tsx";
import { loadTools } from "./use-formatting-tools.tsx";
import { sendsMessage } from "./composer-keys.ts";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function start(props: Partial<ComposerProps> = {}) {
  const sent: string[] = [];
  const onSend = (body: string) => {
    sent.push(body);
    return null;
  };
  render(<Composer name="Noah" onSend={onSend} {...props} />);
  const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Message Noah" });
  const type = (value: string) => fireEvent.change(field, { target: { value } });
  return { sent, field, type };
}

test("Enter sends and clears the field at once, so that the next message can be typed", () => {
  const { sent, field, type } = start();
  type("  first ");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(field.value).toBe("");
  type("second");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(sent).toEqual(["first", "second"]);
});

test("Shift+Enter is left to the browser, which inserts a line break", () => {
  const { sent, field, type } = start();
  type("first");
  expect(fireEvent.keyDown(field, { key: "Enter", shiftKey: true })).toBe(true);
  expect(sent).toEqual([]);
  expect(field.value).toBe("first");
});

test("on a touch keyboard Enter inserts a line break, and Ctrl+Enter sends everywhere", () => {
  const enter = {
    key: "Enter",
    shiftKey: false,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
  };
  const keyboard = { isTouch: false, sendKey: "enter" } as const;
  const glass = { isTouch: true, sendKey: "enter" } as const;
  expect(sendsMessage(enter, keyboard)).toBe(true);
  expect(sendsMessage(enter, glass)).toBe(false);
  expect(sendsMessage({ ...enter, ctrlKey: true }, glass)).toBe(true);
  expect(sendsMessage({ ...enter, metaKey: true }, glass)).toBe(true);
  expect(sendsMessage({ ...enter, altKey: true }, keyboard)).toBe(false);
  expect(sendsMessage({ ...enter, key: "a", ctrlKey: true }, keyboard)).toBe(false);
});

test("the button sends too, and a blank message is not sent", () => {
  const { sent, type } = start();
  const button = screen.getByRole("button", { name: "Send" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  type("   ");
  fireEvent.click(button);
  expect(sent).toEqual([]);
  type("hello");
  expect(button.getAttribute("aria-disabled")).toBe("false");
  fireEvent.click(button);
  expect(sent).toEqual(["hello"]);
});

test("Escape keeps the text", () => {
  const { field, type } = start();
  type("half a thought");
  fireEvent.keyDown(field, { key: "Escape" });
  expect(field.value).toBe("half a thought");
});

test("a draft is restored, and every change of it is reported", () => {
  const onDraftChange = vi.fn();
  const { field, type } = start({ draft: "from before", onDraftChange });
  expect(field.value).toBe("from before");
  type("from before, and on");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(onDraftChange.mock.calls).toEqual([["from before, and on"], [""]]);
});

test("a message that is not accepted stays, with the reason", () => {
  const { field, type } = start({ onSend: () => "Too many messages are waiting." });
  type("hello");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(field.value).toBe("hello");
  expect(screen.getByRole("alert").textContent).toBe("Too many messages are waiting.");
  type("hello again");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("the remaining length is shown near the limit, and above it nothing is sent", () => {
  const { sent, field, type } = start();
  type("x".repeat(4_499));
  expect(screen.queryByText(/characters left/)).toBeNull();
  type("x".repeat(4_500));
  expect(screen.getByText("500 characters left")).toBeTruthy();
  type("x".repeat(4_990));
  expect(screen.getByText("10 characters left")).toBeTruthy();
  type("x".repeat(5_012));
  expect(screen.getByText("Too long: 5,012 of at most 5,000 characters.")).toBeTruthy();
  expect(field.getAttribute("aria-invalid")).toBe("true");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(sent).toEqual([]);
});

test("FILE-15: what is offered next to Send is offered for files once the server has them, also without a text", () => {
  const files = { above: null, problem: null, areReady: false, add: async () => null };
  const renderNextToSend = () => <button type="button">Send later</button>;
  const { type } = start({ renderNextToSend, files: { ...files, count: 0 } });
  type("hello");
  expect(screen.getByRole("button", { name: "Send later" })).toBeTruthy();
  cleanup();
  start({ renderNextToSend, files: { ...files, count: 1 }, draft: "hello" });
  expect(screen.queryByRole("button", { name: "Send later" })).toBeNull();
  cleanup();
  start({ renderNextToSend, files: { ...files, count: 1, areReady: true } });
  expect(screen.getByRole("button", { name: "Send later" })).toBeTruthy();
});

test("if the user cannot write, the reason replaces the field", () => {
  render(<Composer name="Noah" onSend={() => null} disabled={{ reason: "This is over." }} />);
  expect(screen.getByText("This is over.")).toBeTruthy();
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.queryByRole("button")).toBeNull();
});

/** The data of a paste or drop; happy-dom creates none with files. */
const holding = (types: readonly string[], text = "") => ({ types, getData: () => text });

test("TXT-6: pasting a picture or dropping a file shows that files cannot be sent, and no text is lost", () => {
  const { sent, field, type } = start();
  type("written so far");
  for (const [event, data] of [
    [createEvent.paste(field), { clipboardData: holding(["Files"]) }],
    [createEvent.drop(field), { dataTransfer: holding(["Files"]) }],
  ] as const) {
    for (const [key, value] of Object.entries(data)) Object.defineProperty(event, key, { value });
    expect(fireEvent(field, event)).toBe(false);
    expect(screen.getByRole("alert").textContent).toBe(
      "Files and pictures cannot be sent here, only text.",
    );
    expect(field.value).toBe("written so far");
    fireEvent.click(screen.getByRole("button", { name: "Dismiss" }));
    expect(screen.queryByRole("alert")).toBeNull();
    expect(document.activeElement).toBe(field);
  }
  expect(sent).toEqual([]);
});

test("TXT-6: text that is pasted along with a picture is inserted, and anything but a file is left to the browser", () => {
  const { field } = start();
  const paste = createEvent.paste(field);
  Object.defineProperty(paste, "clipboardData", {
    value: holding(["text/plain", "Files"], "a cell"),
  });
  expect(fireEvent(field, paste)).toBe(true);
  for (const types of [["text/plain"], ["Files"]]) {
    const over = createEvent.dragOver(field);
    Object.defineProperty(over, "dataTransfer", { value: holding(types) });
    // Unless prevented, a dropped file replaces the page.
    expect(fireEvent(field, over)).toBe(types[0] !== "Files");
  }
  expect(screen.queryByRole("alert")).toBeNull();
});

test("TXT-7: over the limit Send says why, and few remaining characters are announced", () => {
  const { sent, field, type } = start();
  const said = () => document.querySelector("[aria-live=polite]")?.textContent;
  type("x".repeat(4_499));
  expect(said()).toBe("");
  type("x".repeat(4_600));
  expect(said()).toBe("You can write 400 more.");
  // Not at every key.
  type("x".repeat(4_601));
  expect(said()).toBe("You can write 400 more.");
  type("x".repeat(5_012));
  expect(said()).toBe("The message is too long by 12.");
  fireEvent.click(screen.getByRole("button", { name: "Send" }));
  expect(screen.getByRole("alert").textContent).toBe(
    "Too long: 5,012 of at most 5,000 characters.",
  );
  expect(sent).toEqual([]);
  type("x");
  expect(screen.queryByRole("alert")).toBeNull();
  fireEvent.keyDown(field, { key: "Enter" });
  expect(sent).toEqual(["x"]);
});

test("FMT-8: buttons and shortcuts format the selection, and a preview shows the result", async () => {
  const { field, type } = start();
  type("say hello now");
  expect(document.querySelector(".parley-composer__preview")).toBeNull();
  field.setSelectionRange(4, 9);
  expect(fireEvent.keyDown(field, { key: "b", ctrlKey: true })).toBe(false);
  await vi.waitFor(() => expect(field.value).toBe("say *hello* now"));
  await vi.waitFor(() =>
    expect(document.querySelector(".parley-composer__preview strong")?.textContent).toBe("hello"),
  );
  fireEvent.click(screen.getByRole("button", { name: "Formatting" }));
  const toolbar = await screen.findByRole("toolbar", { name: "Formatting" });
  field.setSelectionRange(0, 15);
  fireEvent.click(screen.getByRole("button", { name: "Quote" }));
  expect(field.value).toBe("> say *hello* now");
  const bold = screen.getByRole("button", { name: "Bold" });
  fireEvent.keyDown(bold, { key: "ArrowRight" });
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Italic" }));
  fireEvent.keyDown(toolbar, { key: "Escape" });
  expect(screen.queryByRole("toolbar")).toBeNull();
  expect(document.activeElement).toBe(field);
});

test("TXT-2: a shortcut of an input method formats nothing", async () => {
  const { field, type } = start();
  type("say hello");
  field.setSelectionRange(4, 9);
  expect(fireEvent.keyDown(field, { key: "b", ctrlKey: true, isComposing: true })).toBe(true);
  expect(fireEvent.keyDown(field, { key: "b", ctrlKey: true, keyCode: 229 })).toBe(true);
  expect(field.value).toBe("say hello");
});

test("FMT-8: a new line continues a list", async () => {
  const { sent, field, type } = start();
  fireEvent.focus(field);
  await loadTools();
  type("- one");
  field.setSelectionRange(5, 5);
  expect(fireEvent.keyDown(field, { key: "Enter", shiftKey: true })).toBe(false);
  expect(field.value).toBe("- one\n- ");
  expect(sent).toEqual([]);
});

test("FMT-9: an address that is pasted over a selection is its link, and formatted text keeps its marks", async () => {
  const { field, type } = start();
  fireEvent.focus(field);
  await loadTools();
  const pasting = (data: Readonly<Record<string, string>>) => {
    const paste = createEvent.paste(field);
    const value = { types: Object.keys(data), getData: (kind: string) => data[kind] ?? "" };
    Object.defineProperty(paste, "clipboardData", { value });
    return fireEvent(field, paste);
  };
  type("see the guide");
  field.setSelectionRange(4, 13);
  expect(pasting({ "text/plain": "https://example.org/a" })).toBe(false);
  expect(field.value).toBe("see [the guide](https://example.org/a)");
  type("");
  expect(pasting({ "text/plain": "a\nb", "text/html": "<ul><li>a</li><li>b</li></ul>" })).toBe(
    false,
  );
  expect(field.value).toBe("- a\n- b");
  // Without formatting the browser pastes.
  expect(pasting({ "text/plain": "x", "text/html": "<p>x</p>" })).toBe(true);
});

/** Serves the emoji data of the package. */
function serveEmoji() {
  vi.stubGlobal("fetch", async (url: string) => {
    const { resolve } = createRequire(import.meta.url);
    const path = resolve(`emojibase-data/${url.replace(/^\/\w+\//u, "")}`);
    return new Response(await readFile(path, "utf8"));
  });
}

function startWithEmoji() {
  serveEmoji();
  const sent: string[] = [];
  render(
    <OptionsProvider options={{ emojiDataUrl: "/emoji" }}>
      <Composer
        name="Noah"
        onSend={(body) => {
          sent.push(body);
          return null;
        }}
      />
    </OptionsProvider>,
  );
  const field = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Message Noah" });
  const type = (value: string) => {
    fireEvent.change(field, { target: { value } });
    field.setSelectionRange(value.length, value.length);
    fireEvent.select(field);
  };
  return { sent, field, type };
}

test("EMO-1: a name after a colon offers emoji, with the keys of a combobox", async () => {
  const { sent, field, type } = startWithEmoji();
  type("so happy :tada");
  const list = await screen.findByRole("listbox", { name: "Emoji" });
  expect(list.textContent).toContain("party popper");
  await vi.waitFor(() => expect(field.getAttribute("aria-activedescendant")).not.toBeNull());
  // Keys of an input method are not taken.
  fireEvent.keyDown(field, { key: "Enter", isComposing: true });
  expect(field.value).toBe("so happy :tada");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(field.value).toBe("so happy 🎉");
  expect(sent).toEqual([]);
  fireEvent.keyDown(field, { key: "Enter" });
  expect(sent).toEqual(["so happy 🎉"]);
  type(":tada");
  await screen.findByRole("listbox", { name: "Emoji" });
  fireEvent.keyDown(field, { key: "Escape" });
  expect(screen.queryByRole("listbox")).toBeNull();
  expect(field.value).toBe(":tada");
});

test("EMO-1: smileys, times and other colons offer nothing", async () => {
  const { type } = startWithEmoji();
  for (const text of ["at 10:30", "ok :-)", ":D", "note:heart", "https://heart", "a :b"]) {
    type(text);
    await Promise.resolve();
    expect(screen.queryByRole("listbox"), text).toBeNull();
  }
});

test("EMO-2: without emoji data of the host there is no button", () => {
  start();
  expect(screen.queryByRole("button", { name: "Emoji" })).toBeNull();
  cleanup();
  startWithEmoji();
  const button = screen.getByRole("button", { name: "Emoji" });
  expect(button.getAttribute("aria-expanded")).toBe("false");
});
