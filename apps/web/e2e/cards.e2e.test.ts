import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults } from "./support/accessibility.ts";
import { eventually } from "./support/eventually.ts";
import { chooseAction, messageIn, openBoth } from "./support/open-both.ts";
import { browserSuite } from "./support/suite.ts";

browserSuite("cards", (stage) => {
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

  const inDays = (days: number) =>
    new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

  /** Proposes meetings to the other user, on some days at a time of day. */
  async function propose(page: Page, dialogName: string, days: readonly number[]) {
    const dialog = page.getByRole("dialog", { name: dialogName });
    for (const [at, day] of days.entries()) {
      if (at > 0) await dialog.getByRole("button", { name: "Add another time" }).click();
      const time = dialog.getByRole("group", { name: `Time ${at + 1}`, exact: true });
      await time.getByLabel("Date").fill(inDays(day));
      await time.getByLabel("Time", { exact: true }).fill("15:30");
    }
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Propose", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
  }

  test("MEET-12, MEET-13: a meeting is proposed, countered, agreed on, put into a calendar, and canceled", async () => {
    const { a, b, logs } = await openBoth(stage(), ["When could we meet?"]);
    await a.page.getByRole("button", { name: "Propose a meeting" }).click();
    await a.page.getByRole("textbox", { name: "What it is about (optional)" }).fill("Coffee");
    await propose(a.page, "Propose a meeting", [3, 4]);
    await logs.a.getByText("You propose to meet").waitFor();
    await logs.b.getByText("Coffee").waitFor();
    expect(await accessibilityFaults(b.page)).toEqual([]);
    await expect.poll(() => logs.b.getByRole("button", { name: /^Accept /u }).count()).toBe(2);
    await logs.b.getByRole("button", { name: "Propose other times" }).click();
    await propose(b.page, "Propose other times", [5]);
    // By the keyboard: Tab leads from the message to its buttons.
    await logs.a.getByRole("button", { name: /^Accept /u }).waitFor();
    await messageIn(logs.a, "Coffee").focus();
    await a.page.keyboard.press("Tab");
    await a.page.keyboard.press("Enter");
    for (const log of [logs.a, logs.b]) await log.getByText("Agreed", { exact: true }).waitFor();
    const downloading = b.page.waitForEvent("download");
    await logs.b.getByRole("button", { name: "Add to calendar" }).click();
    const file = await (await downloading).path();
    expect(await readFile(file, "utf8")).toContain("METHOD:PUBLISH");
    await logs.b.getByRole("button", { name: "Cancel the meeting" }).click();
    const question = b.page.getByRole("dialog", { name: "Cancel this meeting?" });
    await question.getByRole("button", { name: "Cancel the meeting" }).click();
    await logs.a.getByRole("button", { name: "Remove from calendar" }).waitFor();
    expect([...a.faults, ...b.faults]).toEqual([]);
  });
});
