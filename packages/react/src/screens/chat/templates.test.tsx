// @vitest-environment happy-dom
import { createDemoServer, withNoah } from "@parley/client/testing";
import { limits } from "@parley/contract/limits";
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { simulateLayout } from "../../testing/index.tsx";
import { renderWithMessaging } from "../../testing/render-page.tsx";
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

const idOf = (at: number) => `01900000-0000-7000-8000-00000000000${at}`;
const greeting = { id: idOf(1), title: "First greeting", body: "Hello, nice to meet you!" };
const meeting = { id: idOf(2), title: "Meeting", body: "Shall we meet on Tuesday?" };

async function openChat(templates = [greeting, meeting]) {
  const server = createDemoServer();
  server.templates = templates;
  const page = renderWithMessaging(<ChatWindow conversationId={withNoah} />, server);
  const field = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: /^Message / });
  const type = (text: string) => {
    fireEvent.change(field, { target: { value: text } });
    field.setSelectionRange(text.length, text.length);
    fireEvent.select(field);
  };
  return { ...page, server, field, type };
}
const options = async () =>
  (await screen.findAllByRole("option")).map(({ textContent }) => textContent);

test("TPL-3: a slash in an empty field offers the templates, and the chosen one replaces it", async () => {
  const { field, type } = await openChat();
  type("/");
  await waitFor(async () =>
    expect(await options()).toEqual([
      "First greetingHello, nice to meet you!",
      "MeetingShall we meet on Tuesday?",
      "Manage templates",
    ]),
  );
  type("/mee");
  await waitFor(async () => expect(await options()).toEqual([expect.stringMatching(/^Meeting/)]));
  fireEvent.keyDown(field, { key: "Enter" });
  expect(field.value).toBe(meeting.body);
  expect(field.selectionStart).toBe(meeting.body.length);
  expect(screen.queryByRole("listbox")).toBeNull();
});

test("TPL-3: what no title matches is sent as it is, and Escape closes the list", async () => {
  const { field, type, outbox } = await openChat();
  type("/");
  await screen.findByRole("listbox", { name: "Templates" });
  fireEvent.keyDown(field, { key: "Escape" });
  expect(screen.queryByRole("listbox")).toBeNull();
  expect(field.value).toBe("/");
  type("/shrug");
  await waitFor(() => expect(screen.queryByRole("listbox")).toBeNull());
  fireEvent.keyDown(field, { key: "Enter" });
  expect(outbox.entries.get().map(({ body }) => body)).toEqual(["/shrug"]);
});

test("TPL-3: a slash elsewhere, in a path, and during the input of an IME offers nothing", async () => {
  const { field, type } = await openChat();
  for (const text of ["and/or", "/usr/bin", "/\n", "hello /"]) {
    type(text);
    expect(screen.queryByRole("listbox")).toBeNull();
  }
  type("/");
  await screen.findByRole("listbox", { name: "Templates" });
  fireEvent.keyDown(field, { key: "Enter", keyCode: 229, isComposing: true });
  expect(field.value).toBe("/");
});

test("TPL-4: one template too many is refused before a call, and a full list can be changed", async () => {
  const full = Array.from({ length: limits.templatesMax }, (_, at) => ({
    ...greeting,
    id: `01900000-0000-7000-8000-${String(at).padStart(12, "0")}`,
  }));
  const { type, server, refuse } = await openChat(full);
  type("/");
  fireEvent.click(await screen.findByRole("option", { name: "Manage templates" }));
  const dialog = await screen.findByRole("dialog", { name: "Templates" });
  const button = (name: string) =>
    within(dialog).getAllByRole("button", { name })[0] as HTMLElement;
  await within(dialog).findByRole("button", { name: "New template" });
  fireEvent.click(button("New template"));
  for (const name of ["Title", "Text"]) {
    fireEvent.change(within(dialog).getByRole("textbox", { name }), { target: { value: "More" } });
  }
  fireEvent.click(button("Save"));
  await within(dialog).findByText("The template was not saved: you can have 100 at most.");
  expect(server.calls.some(({ path }) => path === "messages.saveTemplate")).toBe(false);
  fireEvent.click(button("Cancel"));
  refuse("invalid_input", "messages.saveTemplate");
  fireEvent.click(button("Edit"));
  fireEvent.click(button("Save"));
  await within(dialog).findByText(/^Your templates were not changed\./);
});

test("TPL-4: templates are added, changed and removed, and a refusal is named", async () => {
  const { field, type, server, refuse, emit } = await openChat([greeting]);
  type("/");
  fireEvent.click(await screen.findByRole("option", { name: "Manage templates" }));
  expect(field.value).toBe("");
  const dialog = await screen.findByRole("dialog", { name: "Templates" });
  fireEvent.click(await within(dialog).findByRole("button", { name: "New template" }));
  fireEvent.click(within(dialog).getByRole("button", { name: "Save" }));
  await within(dialog).findByText("A template needs a title and a text.");
  const change = (name: string, value: string) =>
    fireEvent.change(within(dialog).getByRole("textbox", { name }), { target: { value } });
  change("Title", " Thanks ");
  change("Text", "Thank you!");
  const end = refuse("too_many_requests", "messages.saveTemplate");
  fireEvent.click(within(dialog).getByRole("button", { name: "Save" }));
  await within(dialog).findByText(/^Your templates were not changed\./);
  end();
  fireEvent.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(server.templates).toMatchObject([greeting, { title: "Thanks", body: "Thank you!" }]),
  );
  const [, thanks] = server.templates;
  if (thanks === undefined) throw new Error("no template");
  act(() => emit({ type: "template.saved", template: thanks }));
  await waitFor(() => expect(within(dialog).getAllByRole("listitem")).toHaveLength(2));
  fireEvent.click(within(dialog).getAllByRole("button", { name: "Remove" })[0] as HTMLElement);
  await waitFor(() => expect(server.templates.map(({ title }) => title)).toEqual(["Thanks"]));
});

test("TPL-5: what is written is kept as a template from the menu next to Send, with its first words as the title", async () => {
  const { field, type, server } = await openChat([]);
  type("Shall we meet on Tuesday at nine, in the library as last time?\nBring your notes.");
  fireEvent.click(await screen.findByRole("button", { name: "Send later" }));
  fireEvent.click(await screen.findByRole("menuitem", { name: "Save as template" }));
  const dialog = await screen.findByRole("dialog", { name: "Templates" });
  const title = within(dialog).getByRole<HTMLInputElement>("textbox", { name: "Title" });
  expect(title.value).toBe("Shall we meet on Tuesday at nine, in the");
  fireEvent.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(server.templates).toMatchObject([{ body: field.value }]));
  // The text stays, to be sent.
  expect(field.value).toContain("Bring your notes.");
});
