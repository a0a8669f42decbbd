import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults } from "./support/accessibility.ts";
import { eventually } from "./support/eventually.ts";
import { messagesWith, openConversation, person } from "./support/person.ts";
import { conversationWith, correspond, sendAll } from "./support/programme.ts";
import { browserSuite } from "./support/suite.ts";

const messageIn = (log: Locator, text: string) =>
  log.getByRole("article").filter({ hasText: text }).last();

browserSuite("pinned and saved messages", (stage) => {
  async function openBoth(bodies: string[]) {
    const { mentor, mentee } = stage().nextPair();
    const writer = await correspond(stage().server.url, mentee);
    await sendAll(writer, await conversationWith(writer, mentor), bodies);
    const look = { ...stage().server, reducedMotion: "reduce" } as const;
    const [a, b] = await Promise.all([
      person(stage().browser, mentor.name, look),
      person(stage().browser, mentee.name, look),
    ]);
    await Promise.all([
      openConversation(a.page, mentee.name),
      openConversation(b.page, mentor.name),
    ]);
    const logs = { a: messagesWith(a.page, mentee.name), b: messagesWith(b.page, mentor.name) };
    return { a, b, logs, mentor, mentee };
  }

  async function choose(message: Locator, action: string) {
    await message.hover();
    await message.getByRole("button", { name: "More" }).click();
    await message.page().getByRole("menuitem", { name: action, exact: true }).click();
  }

  test("PIN-5: a pin appears for the other user, leads to its message, and ends with it", async () => {
    const filler = Array.from({ length: 30 }, (_, at) => `Line ${at}`);
    const { a, b, logs, mentor } = await openBoth(["The plan for May", ...filler]);
    await choose(messageIn(logs.a, "The plan for May"), "Pin");
    const pins = b.page.getByRole("region", { name: "Pinned messages" });
    await pins.getByRole("button", { name: /The plan for May/ }).click();
    const pinned = messageIn(logs.b, "The plan for May");
    await pinned.getByRole("img", { name: "Pinned" }).waitFor();
    await eventually(() => pinned.evaluate((element) => element === document.activeElement)).toBe(
      true,
    );
    await pins.getByRole("button", { name: "Show 1 pinned message" }).click();
    const list = b.page.getByRole("dialog", { name: "Pinned messages" });
    await list.getByText(`Pinned by ${mentor.name}`).waitFor();
    expect(await accessibilityFaults(b.page)).toEqual([]);
    await list.getByRole("button", { name: "Unpin" }).click();
    await a.page.getByRole("region", { name: "Pinned messages" }).waitFor({ state: "detached" });
  });

  test("SAV-5: a saved message is in a list with its note on each of the user's devices", async () => {
    const { a, logs, mentor } = await openBoth(["Bring your notes", "and the drafts"]);
    const other = await person(stage().browser, mentor.name, stage().server);
    await other.page.getByRole("button", { name: "Saved", exact: true }).click();
    await other.page.getByText("Nothing saved yet").waitFor();
    await choose(messageIn(logs.a, "Bring your notes"), "Save");
    const list = other.page.getByRole("list", { name: "Saved" });
    const saved = list.getByRole("listitem").filter({ hasText: "Bring your notes" });
    await saved.getByRole("button", { name: "Add a note" }).click();
    await saved.getByRole("textbox", { name: "Note" }).fill("for the interview");
    await other.page.keyboard.press("Enter");
    await saved.getByText("for the interview").waitFor();
    expect(await accessibilityFaults(other.page)).toEqual([]);
    await a.page.getByRole("button", { name: "Saved", exact: true }).click();
    await a.page.getByRole("list", { name: "Saved" }).getByText("for the interview").waitFor();
    await choose(messageIn(logs.a, "Bring your notes"), "Remove from saved");
    await other.page.getByText("Nothing saved yet").waitFor();
  });
});
