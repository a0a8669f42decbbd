import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults } from "./support/accessibility.ts";
import { eventually } from "./support/eventually.ts";
import { isKept, keeping } from "./support/kept.ts";
import {
  composer,
  conversationLink,
  messagesWith,
  openConversation,
  person,
  signOut,
  visit,
  write,
} from "./support/person.ts";
import { conversationWith, correspond, sendAll } from "./support/programme.ts";
import { serveReleases } from "./support/releases.ts";
import { browserSuite } from "./support/suite.ts";

const settings = (page: Page) => page.getByRole("heading", { name: "Settings", level: 2 });

async function openSettings(page: Page) {
  await page.getByRole("link", { name: "Settings" }).click();
  await settings(page).waitFor();
}

const directionOf = (locator: Locator) =>
  locator.evaluate((element) => getComputedStyle(element).direction);

const startOf = async (page: Page, selector: string) => {
  const box = await page.locator(selector).boundingBox();
  return box?.x ?? Number.NaN;
};

browserSuite("the shell", (stage) => {
  test("in Arabic everything runs from right to left, and stays so after a reload; English comes back", async () => {
    const { mentor, mentee } = stage().nextPair();
    const writer = await correspond(stage().server.url, mentor);
    const conversationId = await conversationWith(writer, mentee);
    await sendAll(writer, conversationId, ["Written from left to right."]);
    const { page, faults } = await visit(stage().browser, stage().server);
    await page.getByRole("combobox", { name: "Language" }).selectOption("ar");
    await page.getByRole("heading", { name: "من أنت اليوم؟" }).waitFor();
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
    await page.getByRole("button", { name: mentor.name }).click();
    await page.getByRole("tab", { name: "المحادثات" }).waitFor();
    await page.reload();
    await page.getByRole("tab", { name: "المحادثات" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("ar");
    expect(await startOf(page, ".parley-page__side")).toBeGreaterThan(
      await startOf(page, ".parley-page__main"),
    );
    const row = page.getByRole("listitem").getByRole("link", { name: mentee.name });
    expect(await directionOf(row.getByText("Written from left to right.")), "a text").toBe("ltr");
    expect(await directionOf(page.getByRole("searchbox")), "an empty field").toBe("rtl");

    await page.getByRole("link", { name: "الإعدادات" }).click();
    await page.getByRole("heading", { name: "الإعدادات", level: 2 }).waitFor();
    expect(await accessibilityFaults(page), "settings from right to left").toEqual([]);
    await page.getByRole("combobox", { name: "اللغة" }).selectOption("en");
    await settings(page).waitFor();
    expect(await page.locator("html").getAttribute("dir")).toBe("ltr");
    expect(await accessibilityFaults(page), "settings from left to right").toEqual([]);
    expect(faults).toEqual([]);
  });

  test("settings are saved at once: others see the new name, and all of it is there after a reload", async () => {
    const { mentor, mentee } = stage().nextPair();
    const [a, b] = [
      await person(stage().browser, mentee.name, stage().server),
      await person(stage().browser, mentor.name, stage().server),
    ];
    await openSettings(a.page);
    await eventually(() => a.page.evaluate(() => document.activeElement?.id)).toBe("content");
    const name = a.page.getByRole("textbox", { name: "Your name" });
    await name.fill("   ");
    await a.page.getByRole("button", { name: "Save" }).click();
    await a.page.getByRole("alert").getByText("Write a name").waitFor();
    await name.fill("Another Name");
    await a.page.getByRole("button", { name: "Save" }).click();
    await a.page.getByText("Saved").waitFor();
    await conversationLink(b.page, "Another Name").waitFor();

    const marks = a.page.getByRole("switch", { name: "Read marks" });
    expect(await marks.isChecked()).toBe(true);
    await marks.click();
    await eventually(() => a.page.getByText("Saved").count()).toBe(2);
    await a.page.getByRole("radio", { name: "Dark" }).last().check();
    await a.page.getByRole("radio", { name: "Ctrl and Enter" }).check();
    await a.page.reload();
    await settings(a.page).waitFor();
    // The screen starts from the stored data, and the stream updates it.
    await eventually(() => name.inputValue()).toBe("Another Name");
    await eventually(() => marks.isChecked()).toBe(false);
    expect(await a.page.locator("html").getAttribute("data-parley-theme")).toBe("dark");

    await a.page.getByRole("link", { name: "Messages" }).click();
    await openConversation(a.page, mentor.name);
    await write(a.page, mentor.name, "Sent by both keys");
    await composer(a.page, mentor.name).press("Control+Enter");
    await openConversation(b.page, "Another Name");
    await messagesWith(b.page, "Another Name").getByText("Sent by both keys").waitFor();
    expect(a.faults).toEqual([]);
  });

  test("? shows the keys, Escape restores the focus, and the first Tab skips the header", async () => {
    const { mentor } = stage().nextPair();
    const { page } = await person(stage().browser, mentor.name, stage().server);
    await page.reload();
    await page.getByRole("tab", { name: "Conversations" }).waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "Keyboard" });
    await sheet.getByText("Send the message").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "hidden" });
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
  });

  test("without the server a reload shows the last conversations, and what is written then is sent later", async () => {
    const { mentor, mentee } = stage().nextPair();
    const a = await person(stage().browser, mentor.name, keeping(stage().server));
    const b = await person(stage().browser, mentee.name, stage().server);
    await openConversation(a.page, mentee.name);
    await write(a.page, mentee.name, "Before the cut");
    await openConversation(b.page, mentor.name);
    await messagesWith(b.page, mentor.name).getByText("Before the cut").waitFor();
    await eventually(() => isKept(a.page, "Before the cut")).toBe(true);

    await stage().crash();
    await a.page.reload();
    await messagesWith(a.page, mentee.name).getByText("Before the cut").waitFor();
    await conversationLink(a.page, mentee.name).waitFor();
    await composer(a.page, mentee.name).fill("Written on the train");
    await composer(a.page, mentee.name).press("Enter");
    await messagesWith(a.page, mentee.name).getByText("Sending").waitFor();
    await a.page.reload();
    await messagesWith(a.page, mentee.name).getByText("Written on the train").waitFor();

    await openSettings(a.page);
    const presence = a.page.getByRole("switch", { name: "Online status" });
    await presence.click();
    // Other parts of the page may not have been loaded either, and offer the same.
    const failure = a.page.getByRole("status").filter({ hasText: "This was not saved" });
    await failure.waitFor();
    expect(await presence.isChecked()).toBe(true);

    await stage().restart();
    await messagesWith(b.page, mentor.name).getByText("Written on the train").waitFor();
    await failure.getByRole("button", { name: "Try again" }).click();
    await a.page.getByText("Saved").waitFor();
    expect(await presence.isChecked()).toBe(false);
    expect([...a.faults, ...b.faults]).toEqual([]);
  });

  test("SCR-4: a next version is offered in an open page, and accepting it loses nothing that was written", async () => {
    const { mentor, mentee } = stage().nextPair();
    await using releases = await serveReleases(stage().server.port);
    const visitor = {
      ...keeping(stage().server),
      url: releases.url,
      reducedMotion: "reduce",
    } as const;
    const { page, context, faults } = await person(stage().browser, mentor.name, visitor);
    await openConversation(page, mentee.name);
    await write(page, mentee.name, "Before the cut");
    await eventually(() => isKept(page, "Before the cut")).toBe(true);
    // The very first load has no worker yet.
    await page.reload();
    await composer(page, mentee.name).fill("half a thought");
    const notice = page.getByRole("status").getByText("A new version of Parley is ready.");
    expect(await notice.count()).toBe(0);

    releases.release();
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration?.update();
    });
    await notice.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Later", exact: true }).click();
    await notice.waitFor({ state: "hidden" });
    await page.reload();
    await notice.waitFor();

    await context.setOffline(true);
    await page.getByRole("status").getByText("You are offline").waitFor();
    await write(page, mentee.name, "Written to the old version");
    await composer(page, mentee.name).fill("another half");
    const log = messagesWith(page, mentee.name);
    await log.getByText("Sending").waitFor();
    const loaded = page.waitForEvent("load");
    await page.getByRole("button", { name: "Reload" }).click();
    await loaded;
    await eventually(() => composer(page, mentee.name).inputValue()).toBe("another half");
    await log.getByText("Written to the old version").waitFor();
    expect(await page.evaluate(() => caches.keys())).toContain("parley-shell-next");
    expect(await notice.count()).toBe(0);
    await context.setOffline(false);
    await eventually(() => log.getByText("Sending").count()).toBe(0);
    expect(await log.getByText("Written to the old version").count()).toBe(1);
    expect(faults).toEqual([]);
  });

  test("a sign-out removes all data of the screen", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { page } = await person(stage().browser, mentor.name, keeping(stage().server));
    await openConversation(page, mentee.name);
    await write(page, mentee.name, "Before the cut");
    await eventually(() => isKept(page, "Before the cut")).toBe(true);
    await signOut(page);
    await page.getByRole("button", { name: mentor.name }).waitFor();
    await eventually(() => isKept(page, "Before the cut")).toBe(false);
  });
});
