import { expect, test } from "vitest";
import { accessibilityFaults } from "./support/accessibility.ts";
import { eventually } from "./support/eventually.ts";
import { person } from "./support/person.ts";
import { chooseAction, messageIn, openBoth } from "./support/open-both.ts";
import { browserSuite } from "./support/suite.ts";

browserSuite("pinned and saved messages", (stage) => {
  test("PIN-5: a pin appears for the other user, leads to its message, and ends with it", async () => {
    const filler = Array.from({ length: 30 }, (_, at) => `Line ${at}`);
    const { a, b, logs, mentor } = await openBoth(stage(), ["The plan for May", ...filler]);
    await chooseAction(messageIn(logs.a, "The plan for May"), "Pin");
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
    const { a, logs, mentor } = await openBoth(stage(), ["Bring your notes", "and the drafts"]);
    const other = await person(stage().browser, mentor.name, stage().server);
    await other.page.getByRole("button", { name: "Saved", exact: true }).click();
    await other.page.getByText("Nothing saved yet").waitFor();
    await chooseAction(messageIn(logs.a, "Bring your notes"), "Save");
    const list = other.page.getByRole("list", { name: "Saved" });
    const saved = list.getByRole("listitem").filter({ hasText: "Bring your notes" });
    await saved.getByRole("button", { name: "Add a note" }).click();
    await saved.getByRole("textbox", { name: "Note" }).fill("for the interview");
    await other.page.keyboard.press("Enter");
    await saved.getByText("for the interview").waitFor();
    expect(await accessibilityFaults(other.page)).toEqual([]);
    await a.page.getByRole("button", { name: "Saved", exact: true }).click();
    await a.page.getByRole("list", { name: "Saved" }).getByText("for the interview").waitFor();
    await chooseAction(messageIn(logs.a, "Bring your notes"), "Remove from saved");
    await other.page.getByText("Nothing saved yet").waitFor();
  });
});
