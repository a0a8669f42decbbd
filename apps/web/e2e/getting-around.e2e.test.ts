import { expect, test } from "vitest";
import { eventually } from "./support/eventually.ts";
import { isFocused } from "./support/focus.ts";
import {
  composer,
  conversationLink,
  messagesWith,
  openAccount,
  openConversation,
  person,
} from "./support/person.ts";
import { browserSuite } from "./support/suite.ts";
import { phone } from "./support/touch.ts";

browserSuite("getting around", (stage) => {
  test("on a phone the list and the conversation alternate, and the back button returns", async () => {
    const { mentor, mentee } = stage().nextPair();
    const visit = { ...stage().server, ...phone };
    const { page } = await person(stage().browser, mentee.name, visit);
    const list = page.getByRole("list", { name: "Conversations" });
    const log = messagesWith(page, mentor.name);

    await conversationLink(page, mentor.name).tap();
    await log.waitFor();
    await list.waitFor({ state: "hidden" });
    const account = page.getByRole("button", { name: /^Account/ });
    expect(await account.count(), "the conversation's own header replaces it").toBe(0);
    await page.goBack();
    await list.waitFor();
    await account.waitFor();
    await log.waitFor({ state: "hidden" });

    await conversationLink(page, mentor.name).tap();
    await log.waitFor();
    await page.getByRole("button", { name: "Back to conversations" }).tap();
    await list.waitFor();
    expect(new URL(page.url()).pathname).toBe("/");
    await eventually(() => isFocused(conversationLink(page, mentor.name))).toBe(true);
    await page.goForward();
    await log.waitFor();

    await composer(page, mentor.name).fill("from a phone");
    await page.getByRole("button", { name: "Send", exact: true }).tap();
    await log.getByText("from a phone").waitFor();
  });

  test("every page has an address that can be opened directly and gone back from", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { page } = await person(stage().browser, mentee.name, stage().server);
    await openConversation(page, mentor.name);
    const address = page.url();
    expect(new URL(address).pathname).toMatch(/^\/conversations\/[\da-f-]{36}$/);
    await page.getByRole("tab", { name: "Contacts" }).click();
    await page.getByRole("heading", { name: "Mentors" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/contacts");
    await page.goBack();
    await messagesWith(page, mentor.name).waitFor();
    expect(page.url()).toBe(address);

    await page.goto(address);
    await messagesWith(page, mentor.name).waitFor();
    await page.goto(new URL("/contacts", address).href);
    await page.getByRole("tab", { name: "Contacts", selected: true }).waitFor();
    await page
      .getByRole("listitem")
      .filter({ hasText: mentor.name })
      .getByRole("button", { name: "Message" })
      .click();
    await messagesWith(page, mentor.name).waitFor();
    expect(page.url()).toBe(address);
  });

  test("an address of a conversation that the user may not see shows an error and a way on", async () => {
    const { mentee } = stage().nextPair();
    const path = "/conversations/01890a5d-ac96-774b-bcce-b302099a8057";
    const { page } = await person(stage().browser, mentee.name, { ...stage().server, path });
    await page.getByText("This conversation is not here").waitFor();
    await page.getByRole("list", { name: "Conversations" }).getByRole("link").first().click();
    await page.getByRole("log").waitFor();
  });

  test("the theme follows the system until one is chosen, and a preference survives a reload", async () => {
    const { mentee } = stage().nextPair();
    const visit = { ...stage().server, colorScheme: "dark" } as const;
    const { page } = await person(stage().browser, mentee.name, visit);
    const brightness = () =>
      page.evaluate(() => {
        const canvas = document.createElement("canvas").getContext("2d");
        if (canvas === null) return -1;
        canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
        canvas.fillRect(0, 0, 1, 1);
        return canvas.getImageData(0, 0, 1, 1).data[0] ?? -1;
      });
    expect(await brightness()).toBeLessThan(60);
    await (await openAccount(page)).getByRole("radio", { name: "Light" }).check();
    expect(await brightness()).toBeGreaterThan(200);
    await page.reload();
    await (await openAccount(page)).getByRole("radio", { name: "Light", checked: true }).waitFor();
    expect(await brightness()).toBeGreaterThan(200);
  });
});
