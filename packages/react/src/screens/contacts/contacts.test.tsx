// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDemoServer, noah, personOf, priya } from "@parley/client/testing";
import { simulateLayout } from "../../testing/index.tsx";
import { renderWithMessaging } from "../../testing/render-page.tsx";
import { MessagesPage } from "../page/messages-page.tsx";

let takeHeights: () => void;
beforeEach(() => {
  takeHeights = simulateLayout();
});
afterEach(() => {
  cleanup();
  takeHeights();
});

const contacts = (server = createDemoServer()) =>
  renderWithMessaging(<MessagesPage defaultTab="contacts" />, server);
const rowOf = (name: string) => screen.findByRole("listitem", { name });
const press = async (name: string, action: string) => {
  const button = within(await rowOf(name)).getByRole("button", { name: action });
  button.focus();
  fireEvent.click(button);
};
const dialog = () => screen.getByRole("dialog");
const confirm = (label: string) =>
  fireEvent.click(within(dialog()).getByRole("button", { name: label }));
const callsOf = ({ calls }: ReturnType<typeof createDemoServer>, path: string) =>
  calls.filter((call) => call.path === path).map(({ input }) => input);

async function add(email: string) {
  await rowOf(noah.name);
  fireEvent.click(await screen.findByRole("button", { name: "Add contact" }));
  const field = within(dialog()).getByRole("textbox", { name: "E-mail address" });
  fireEvent.change(field, { target: { value: email } });
  confirm("Add contact");
  return field;
}

test("a user is added by e-mail address, and listed under Added by you", async () => {
  const server = createDemoServer();
  server.people.set("mara", personOf("mara", "Mara Okafor", "MENTOR"));
  contacts(server);
  await add(" mara@example.org ");
  expect(await screen.findByText("Mara Okafor is now one of your contacts.")).toBeTruthy();
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(await screen.findByRole("heading", { name: "Added by you" })).toBeTruthy();
  expect((await rowOf("Mara Okafor")).textContent).toContain("Added by you");
  await add("noah@example.org");
  expect(await screen.findByText("Noah Lindqvist was one of your contacts already.")).toBeTruthy();
  expect((await rowOf(noah.name)).textContent).toContain("In Spring cohort · Added by you");
});

test.each([
  ["not an address", undefined, "This is not an e-mail address."],
  ["ME@example.org", undefined, "This is your own address."],
  ["nobody@example.org", undefined, "Nobody in your programme can be added by this address."],
  ["noah@example.org", "contact_unavailable", "You have blocked this person."],
  ["noah@example.org", "unavailable", "The server is busy."],
] as const)(
  "the reason why %s is not added is shown next to the field (%s)",
  async (email, reason, words) => {
    const { refuse } = contacts();
    if (reason !== undefined) refuse(reason, "contacts.add");
    const field = await add(email);
    expect((await within(dialog()).findByRole("alert")).textContent).toContain(words);
    expect(field.getAttribute("aria-invalid")).toBe("true");
  },
);

test("LST-7: a block shows its consequences first, and then lists the user as blocked", async () => {
  const { server, emit } = contacts();
  await press(noah.name, "Block");
  expect(dialog().textContent).toContain("Neither of you can write to the other.");
  expect(document.activeElement?.textContent).toBe("Cancel");
  confirm("Cancel");
  expect(callsOf(server, "contacts.block")).toEqual([]);

  await press(noah.name, "Block");
  confirm("Block");
  expect(await screen.findByText("Noah Lindqvist is blocked.")).toBeTruthy();
  act(() => emit({ type: "contact.removed", userIds: ["noah"] }));
  const heading = await screen.findByRole("heading", { name: "Blocked" });
  const section = heading.closest("section");
  if (section === null) throw new Error("no section");
  expect((await within(section).findByRole("listitem", { name: noah.name })).textContent).toContain(
    "Since 22 Nov",
  );
  expect(callsOf(server, "contacts.block")).toEqual([{ userId: "noah" }]);

  fireEvent.click(within(section).getByRole("button", { name: "Unblock" }));
  expect(dialog().textContent).toContain("does not arrive");
  confirm("Unblock");
  await waitFor(() => expect(screen.queryByRole("heading", { name: "Blocked" })).toBeNull());
  expect(callsOf(server, "contacts.unblock")).toEqual([{ userId: "noah" }]);
});

test("LST-7: a removal shows whether the contact remains, and a failure stays in the dialog", async () => {
  const server = createDemoServer();
  server.contacts.push({
    person: personOf("mara", "Mara Okafor"),
    kind: "custom",
    reasons: [{ type: "custom" }],
  });
  const [first] = server.contacts;
  if (first !== undefined)
    server.contacts[0] = { ...first, reasons: [...first.reasons, { type: "custom" }] };
  const { emit, refuse, restore } = contacts(server);
  await press(noah.name, "Remove");
  expect(dialog().textContent).toContain("You stay in contact with Noah Lindqvist");
  confirm("Cancel");
  await press("Mara Okafor", "Remove");
  expect(dialog().textContent).toContain("can then only be read");
  refuse("unavailable", "contacts.remove");
  confirm("Remove");
  expect((await within(dialog()).findByRole("alert")).textContent).toContain("The server is busy");
  restore();
  confirm("Remove");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  act(() => emit({ type: "contact.removed", userIds: ["mara"] }));
  await waitFor(() => expect(screen.queryByRole("listitem", { name: "Mara Okafor" })).toBeNull());
});

test("LST-8: only actions that the server accepts are offered", async () => {
  const server = createDemoServer();
  server.contacts.push({
    person: personOf("root", "Grace Adeyemi", "ADMIN"),
    kind: "admins",
    reasons: [{ type: "admin" }],
  });
  contacts(server);
  const offered = async (name: string) =>
    within(await rowOf(name))
      .getAllByRole("button")
      .map((button) => button.textContent);
  expect(await offered(noah.name)).toEqual(["Why?", "Block", "Message", ""]);
  expect(await offered("Grace Adeyemi")).toEqual(["Why?", "Message", ""]);
  const more = within(await rowOf(noah.name)).getByRole("button", { name: "More" });
  fireEvent.click(more);
  const items = screen.getAllByRole("menuitem").map(({ textContent }) => textContent);
  expect(items).toEqual(["Why?", "Block"]);
});

test("the reason why a user can be written to is shown as text, and fetched each time", async () => {
  const { server } = contacts();
  await press(noah.name, "Why?");
  expect(await within(dialog()).findByText(/because you share a mentoring group/)).toBeTruthy();
  expect(dialog().textContent).toContain("You are both in Spring cohort.");
  confirm("Close");
  await press(noah.name, "Why?");
  await within(dialog()).findByText(/because you share a mentoring group/);
  await waitFor(() => expect(callsOf(server, "contacts.explain")).toHaveLength(2));
});

test("users who are not contacts are found too, and can be written to", async () => {
  const server = createDemoServer();
  server.people.set("omar", personOf("omar", "Omar Nasser"));
  contacts(server);
  await rowOf(noah.name);
  fireEvent.change(screen.getByRole("searchbox", { name: "Search contacts" }), {
    target: { value: "om" },
  });
  expect(screen.getByText("None of your contacts is called “om”.")).toBeTruthy();
  expect(await screen.findByRole("heading", { name: "Others you may write to" })).toBeTruthy();
  fireEvent.click(within(await rowOf("Omar Nasser")).getByRole("button", { name: "Message" }));
  await waitFor(() => expect(callsOf(server, "conversations.open")).toEqual([{ userId: "omar" }]));
});

test("arrows move between contacts, and Tab reaches one of them", async () => {
  contacts();
  const buttons = async (name: string) => within(await rowOf(name)).getAllByRole("button");
  const [first] = await buttons(priya.name);
  first?.focus();
  if (first) fireEvent.keyDown(first, { key: "ArrowDown" });
  await waitFor(async () => expect(document.activeElement).toBe((await buttons(noah.name))[0]));
  expect((await buttons(priya.name)).map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, -1, -1]);
  expect((await buttons(noah.name)).map(({ tabIndex }) => tabIndex)).toEqual([0, 0, 0, 0]);
});
