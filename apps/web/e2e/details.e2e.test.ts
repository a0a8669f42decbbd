import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { eventually } from "./support/eventually.ts";
import { composer, messagesWith, openConversation, person, write } from "./support/person.ts";
import { browserSuite } from "./support/suite.ts";
import { phone } from "./support/touch.ts";

const details = (page: Page, name: string) => page.getByRole("dialog", { name: `About ${name}` });
const nameInHeader = (page: Page, name: string) =>
  page.getByRole("heading", { name }).getByRole("button", { name });

browserSuite("details of a conversation", (stage) => {
  test("DET-7: the details show what the other user shares, as soon as they do", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { page } = await person(stage().browser, mentor.name, stage().server);
    const other = await person(stage().browser, mentee.name, stage().server);
    await other.page.goto(new URL("/settings", stage().server.url).href);
    await openConversation(page, mentee.name);
    await nameInHeader(page, mentee.name).click();
    const panel = details(page, mentee.name);
    await panel.getByText("because you share a mentoring group").waitFor();
    expect(new URL(page.url()).searchParams.get("panel")).toBe("details");
    const answers = panel.getByText(/^Usually within/);
    expect(await answers.count()).toBe(0);
    await other.page.getByRole("switch", { name: "Usual response time" }).click();
    await answers.waitFor();
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await eventually(() =>
      nameInHeader(page, mentee.name).evaluate((element) => element === document.activeElement),
    ).toBe(true);
  });

  test("DET-7: on a phone the details cover the messages, and the back button closes them alone", async () => {
    const { mentor, mentee } = stage().nextPair();
    const visit = { ...stage().server, ...phone };
    const { page } = await person(stage().browser, mentor.name, visit);
    await openConversation(page, mentee.name);
    await nameInHeader(page, mentee.name).tap();
    await details(page, mentee.name).waitFor();
    await messagesWith(page, mentee.name).waitFor({ state: "hidden" });
    await page.goBack();
    await details(page, mentee.name).waitFor({ state: "detached" });
    await messagesWith(page, mentee.name).waitFor();
    await page.getByRole("button", { name: "Back to conversations" }).tap();
    await page.getByRole("list", { name: "Conversations" }).waitFor();
  });

  test("DET-8, DET-9, DET-10: a message is found in its conversation, its link copied, and opened by the other user", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { page, context } = await person(stage().browser, mentor.name, stage().server);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await openConversation(page, mentee.name);
    await write(page, mentee.name, "the quince tree by the gate");
    await composer(page, mentee.name).press("Control+f");
    const search = page.getByRole("dialog", { name: "Search in this conversation" });
    await search.getByRole("searchbox", { name: "Search in this conversation" }).fill("quince");
    await search.getByRole("list", { name: "Search results" }).getByRole("link").click();
    const message = messagesWith(page, mentee.name)
      .getByRole("article")
      .filter({ hasText: "quince tree" });
    await message.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Copy link" }).click();
    await page.getByText("Link copied.").waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(link).pathname).toMatch(/^\/messages\/[\da-f-]{36}\/\d+$/);

    const { pathname: path } = new URL(link);
    const other = await person(stage().browser, mentee.name, { ...stage().server, path });
    const there = messagesWith(other.page, mentor.name).getByText("quince tree");
    await there.waitFor();
    const gone = other.page.getByText("This message is not here, or is not yours to see.");
    expect(await gone.count()).toBe(0);
    await other.page.goto(new URL(path.replace(/\d+$/, "99999"), link).href);
    await gone.waitFor();
    await messagesWith(other.page, mentor.name).waitFor();
    expect(other.faults).toEqual([]);
  });

  test("DET-11: the header's menu archives the open conversation, which can be undone", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { page } = await person(stage().browser, mentor.name, stage().server);
    await openConversation(page, mentee.name);
    const row = page.getByRole("list", { name: "Conversations" }).getByRole("link", {
      name: mentee.name,
    });
    await page.getByRole("button", { name: "Conversation menu" }).click();
    await page.getByRole("menuitem", { name: "Archive" }).click();
    await row.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await row.waitFor();
  });
});
