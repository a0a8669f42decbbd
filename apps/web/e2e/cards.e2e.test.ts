import { expect, test } from "vitest";
import { accessibilityFaults } from "./support/accessibility.ts";
import { eventually } from "./support/eventually.ts";
import { chooseAction, messageIn, openBoth } from "./support/open-both.ts";
import { browserSuite } from "./support/suite.ts";

browserSuite("action items", (stage) => {
  const nextWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

  test("ACT-10, ACT-11: an action item is made of a message, done by the other user, and undone", async () => {
    const { a, b, logs } = await openBoth(stage(), ["Could you send me your CV?"]);
    await chooseAction(messageIn(logs.a, "Could you send me your CV?"), "Make an action item");
    const dialog = a.page.getByRole("dialog", { name: "New action item" });
    await dialog.getByRole("textbox", { name: "What is to be done" }).fill("Send the CV");
    await dialog.getByLabel("Due date").fill(nextWeek());
    expect(await accessibilityFaults(a.page)).toEqual([]);
    await dialog.getByRole("button", { name: "Save" }).click();
    const boxes = [logs.a, logs.b].map((log) =>
      log.getByRole("checkbox", { name: "Send the CV", exact: true }),
    );
    for (const box of boxes) await box.waitFor();
    expect(await accessibilityFaults(b.page)).toEqual([]);
    await boxes[1]?.check();
    await eventually(() => boxes[0]?.isChecked() ?? Promise.resolve(false)).toBe(true);
    await b.page.getByRole("button", { name: "Undo" }).click();
    await eventually(() => boxes[0]?.isChecked() ?? Promise.resolve(true)).toBe(false);
    // By the keyboard: Tab leads from the message into it.
    await messageIn(logs.b, "Send the CV").focus();
    await b.page.keyboard.press("Tab");
    await b.page.keyboard.press("Space");
    await eventually(() => boxes[0]?.isChecked() ?? Promise.resolve(false)).toBe(true);
  });
});
