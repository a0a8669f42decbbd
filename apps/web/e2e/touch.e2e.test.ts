import { expect, test } from "vitest";
import { accessibilityFaults } from "./support/accessibility.ts";
import { eventually } from "./support/eventually.ts";
import { messageIn } from "./support/open-both.ts";
import {
  composer,
  conversationLink,
  messagesWith,
  openConversation,
  person,
} from "./support/person.ts";
import { conversationWith, correspond, sendAll } from "./support/programme.ts";
import { browserSuite } from "./support/suite.ts";
import { finger, phone } from "./support/touch.ts";

browserSuite("touch", (stage) => {
  /** A mentor on a phone, to whom a mentee wrote. */
  async function onPhone(bodies: readonly string[], options: { language?: string } = {}) {
    const { mentor, mentee } = stage().nextPair();
    const writer = await correspond(stage().server.url, mentee);
    await sendAll(writer, await conversationWith(writer, mentor), [...bodies]);
    const visit = { ...stage().server, ...phone, reducedMotion: "reduce" } as const;
    const someone = await person(stage().browser, mentor.name, visit);
    if (options.language !== undefined) {
      await someone.page.evaluate(
        (value) => localStorage.setItem("parley.language", value),
        options.language,
      );
      await someone.page.reload();
    }
    return { ...someone, mentor, mentee, writer, touch: await finger(someone.page) };
  }

  test("TCH-1, TCH-5: a long press opens a sheet with six emoji and the actions, and all of it is one menu", async () => {
    const { page, faults, mentee, touch } = await onPhone(["Have you read it?"]);
    await openConversation(page, mentee.name);
    const message = messageIn(messagesWith(page, mentee.name), "Have you read it?");
    await touch.press(message.getByText("Have you read it?"));
    const sheet = page.getByRole("dialog", { name: "Message actions" });
    const menu = sheet.getByRole("menu", { name: "Message actions" });
    await menu.waitFor();
    expect(await menu.getByRole("menuitemcheckbox").allInnerTexts()).toEqual([
      ...["👍", "❤️", "😂", "🎉", "🙏", "👀"],
    ]);
    for (const name of ["React", "Reply", "Copy text", "Pin", "Save"]) {
      await menu.getByRole("menuitem", { name, exact: true }).waitFor();
    }
    expect(await accessibilityFaults(page)).toEqual([]);
    const box = await sheet.boundingBox();
    expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(phone.viewport.height);
    const sizes = await menu
      .locator("[role^=menuitem]")
      .evaluateAll((items) => items.map((item) => item.getBoundingClientRect()));
    expect(Math.min(...sizes.flatMap(({ width, height }) => [width, height]))).toBeGreaterThan(43);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await message.getByRole("button", { name: /^❤️ 1: You/ }).waitFor();
    await eventually(() => page.getByRole("dialog").count()).toBe(0);

    await message.getByRole("button", { name: "More" }).tap();
    expect(
      await menu.getByRole("menuitemcheckbox", { name: "❤️" }).getAttribute("aria-checked"),
    ).toBe("true");
    // A button is below the tap: it is not pressed.
    await page.touchscreen.tap(195, 40);
    await eventually(() => page.getByRole("dialog").count()).toBe(0);
    expect(await message.evaluate((element) => element.contains(document.activeElement))).toBe(
      true,
    );
    await message.getByRole("button", { name: "More" }).tap();
    await menu.getByRole("menuitem", { name: "Reply" }).tap();
    await page.getByText(`Replying to ${mentee.name}`).waitFor();
    await eventually(() =>
      composer(page, mentee.name).evaluate((field) => field === document.activeElement),
    ).toBe(true);
    expect(faults).toEqual([]);
  });

  test("WRI-5: on a phone a text has the whole width of the composer, above its tools", async () => {
    const { page, mentee } = await onPhone(["Hello"]);
    await openConversation(page, mentee.name);
    const field = composer(page, mentee.name);
    const send = page.getByRole("button", { name: "Send", exact: true });
    const emoji = page.getByRole("button", { name: "Emoji" });
    await page.getByRole("button", { name: "Attach files" }).waitFor();
    expect(await emoji.count()).toBe(0);
    await field.fill("A text that does not fit next to the tools");
    await emoji.waitFor();
    const [text, button] = await Promise.all([field.boundingBox(), send.boundingBox()]);
    expect(text?.width).toBeGreaterThan(0.85 * phone.viewport.width);
    expect(button?.y).toBeGreaterThanOrEqual((text?.y ?? 0) + (text?.height ?? 0));
  });

  test("TCH-2: a message that is swiped in the direction of reading is replied to, and scrolling stays as it is", async () => {
    const bodies = Array.from({ length: 30 }, (_, at) => `line ${at}.`);
    const { page, faults, mentee, touch } = await onPhone(bodies);
    await openConversation(page, mentee.name);
    const log = messagesWith(page, mentee.name);
    const message = messageIn(log, "line 4.");
    const answering = page.getByText(`Replying to ${mentee.name}`);
    const swiping = log.locator("[data-swiping]");
    await touch.untilFollowed(message.getByText("line 4."));
    expect(await swiping.count()).toBe(0);
    expect(await answering.count()).toBe(0);
    await touch.swipe(message.getByText("line 4."), { x: -120, y: 0 });
    expect(await answering.count()).toBe(0);
    const top = () => log.evaluate((element) => element.scrollTop);
    const before = await top();
    await touch.swipe(message.getByText("line 4."), { x: 30, y: -200 });
    await eventually(top).toBeGreaterThan(before + 100);
    expect(await answering.count()).toBe(0);
    await touch.swipe(messageIn(log, "line 8.").getByText("line 8."), { x: 120, y: 6 });
    await answering.waitFor();
    expect(await log.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    expect(faults).toEqual([]);
  });

  test("TCH-2: in a language that is read from right to left, the directions are mirrored", async () => {
    const { page, mentee, touch } = await onPhone(["مرحبا"], { language: "ar" });
    await page.getByRole("link", { name: mentee.name }).first().click();
    const message = page.getByRole("log").getByRole("article").filter({ hasText: "مرحبا" }).last();
    await message.waitFor();
    const answering = page.locator(".parley-answering");
    await touch.untilFollowed(message.getByText("مرحبا"), -40);
    await touch.swipe(message.getByText("مرحبا"), { x: -120, y: 0 });
    await answering.waitFor();
  });

  test("TCH-3: a row that is swiped is marked as read or archived, and both can be undone", async () => {
    const { page, faults, mentee, touch } = await onPhone(["One", "Two"]);
    const row = conversationLink(page, mentee.name);
    const status = page.getByRole("status");
    await eventually(() => row.innerText()).toMatch(/\d unread/);
    await touch.untilFollowed(row);
    await touch.swipe(row, { x: 130, y: 5 });
    await status.filter({ hasText: `${mentee.name} is marked as read.` }).waitFor();
    await eventually(() => row.innerText()).not.toContain("unread");
    expect(await accessibilityFaults(page)).toEqual([]);
    const undo = page.getByRole("button", { name: "Undo" });
    /** A browser ignores a tap that follows a swipe at once. */
    const tapUndo = () =>
      eventually(async () => {
        if (await undo.isVisible()) await undo.tap();
        return undo.count();
      }).toBe(0);
    await tapUndo();
    await eventually(() => row.innerText()).toMatch(/unread/i);

    await touch.hold(row, { x: -100, y: 0 });
    await page.locator("[data-swiping] .parley-swipe").getByText("Archive").waitFor();
    await touch.lift();
    await status.filter({ hasText: `${mentee.name} is archived.` }).waitFor();
    expect(await row.count()).toBe(0);
    await tapUndo();
    await row.waitFor();
    // TCH-5: the finger that leaves after a long press does not open the conversation.
    await touch.press(row);
    await page.getByRole("menuitem", { name: "Archive" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    expect(await page.getByRole("log").count()).toBe(0);
    const more = page
      .getByRole("listitem")
      .filter({ has: page.getByRole("link", { name: mentee.name }) })
      .getByRole("button", { name: "More" });
    const others = page
      .getByRole("list", { name: "Conversations" })
      .getByRole("button", { name: "More" });
    const seen = () =>
      others.evaluateAll(
        (buttons) => buttons.filter((one) => getComputedStyle(one).opacity === "1").length,
      );
    expect(await others.count()).toBeGreaterThan(3);
    expect(await seen()).toBeLessThan(2);
    await more.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Archive" }).waitFor();
    await page.keyboard.press("Escape");
    // A touch that scrolls or goes half of the way changes nothing.
    await touch.swipe(row, { x: -40, y: 0 });
    await touch.swipe(row, { x: 20, y: -200 });
    expect(await row.count()).toBe(1);
    expect(faults).toEqual([]);
  });
});
