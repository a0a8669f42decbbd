import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { faultsInBothSchemes } from "./support/accessibility.ts";
import { eventually } from "./support/eventually.ts";
import { answerOperations, someFaults } from "./support/failed-jobs.ts";
import { composer, conversationLink, messagesWith, person } from "./support/person.ts";
import { browserSuite } from "./support/suite.ts";
import type { Stage } from "./support/suite.ts";

const ADMIN = "Grace Adeyemi";

const contact = (page: Page, name: string) =>
  page.getByRole("tabpanel").getByRole("listitem", { name });
const news = (page: Page) => page.getByRole("main").getByRole("status").first();
const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });
const row = (page: Page, name: string) => page.getByRole("main").getByRole("listitem", { name });

async function admin({ browser, server }: Stage, path: string) {
  const one = await person(browser, ADMIN, { ...server, reducedMotion: "reduce" });
  await one.page.goto(new URL(path, server.url).href);
  return one;
}

/** A user who looks at their contacts. */
async function onContacts({ browser, server }: Stage, name: string) {
  const one = await person(browser, name, server);
  await one.page.getByRole("tab", { name: "Contacts" }).click();
  await contact(one.page, ADMIN).waitFor();
  return one;
}

/** Types part of a name and selects the first match, using only the keyboard. */
async function choose(field: Locator, text: string, name: string) {
  await field.fill(text);
  await field.page().getByRole("option", { name }).waitFor();
  await eventually(() => field.page().getByRole("option").count()).toBe(1);
  await field.press("Enter");
}

browserSuite("an admin's groups and people", (stage) => {
  test("a new group adds a mentee's contacts at once in an open browser", async () => {
    const mentee = await onContacts(stage(), "Kai Zhang");
    expect(await contact(mentee.page, "Samira Mansour").count()).toBe(0);

    const { page, faults } = await admin(stage(), "/");
    await page.getByRole("link", { name: "Groups" }).click();
    await page.getByRole("link", { name: "Create group" }).click();
    await page.getByRole("button", { name: "Create group" }).click();
    await page.getByText("Give the group a name.").waitFor();
    await page.getByText("Choose a mentor.").waitFor();
    const name = page.getByRole("textbox", { name: "Name" });
    await eventually(() => name.evaluate((field) => field === document.activeElement)).toBe(true);

    await name.fill("Robotics club");
    await choose(page.getByRole("combobox", { name: "Mentor" }), "sami", "Samira Mansour");
    const mentees = page.getByRole("combobox", { name: "Mentees" });
    await choose(mentees, "kai z", "Kai Zhang");
    await choose(mentees, "daniel", "Daniel Osei");
    await choose(mentees, "anika", "Anika Sharma");
    await page.getByRole("button", { name: "Remove Anika Sharma" }).click();
    await page.getByText("3 people, 3 new contacts").waitFor();
    await page.getByRole("button", { name: "Create group" }).click();

    await heading(page, "Robotics club").waitFor();
    await news(page).getByText("Everybody in this group can now write to each other").waitFor();
    await news(page).getByText("Samira Mansour and 2 mentees. 3 pairs of people").waitFor();
    await contact(mentee.page, "Samira Mansour").waitFor();
    await contact(mentee.page, "Daniel Osei").waitFor();
    expect(await contact(mentee.page, "Anika Sharma").count()).toBe(0);

    await page.getByRole("link", { name: "All groups" }).click();
    const link = page.getByRole("link", { name: "Robotics club" });
    await eventually(() => link.evaluate((one) => one === document.activeElement)).toBe(true);
    expect([...faults, ...mentee.faults]).toEqual([]);
  });

  test("moving a mentee first shows which contacts end, and then ends them", async () => {
    const mentee = await onContacts(stage(), "Rohan Mehta");
    await contact(mentee.page, "Tomás Herrera").waitFor();
    const { page } = await admin(stage(), "/groups?id=health-and-science");
    const move = row(page, "Rohan Mehta").getByRole("button", { name: "Move", exact: true });
    await move.click();
    const dialog = page.getByRole("alertdialog");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await eventually(() => move.evaluate((button) => button === document.activeElement)).toBe(true);
    await move.press("Enter");
    await choose(dialog.getByRole("combobox", { name: "To group" }), "stud", "Studio & Enterprise");
    await dialog.getByText("Contacts that end").waitFor();
    await dialog
      .getByText(/Lucía Fernández.*and Tomás Herrera|Tomás Herrera.*Lucía Fernández/)
      .waitFor();
    await dialog.getByText("New contacts").waitFor();
    await dialog.getByRole("button", { name: "Move" }).click();

    await news(page).getByText("Rohan Mehta is now in Studio & Enterprise.").waitFor();
    await row(page, "Rohan Mehta").waitFor({ state: "detached" });
    const title = page.getByRole("heading", { level: 2 });
    await eventually(() => title.evaluate((one) => one === document.activeElement)).toBe(true);
    await contact(mentee.page, "Samira Mansour").waitFor();
    await contact(mentee.page, "Tomás Herrera").waitFor({ state: "detached" });
  });

  test("ANN-5: an announcement is written, counted, confirmed, and read by those whom it is for", async () => {
    const { server, browser } = stage();
    const mentee = await person(browser, "Mei Chen", server);
    const { page, faults } = await admin(stage(), "/people");
    await page.getByRole("link", { name: "Write to many" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Choose who gets it.").waitFor();
    await page.getByText("Write 1 to 5,000 characters.").waitFor();
    await page.getByRole("checkbox", { name: "All mentees" }).check();
    await page.getByRole("checkbox", { name: "Studio & Enterprise" }).check();
    await page.getByRole("textbox", { name: "Message" }).fill("We meet on Friday at noon.");
    expect(await faultsInBothSchemes(page)).toEqual([]);
    await page.getByRole("button", { name: "Continue" }).click();
    const dialog = page.getByRole("alertdialog", { name: /^Send to \d+ people\?$/u });
    await dialog.getByText("We meet on Friday at noon.").waitFor();
    expect(await faultsInBothSchemes(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Continue" }).click();
    const title = await dialog.getByRole("heading").innerText();
    await dialog.getByRole("button", { name: "Send" }).click();
    await news(page).getByText("The announcement is being sent.").waitFor();
    const sent = page.getByRole("listitem").filter({ hasText: "We meet on Friday at noon." });
    await sent.getByText(`${/\d+/u.exec(title)?.[0]} people have it.`).waitFor();
    await conversationLink(mentee.page, ADMIN).filter({ hasText: "We meet on Friday" }).click();
    await composer(mentee.page, ADMIN).fill("I will be there");
    await composer(mentee.page, ADMIN).press("Enter");
    await messagesWith(mentee.page, ADMIN).getByText("I will be there").waitFor();
    expect([...faults, ...mentee.faults]).toEqual([]);
  });

  test("a mentee is added and removed, a mentor replaced, an end set and cleared", async () => {
    const mentee = await onContacts(stage(), "Mei Chen");
    const { page } = await admin(stage(), "/groups?id=studio-and-enterprise");
    await choose(page.getByRole("combobox", { name: "Add mentees" }), "mei", "Mei Chen");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await contact(mentee.page, "Samira Mansour").waitFor();
    await row(page, "Mei Chen").getByRole("button", { name: "Remove" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
    await contact(mentee.page, "Samira Mansour").waitFor({ state: "detached" });

    await page.getByLabel("End date").fill("2001-01-01");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("This day is over.").waitFor();
    await page.getByLabel("End date").fill("2099-12-31");
    await choose(
      page.getByRole("combobox", { name: "Mentor", exact: true }),
      "ruth",
      "Ruth Albrecht",
    );
    await page.getByText(/pairs of people are no longer contacts/).waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Ends on 31 Dec 2099").waitFor();
    await page.getByRole("button", { name: "Clear the end date" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Ends on 31 Dec 2099").waitFor({ state: "detached" });
    await page.getByRole("link", { name: "All groups" }).click();
    const link = page.getByRole("link", { name: "Studio & Enterprise" });
    await eventually(() => link.textContent()).toContain("Mentor: Ruth Albrecht");
  });

  test("archiving asks for confirmation, ends the contacts, and can be reverted", async () => {
    const mentee = await onContacts(stage(), "Jonas Weber");
    await contact(mentee.page, "Mei Chen").waitFor();
    const { page } = await admin(stage(), "/groups?id=code-and-circuits");
    await page.getByRole("button", { name: "Archive" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Archive Code & Circuits?" });
    await dialog.getByText(/pairs of people are no longer contacts/).waitFor();
    await dialog.getByRole("button", { name: "Archive" }).click();
    await news(page).getByText("Code & Circuits is archived.").waitFor();
    await contact(mentee.page, "Mei Chen").waitFor({ state: "detached" });

    await page.getByRole("link", { name: "All groups" }).click();
    await page.getByRole("list", { name: "Groups" }).waitFor();
    expect(await page.getByRole("link", { name: "Code & Circuits" }).count()).toBe(0);
    await page.getByRole("combobox", { name: "Show" }).selectOption("Archived");
    await page.getByRole("link", { name: "Code & Circuits" }).click();
    await page.getByRole("button", { name: "Revive" }).click();
    await news(page).getByText("Code & Circuits runs again.").waitFor();
    await contact(mentee.page, "Mei Chen").waitFor();
  });

  test("ADM-7: a connected user is online on the page of people, also oneself, and has a time after disconnecting", async () => {
    const { page } = await admin(stage(), "/people");
    await row(page, ADMIN).getByText("Online", { exact: true }).waitFor();
    const mei = await person(stage().browser, "Mei Chen", stage().server);
    await row(page, "Mei Chen").getByText("Online", { exact: true }).waitFor();
    await mei.context.close();
    await row(page, "Mei Chen")
      .getByText(/^Last seen /)
      .waitFor();
    expect(await row(page, "Mei Chen").getByText("Online", { exact: true }).count()).toBe(0);
  });

  test("a closed account is signed out at once and can return; a role is changed", async () => {
    const mentee = await person(stage().browser, "Noah Williams", stage().server);
    const { page } = await admin(stage(), "/people");
    await page.getByRole("searchbox", { name: "Search people" }).fill("williams");
    const noah = row(page, "Noah Williams");
    await row(page, "Mei Chen").waitFor({ state: "detached" });
    await noah.getByRole("button", { name: "Deactivate" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Deactivate" }).click();
    await news(page).getByText("Noah Williams is deactivated.").waitFor();
    await noah.getByText("Deactivated", { exact: true }).waitFor();
    await mentee.page.getByText(/sign in again/i).waitFor();
    await noah.getByRole("button", { name: "Reactivate" }).click();
    await noah.getByText("Active", { exact: true }).waitFor();

    await noah.getByRole("button", { name: "Change role" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Role of Noah Williams" });
    await dialog.getByRole("radio", { name: "Mentor" }).check();
    await dialog.getByText(/stays in Studio & Enterprise/).waitFor();
    await dialog.getByRole("button", { name: "Change role" }).click();
    await noah.getByText("Mentor", { exact: true }).waitFor();
    await page.getByRole("searchbox", { name: "Search people" }).fill("nobody of this name");
    await page.getByText("Nobody fits what you look for.").waitFor();
    await page.getByRole("button", { name: "Show everybody" }).click();
    await row(page, ADMIN).getByText("You").waitFor();
    expect(await row(page, ADMIN).getByRole("button").count()).toBe(0);
  });

  test("activity shows who is silent, and every chart has its numbers", async () => {
    const { page } = await admin(stage(), "/activity");
    const pair = row(page, "Daniel Osei").first();
    const chart = pair.getByRole("img", { name: /Mentor \d+, mentee \d+ messages in 12 weeks/ });
    await chart.waitFor();
    // The value of a week is shown under the pointer.
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) - 4, (box?.y ?? 0) + 4);
    const shown = () =>
      chart.evaluate((element) =>
        [...element.children]
          .map((bar) => getComputedStyle(bar, "::after").content)
          .filter((content) => content !== "none"),
      );
    await eventually(shown).toEqual([
      expect.stringMatching(/Week from .*: mentor \d+, mentee \d+/),
    ]);
    await pair.getByText("Show the numbers").click();
    const table = pair.getByRole("table", { name: "Messages a week of Daniel Osei" });
    await eventually(() => table.getByRole("row").count()).toBe(15);
  });

  test("JOB-10: an admin sees failed jobs in plain words, and runs one again", async () => {
    const { page } = await admin(stage(), "/");
    const state = someFaults();
    await answerOperations(page, state);
    await page.reload();
    await page.getByRole("link", { name: "Operations" }).click();
    const jobs = page.getByRole("list", { name: "Failed jobs" });
    const notification = jobs.getByRole("listitem", { name: "Notification" });
    await notification
      .getByText(/^Failed on .*2026.*, after 12 attempts$/)
      .waitFor({ timeout: 30_000 });
    await notification.getByText("connect ECONNREFUSED 192.0.2.25:587").waitFor();
    await jobs.getByRole("listitem", { name: "Push message" }).getByText("1 attempt").waitFor();

    const [failedAgain] = state.jobs;
    await notification.getByRole("button", { name: "Try again" }).press("Enter");
    await news(page).getByText("Notification: it runs again.").waitFor();
    await notification.waitFor({ state: "detached" });
    const title = heading(page, "Operations");
    await eventually(() => title.evaluate((one) => one === document.activeElement)).toBe(true);
    if (failedAgain !== undefined) state.jobs = [failedAgain];
    await notification.waitFor();
    state.jobs = [];
    await page.getByText("Nothing has failed.").waitFor();
  });

  test("JOB-10: the page says that it could not be loaded, and loads again", async () => {
    const { page } = await admin(stage(), "/");
    const state = { ...someFaults(), isDown: true };
    await answerOperations(page, state);
    await page.reload();
    await page.getByRole("link", { name: "Operations" }).click();
    const alerts = page.getByRole("alert").filter({ hasText: "could not be loaded" });
    await alerts.nth(1).waitFor({ timeout: 30_000 });
    state.isDown = false;
    await alerts.last().getByRole("button", { name: "Try again" }).click();
    await page.getByRole("list", { name: "Addresses that get no mail" }).waitFor();
  });

  test("ADM-8, FILE-29: an admin sees whose address gets no mail, since when and why, and whose files take most room", async () => {
    const { page } = await admin(stage(), "/operations");
    await page.getByText("Nothing has failed.").waitFor();
    await page.getByText("Every address gets mail.").waitFor();
    await page.getByText(/^0 kB of 50 GB, in 0 files$/).waitFor();
    await answerOperations(page, someFaults());
    await page.reload();
    const mei = page
      .getByRole("list", { name: "Addresses that get no mail" })
      .getByRole("listitem", { name: "Mei Chen" });
    await mei.getByText(/^No mail since .*2026/).waitFor();
    await mei.getByText(/^550 5\.1\.1/).waitFor();
    await page.getByText("43.6 GB of 50 GB, in 12,345 files").waitFor();
    await page.getByRole("meter", { name: "Files" }).waitFor();
    const largest = page.getByRole("list", {
      name: "Who takes most room; each user may have 2 GB",
    });
    await largest
      .getByRole("listitem")
      .filter({ hasText: "Rafael Ortiz" })
      .getByText("1.97 GB")
      .waitFor();
  });

  test("STA-4: an admin changes, hides and adds starters of a language, and takes it back", async () => {
    const { page } = await admin(stage(), "/groups");
    await page.getByRole("link", { name: "Conversation starters" }).click();
    await page.getByRole("heading", { name: "Conversation starters" }).waitFor();
    await page.getByRole("combobox", { name: "Language" }).selectOption({ label: "Español" });
    const first = page.getByRole("list", { name: "Weeks 1 and 2" }).getByRole("listitem").first();
    await first.getByText(/^Hola, me alegra/).waitFor();
    await first.getByRole("button", { name: "Change" }).click();
    const text = first.getByRole("textbox", { name: "Text" });
    await text.fill(" ");
    await first.getByRole("button", { name: "Save" }).click();
    await first.getByText("A starter has 1 to 300 characters.").waitFor();
    await text.fill("¿Qué desayunaste hoy?");
    await first.getByRole("button", { name: "Save" }).click();
    await first.getByText("¿Qué desayunaste hoy?").waitFor();
    expect(await faultsInBothSchemes(page)).toEqual([]);
    await first.getByRole("button", { name: "Restore the original" }).click();
    await first.getByText(/^Hola, me alegra/).waitFor();
    await first.getByRole("button", { name: "Hide" }).click();
    await first.getByText("Hidden: it is not offered").waitFor();
    await page.reload();
    await page.getByRole("combobox", { name: "Language" }).selectOption({ label: "Español" });
    await first.getByRole("button", { name: "Show again" }).click();
    await first.getByRole("button", { name: "Hide" }).waitFor();
    await page.getByRole("combobox", { name: "When" }).selectOption({ label: "Weeks 3 to 6" });
    await page.getByRole("textbox", { name: "Text" }).fill("¿Y ahora?");
    await page.getByRole("button", { name: "Add a starter" }).click();
    const added = page
      .getByRole("list", { name: "Weeks 3 to 6" })
      .getByRole("listitem", { name: "¿Y ahora?" });
    await added.getByRole("button", { name: "Remove" }).click();
    await added.waitFor({ state: "detached" });
  });

  test("for others these pages do not exist", async () => {
    const { page } = await person(stage().browser, "Tomás Herrera", stage().server);
    expect(await page.getByRole("navigation").getByRole("link", { name: "Groups" }).count()).toBe(
      0,
    );
    for (const path of ["/groups", "/people", "/activity", "/starters", "/operations"]) {
      await page.goto(new URL(path, stage().server.url).href);
      await page.getByRole("heading", { name: "There is nothing at this address" }).waitFor();
    }
  });
});
