import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectClean } from "../support/accessibility.ts";
import { messagesWith, openConversation, person, write } from "../support/person.ts";
import { conversationWith, correspond, sendAll } from "../support/programme.ts";
import { browserSuite } from "../support/suite.ts";

/** Opens the menu of a row or a message, and selects an item if one is named. */
async function openMenu(row: Locator, action?: string) {
  await row.hover();
  await row.getByRole("button", { name: "More", exact: true }).click();
  const menu = row.page().getByRole("menu");
  await menu.waitFor();
  if (action !== undefined) await menu.getByRole("menuitem", { name: action }).click();
}

/** Search and actions in the list of conversations. */
async function walkList(page: Page, name: string) {
  await page.getByRole("button", { name: "Archived" }).click();
  await page.getByText("Nothing archived").waitFor();
  await expectClean(page, "an empty list");
  await page.getByRole("button", { name: "Show all conversations" }).click();

  const row = page.getByRole("listitem").filter({ has: page.getByRole("link", { name }) });
  await openMenu(row);
  await expectClean(page, "the menu of a conversation");
  await page.keyboard.press("Escape");
  await openMenu(row, "Delete for me");
  await page.getByRole("dialog").waitFor();
  await expectClean(page, "a deletion that asks first");
  await page.keyboard.press("Escape");

  const search = page.getByRole("searchbox", { name: "Search messages" });
  await search.fill("h");
  await page.getByText("Write at least 2 characters.").waitFor();
  await expectClean(page, "a search that is too short", "nav");
  await search.fill("hello");
  await page.getByRole("list", { name: "Search results" }).waitFor();
  await expectClean(page, "search results");
  await search.fill("hello nobody-said-this");
  await page.getByText("Nothing found for").waitFor();
  await expectClean(page, "nothing found");
  await search.fill("");

  await page.keyboard.press("Control+k");
  const dialog = page.getByRole("dialog");
  const field = dialog.getByRole("searchbox");
  await dialog.getByRole("listitem").first().waitFor();
  await expectClean(page, "the search in a dialog");
  await field.fill("from:");
  await dialog.getByRole("list", { name: "From" }).waitFor();
  await expectClean(page, "what an operator can mean");
  await field.fill("has:link a");
  await dialog.getByRole("button", { name: "Remove the filter Link" }).waitFor();
  await expectClean(page, "a filtered search");
  await field.press("Escape");
  await field.fill("nobody of this name");
  await dialog.getByText("Nothing found for").waitFor();
  await expectClean(page, "a search that finds nothing");
  await field.press("Escape");
  await page.keyboard.press("Escape");
}

/** Explanations of contacts, and dialogs before actions on them. */
async function walkContacts(page: Page, name: string) {
  await page.getByRole("tab", { name: "Contacts" }).click();
  const row = page.getByRole("tabpanel").getByRole("listitem", { name });
  await row.click({ button: "right" });
  await page.getByRole("menu").waitFor();
  await expectClean(page, "the menu of a contact");
  await page.getByRole("menuitem", { name: "Why?" }).click();
  await page.getByText("What connects you").waitFor();
  await expectClean(page, "why a user may be written to");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Add contact" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Add contact" });
  await dialog.getByRole("textbox").fill("nobody");
  await dialog.getByRole("button", { name: "Add contact" }).click();
  await dialog.getByRole("alert").waitFor();
  await expectClean(page, "an address that is none");
  await page.keyboard.press("Escape");

  await row.hover();
  await row.getByRole("button", { name: "Block", exact: true }).click();
  const question = page.getByRole("dialog");
  await question.waitFor();
  await expectClean(page, "a block that asks first");
  await question.getByRole("button", { name: "Block" }).click();
  await page.getByRole("heading", { name: "Blocked" }).waitFor();
  await expectClean(page, "a blocked user");
  await page.getByRole("tabpanel").getByRole("button", { name: "Unblock" }).click();
  await question.getByRole("button", { name: "Unblock" }).click();
  await page.getByRole("heading", { name: "Blocked" }).waitFor({ state: "detached" });
  await page.getByRole("tab", { name: "Conversations" }).click();
}

/** Actions on messages, and their delivery states. */
async function walkMessages(page: Page, name: string) {
  const log = messagesWith(page, name);
  const messageIn = (text: string) => log.getByRole("article").filter({ hasText: text }).last();
  await write(page, name, "A word of mine");
  await openMenu(messageIn("A word of mine"));
  await expectClean(page, "the menu of a message");
  await page.keyboard.press("Escape");
  await messageIn("A word of mine").hover();
  await messageIn("A word of mine").getByRole("button", { name: "React" }).click();
  await page.getByRole("button", { name: "More emoji" }).click();
  await page.getByRole("gridcell", { name: "Grinning face", exact: true }).waitFor();
  await expectClean(page, "all emoji");
  await page.keyboard.press("Escape");
  await messageIn("A word of mine").hover();
  await messageIn("A word of mine").getByRole("button", { name: "Delete", exact: true }).click();
  await log.getByRole("button", { name: "Undo" }).waitFor();
  await expectClean(page, "a message that can be brought back");
  await log.getByRole("button", { name: "Undo" }).click();
}

/** What is next to the messages. */
async function walkDetails(page: Page, name: string) {
  await page.getByRole("heading", { name }).getByRole("button", { name }).click();
  const details = page.getByRole("dialog", { name: `About ${name}` });
  await details.getByText("Role").waitFor();
  await expectClean(page, "the details of a person");
  await page.getByRole("button", { name: "Search in this conversation" }).click();
  const search = page.getByRole("dialog", { name: "Search in this conversation" });
  await search.getByRole("searchbox").fill("word");
  await search.getByRole("list", { name: "Search results" }).waitFor();
  await expectClean(page, "the search of a conversation");
  await search.getByRole("button", { name: "Close" }).click();
  await search.waitFor({ state: "detached" });
}

browserSuite("the states of messaging", (stage) => {
  test("axe finds no violation in menus, dialogs, empty and failed states, nor from right to left", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { url } = stage().server;
    const writer = await correspond(url, mentee);
    await sendAll(writer, await conversationWith(writer, mentor), ["Hello"]);
    const look = { ...stage().server, reducedMotion: "reduce" } as const;
    const { page, context, faults } = await person(stage().browser, mentor.name, look);
    await openConversation(page, mentee.name);
    await walkList(page, mentee.name);
    await walkContacts(page, mentee.name);
    await walkMessages(page, mentee.name);
    await walkDetails(page, mentee.name);

    const log = messagesWith(page, mentee.name);
    await context.setOffline(true);
    await page.getByText("You are offline").waitFor();
    await write(page, mentee.name, "From the train");
    await log.getByText("Sending").waitFor();
    await expectClean(page, "offline");
    await writer.api.contacts.block.mutate({ userId: mentor.id });
    await context.setOffline(false);
    await log.getByText("Not sent.").waitFor();
    await page.getByText("You are offline").waitFor({ state: "hidden" });
    await expectClean(page, "a message that was refused");

    await page.goto(`${url}/conversations/01890a5d-ac96-774b-bcce-b302099a8057`);
    await page.getByText("This conversation is not here").waitFor();
    await expectClean(page, "a conversation that is not here");
    await page.goto(`${url}/nowhere`);
    await page.getByRole("heading", { name: "There is nothing at this address" }).waitFor();
    await expectClean(page, "no page");

    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("combobox", { name: "Language" }).selectOption("ar");
    await page.getByRole("heading", { name: "الإعدادات", level: 2 }).waitFor();
    await expectClean(page, "settings from right to left");
    await page.goto(url);
    await page.getByRole("list").getByRole("link", { name: mentee.name }).first().click();
    await page.getByRole("log").getByText("Hello").waitFor();
    await expectClean(page, "a conversation from right to left");
    await page.getByRole("tab", { name: "جهات الاتصال" }).click();
    await page.getByRole("tabpanel").getByRole("listitem").first().waitFor();
    await expectClean(page, "contacts from right to left");
    expect(faults).toEqual([]);
  });
});
