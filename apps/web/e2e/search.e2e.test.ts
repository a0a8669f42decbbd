import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { eventually } from "./support/eventually.ts";
import { messagesWith, openConversation, person, signOut, write } from "./support/person.ts";
import { browserSuite } from "./support/suite.ts";

/** Opens the search by its shortcut, whose code is loaded after the page. */
async function openSearch(page: Page) {
  const dialog = page.getByRole("dialog", { name: "Go to a conversation" });
  await eventually(async () => {
    await page.keyboard.press("Control+k");
    return dialog.count();
  }).toBe(1);
  await dialog.getByRole("searchbox", { name: "Search messages" }).waitFor();
  return dialog;
}

const searches = (page: Page) =>
  page.evaluate(() =>
    Object.keys(localStorage).filter((key) => key.startsWith("parley:searches:")),
  );

browserSuite("search", (stage) => {
  test("FIND-1: Ctrl+K, a name and Enter open the conversation with a person, by the keyboard alone", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { page, faults } = await person(stage().browser, mentor.name, stage().server);
    const dialog = await openSearch(page);
    await page.keyboard.type(mentee.name);
    await dialog
      .getByRole("list", { name: "People" })
      .getByRole("link", { name: mentee.name })
      .waitFor();
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await messagesWith(page, mentee.name).waitFor();
    expect(faults).toEqual([]);
  });

  test("FIND-2, FIND-3: a message is found by its author, a link and a word; the search is offered again until sign-out", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { page, faults } = await person(stage().browser, mentor.name, stage().server);
    const other = await person(stage().browser, mentee.name, stage().server);
    await openConversation(other.page, mentor.name);
    await write(other.page, mentor.name, "The quince jelly: https://example.org/quince");
    await write(other.page, mentor.name, "No quince here");

    const dialog = await openSearch(page);
    await page.keyboard.type(`quince has:link from:${mentee.name}`);
    const author = dialog.getByRole("list", { name: "From" }).getByRole("button");
    await author.filter({ hasText: mentee.name }).waitFor();
    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: `Remove the filter From: ${mentee.name}` }).waitFor();
    await dialog.getByRole("button", { name: "Remove the filter Link" }).waitFor();
    await dialog.getByRole("status").filter({ hasText: "1 message" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await messagesWith(page, mentee.name).getByText("quince jelly").waitFor();

    await page.getByRole("searchbox", { name: "Search messages" }).click();
    const recent = page.getByRole("list", { name: "Recent searches" }).getByRole("button");
    await recent.filter({ hasText: mentee.name }).click();
    await page.getByRole("list", { name: "Search results" }).getByText("quince").first().waitFor();
    await page.getByRole("button", { name: "Remove the filter Link" }).click();
    await page.getByRole("status").filter({ hasText: "2 messages" }).waitFor();
    expect(await searches(page)).toHaveLength(1);
    await signOut(page);
    await page.getByRole("button", { name: new RegExp(`^${mentor.name}`) }).waitFor();
    expect(await searches(page)).toEqual([]);
    expect([...faults, ...other.faults]).toEqual([]);
  });
});
