import { expect, test } from "vitest";
import { eventually } from "./support/eventually.ts";
import { isInView } from "./support/in-view.ts";
import { isKept, keeping } from "./support/kept.ts";
import {
  composer,
  conversationLink,
  messagesWith,
  openConversation,
  person,
  signOut,
  write,
} from "./support/person.ts";
import { messageIn, openBoth } from "./support/open-both.ts";
import { conversationWith, correspond, sendAll } from "./support/programme.ts";
import { browserSuite } from "./support/suite.ts";

const ZALGO = "Z̸̢͇̈a̶̧͖͌l̵̨̛̼g̴̢̭̈́o̷̡̺͝ ".repeat(20);
const FOREIGN = {
  arabic: "مرحبا، كيف يمكنني المساعدة اليوم؟ ".repeat(6),
  chinese: "今天的会议改到下午三点，请提前准备好你的问题。".repeat(6),
  emoji: "👩‍👩‍👧‍👦🏳️‍🌈".repeat(40),
  zalgo: ZALGO,
  "5,000 characters": "word ".repeat(1_000).trim(),
  "one long word": "a".repeat(600),
  "many lines": "line\n".repeat(80).trim(),
};

/** The log shows only the beginning of these until expanded. */
const FOLDED = new Set(["5,000 characters", "many lines"]);

browserSuite("writing", (stage) => {
  test("a draft survives a switch of conversation and a reload", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { page } = await person(stage().browser, mentee.name, stage().server);
    await openConversation(page, mentor.name);
    await composer(page, mentor.name).fill("half a thought");
    const others = page.getByRole("list", { name: "Conversations" }).getByRole("link");
    await others.filter({ hasNotText: mentor.name }).first().click();
    await messagesWith(page, mentor.name).waitFor({ state: "detached" });
    await eventually(() => conversationLink(page, mentor.name).innerText()).toContain(
      "half a thought",
    );
    await openConversation(page, mentor.name);
    expect(await composer(page, mentor.name).inputValue()).toBe("half a thought");
    await page.reload();
    await composer(page, mentor.name).waitFor();
    expect(await composer(page, mentor.name).inputValue()).toBe("half a thought");
    await composer(page, mentor.name).press("Enter");
    await messagesWith(page, mentor.name).getByText("half a thought").waitFor();
    await page.reload();
    await composer(page, mentor.name).waitFor();
    expect(await composer(page, mentor.name).inputValue()).toBe("");
  });

  test("DRF-3, DRF-7: a draft goes on on another device, and sending it there clears it here", async () => {
    const { mentor, mentee } = stage().nextPair();
    const open = async () => {
      const { page } = await person(stage().browser, mentee.name, {
        url: stage().server.url,
        isForOneTest: true,
      });
      return page;
    };
    const [phone, laptop] = [await open(), await open()];
    await openConversation(phone, mentor.name);
    await composer(phone, mentor.name).fill("begun on the phone");
    await eventually(() => conversationLink(laptop, mentor.name).innerText()).toContain(
      "begun on the phone",
    );
    await openConversation(laptop, mentor.name);
    const field = composer(laptop, mentor.name);
    expect(await field.inputValue()).toBe("begun on the phone");
    // The phone is put down: what is typed in a focused field stays there.
    await composer(phone, mentor.name).blur();
    await field.fill("begun on the phone, sent from the laptop");
    await eventually(() => composer(phone, mentor.name).inputValue()).toBe(
      "begun on the phone, sent from the laptop",
    );
    await field.press("Enter");
    await eventually(() => composer(phone, mentor.name).inputValue()).toBe("");
    await messagesWith(phone, mentor.name).getByText("sent from the laptop").waitFor();
  });

  test("Enter belongs to the input method while it composes, breaks the line with Shift, and sends otherwise", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { page, context } = await person(stage().browser, mentee.name, stage().server);
    await openConversation(page, mentor.name);
    const field = composer(page, mentor.name);
    await field.focus();
    const input = await context.newCDPSession(page);
    await page.evaluate(() => {
      document.addEventListener(
        "keydown",
        (event) => {
          if (event.key === "Enter" && event.isComposing) document.body.dataset["composed"] = "yes";
        },
        true,
      );
    });
    await input.send("Input.imeSetComposition", {
      text: "こんにちは",
      selectionStart: 5,
      selectionEnd: 5,
    });
    // As Chromium reports an Enter that the input method handles.
    const taken = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 229 };
    await input.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...taken });
    await input.send("Input.dispatchKeyEvent", { type: "keyUp", ...taken });
    expect(await page.evaluate(() => document.body.dataset["composed"])).toBe("yes");
    expect(await field.inputValue()).toBe("こんにちは");
    await input.send("Input.insertText", { text: "こんにちは" });
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("second line");
    expect(await field.inputValue()).toBe("こんにちは\nsecond line");
    await page.keyboard.press("Enter");
    await messagesWith(page, mentor.name).getByText("second line").waitFor();
    expect(await field.inputValue()).toBe("");
  });

  test("OUT-1: offline, a banner shows it and writing continues; what was written is sent when the network is back", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { page, context } = await person(stage().browser, mentee.name, stage().server);
    await openConversation(page, mentor.name);
    await context.setOffline(true);
    await page.getByRole("status").getByText("You are offline").waitFor();
    await write(page, mentor.name, "first, from the train");
    await write(page, mentor.name, "second, from the train");
    const log = messagesWith(page, mentor.name);
    await eventually(() => log.getByText("Sending").count()).toBeGreaterThan(0);
    await context.setOffline(false);
    await eventually(() => log.getByText("Sending").count()).toBe(0);
    await page.getByText("You are offline").waitFor({ state: "hidden" });

    const other = await correspond(stage().server.url, mentor);
    const conversationId = await conversationWith(other, mentee);
    const { messages } = await other.api.messages.list.query({ conversationId, limit: 2 });
    expect(messages.map(({ body }) => body)).toEqual([
      "first, from the train",
      "second, from the train",
    ]);
  });

  test("OUT-13, OUT-14: offline, reactions, pins and edits stay shown, also after a reload, and reach the other user when the network is back", async () => {
    const { server, ...others } = stage();
    const keeper = { ...others, server: keeping(server) };
    const { a, b, logs } = await openBoth(keeper, ["From the platform", "All aboard"]);
    await write(a.page, b.name, "a typo here");
    await messageIn(logs.b, "a typo here").waitFor();
    const message = messageIn(logs.a, "All aboard");
    const reactions = a.page.getByRole("dialog", { name: "React" });
    const editor = a.page.getByRole("textbox", { name: "Edit message" });
    // Used once with the network, so that their code is loaded.
    await message.focus();
    await a.page.keyboard.press("+");
    await reactions.waitFor();
    await a.page.keyboard.press("Escape");
    await composer(a.page, b.name).press("ArrowUp");
    await editor.press("Escape");
    await eventually(() => isKept(a.page, "a typo here")).toBe(true);
    await a.context.setOffline(true);
    await a.page.getByRole("status").getByText("You are offline").waitFor();
    await message.focus();
    await a.page.keyboard.press("p");
    await message.getByRole("img", { name: "Pinned" }).waitFor();
    await message.focus();
    await a.page.keyboard.press("+");
    await reactions.waitFor();
    await a.page.keyboard.press("Enter");
    await message.getByRole("button", { name: /^👍 1: You/u }).waitFor();
    await composer(a.page, b.name).press("ArrowUp");
    await editor.fill("no typo here");
    await a.page.keyboard.press("Enter");
    await messageIn(logs.a, "no typo here").waitFor();
    await a.page.reload();
    await messageIn(logs.a, "no typo here").waitFor();
    await message.getByRole("img", { name: "Pinned" }).waitFor();
    await message.getByRole("button", { name: /^👍 1: You/u }).waitFor();
    await a.context.setOffline(false);
    await messageIn(logs.b, "All aboard").getByRole("button", { name: /^👍 1/u }).waitFor();
    await messageIn(logs.b, "All aboard").getByRole("img", { name: "Pinned" }).waitFor();
    await messageIn(logs.b, "no typo here").getByText("edited").waitFor();
    expect([...a.faults, ...b.faults]).toEqual([]);
  });

  test("SGN-2: without a connection a sign-out asks before it loses a change", async () => {
    const { server, ...others } = stage();
    const { a, logs } = await openBoth({ ...others, server: keeping(server) }, ["All aboard"]);
    await eventually(() => isKept(a.page, "All aboard")).toBe(true);
    await a.context.setOffline(true);
    await a.page.getByRole("status").getByText("You are offline").waitFor();
    await messageIn(logs.a, "All aboard").focus();
    await a.page.keyboard.press("p");
    await messageIn(logs.a, "All aboard").getByRole("img", { name: "Pinned" }).waitFor();
    await signOut(a.page);
    const dialog = a.page.getByRole("dialog", { name: "Sign out and delete what is unsent?" });
    await dialog.getByRole("button", { name: "Stay signed in" }).click();
    await a.context.setOffline(false);
    await messageIn(logs.b, "All aboard").getByRole("img", { name: "Pinned" }).waitFor();
    expect(a.faults).toEqual([]);
  });

  test("texts of every script and shape stay inside the page, on a desktop and on a phone", async () => {
    const { mentor, mentee } = stage().nextPair();
    const writer = await correspond(stage().server.url, mentee);
    const conversationId = await conversationWith(writer, mentor);
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 320, height: 640 },
    ]) {
      const visit = { ...stage().server, viewport };
      const { page, faults } = await person(stage().browser, mentor.name, visit);
      await openConversation(page, mentee.name);
      const log = messagesWith(page, mentee.name);
      for (const [name, text] of Object.entries(FOREIGN)) {
        const head = `(${name}, ${viewport.width})`;
        await sendAll(writer, conversationId, [`${head} ${text}`.slice(0, 5_000)]);
        const message = log.getByRole("article").filter({ hasText: head });
        await message.waitFor();
        if (FOLDED.has(name)) {
          await message.getByRole("button", { name: "Show more" }).click();
          // Its actions are reachable, however far it is scrolled.
          const react = message.getByRole("button", { name: "React" });
          await eventually(() => isInView(react)).toBe(true);
        }
        const overflow = await page.evaluate(() => {
          const wide = (element: Element) => element.scrollWidth - element.clientWidth;
          const scrollers = [
            ...document.querySelectorAll("[role=log], main, body, html, [role=list], ul"),
          ];
          return scrollers.map(wide).filter((extra) => extra > 1);
        });
        expect(overflow, name).toEqual([]);
      }
      expect(faults).toEqual([]);
    }
  });

  test("links open safely, and what only looks like one stays text", async () => {
    const { mentor, mentee } = stage().nextPair();
    const writer = await correspond(stage().server.url, mentee);
    const conversationId = await conversationWith(writer, mentor);
    await sendAll(writer, conversationId, [
      "see https://example.org/a?b=c&d=e#f and <b>not bold</b>",
      "javascript:alert(1) data:text/html,<script>alert(1)</script> <img src=x onerror=alert(1)>",
    ]);
    const { page, faults } = await person(stage().browser, mentor.name, stage().server);
    await openConversation(page, mentee.name);
    const log = messagesWith(page, mentee.name);
    const link = log.getByRole("link", { name: "https://example.org/a?b=c&d=e#f" });
    await link.waitFor();
    expect(await link.getAttribute("target")).toBe("_blank");
    expect(await link.getAttribute("rel")).toContain("noopener");
    const message = log.getByRole("article").filter({ hasText: "javascript:alert(1)" });
    expect(await message.getByRole("link").count()).toBe(0);
    expect(await message.getByText("<img src=x onerror=alert(1)>").count()).toBe(1);
    await log.getByText("<b>not bold</b>").waitFor();
    expect(faults).toEqual([]);
  });

  test("LATER-10, LATER-11: a message waits on the server, is shown in the author's other tab, and is sent at once or canceled", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { server, browser } = stage();
    const a = await person(browser, mentor.name, server);
    const b = await person(browser, mentee.name, server);
    const other = await person(browser, mentor.name, server);
    for (const [{ page }, { name }] of [
      [a, mentee],
      [b, mentor],
      [other, mentee],
    ] as const)
      await openConversation(page, name);
    const field = composer(a.page, mentee.name);
    const leave = async (text: string) => {
      await field.fill(text);
      await a.page.getByRole("button", { name: "Send later" }).click();
      await a.page.getByRole("menuitem", { name: /^Tomorrow at/ }).click();
      await eventually(() => field.inputValue()).toBe("");
    };
    await leave("good luck for tomorrow");
    await leave("a second thought");
    await other.page.getByRole("button", { name: "2 messages will be sent later" }).click();
    const list = other.page.getByRole("list", { name: "To be sent later" });
    const first = list.getByRole("listitem").filter({ hasText: "good luck" });
    await first.getByRole("button", { name: "Send now" }).click();
    const log = messagesWith(b.page, mentor.name);
    await log.getByText("good luck for tomorrow").waitFor();
    // The sent one leaves the list with an event of its own.
    await eventually(() => list.getByRole("listitem").count()).toBe(1);
    await list.getByRole("button", { name: "Cancel sending" }).click();
    await list.waitFor({ state: "detached" });
    expect(await composer(other.page, mentee.name).inputValue()).toBe("a second thought");
    await a.page.getByText("will be sent later").waitFor({ state: "detached" });
    expect(await log.getByText("good luck for tomorrow").count()).toBe(1);
    expect(await log.getByText("a second thought").count()).toBe(0);
    expect([...a.faults, ...b.faults, ...other.faults]).toEqual([]);
  });

  test("FMT-8: formatting is typed, toggled and undone, previewed, and shown to the other user", async () => {
    const { mentor, mentee } = stage().nextPair();
    const a = await person(stage().browser, mentee.name, stage().server);
    const b = await person(stage().browser, mentor.name, stage().server);
    await openConversation(a.page, mentor.name);
    await openConversation(b.page, mentee.name);
    const field = composer(a.page, mentor.name);
    await field.pressSequentially("bring");
    await field.press("Control+a");
    await a.page.getByRole("button", { name: "Formatting" }).click();
    await a.page.getByRole("button", { name: "Bold" }).click();
    await eventually(() => field.inputValue()).toBe("*bring*");
    // The browser undoes it as it undoes typing.
    await field.press("Control+z");
    await eventually(() => field.inputValue()).toBe("bring");
    await field.press("Control+a");
    await field.press("Control+b");
    await eventually(() => field.inputValue()).toBe("*bring*");
    await field.press("End");
    await field.pressSequentially(":");
    await field.press("Shift+Enter");
    await field.pressSequentially("- notes");
    await field.press("Shift+Enter");
    await field.pressSequentially("pens");
    expect(await field.inputValue()).toBe("*bring*:\n- notes\n- pens");
    await field.press("Enter");
    const log = messagesWith(b.page, mentee.name);
    await log.getByRole("listitem").filter({ hasText: "pens" }).waitFor();
    expect(await log.getByRole("listitem").filter({ hasText: "notes" }).count()).toBe(1);
    await log.getByRole("strong").filter({ hasText: "bring" }).waitFor();
    await eventually(() => conversationLink(b.page, mentee.name).innerText()).toContain(
      "bring: • notes • pens",
    );
    expect([...a.faults, ...b.faults]).toEqual([]);
  });

  test("EMO-2: emoji come from the button, by category and by name, and are kept", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { page, faults } = await person(stage().browser, mentee.name, stage().server);
    await openConversation(page, mentor.name);
    const field = composer(page, mentor.name);
    await field.fill("apples");
    await page.getByRole("button", { name: "Emoji" }).click();
    const dialog = page.getByRole("dialog", { name: "Emoji" });
    await dialog
      .getByRole("group", { name: "Categories" })
      .getByRole("button", { name: /food/i })
      .click();
    await dialog.getByRole("gridcell", { name: /green apple/i }).click();
    await eventually(() => field.inputValue()).toBe("apples🍏");
    await field.pressSequentially(" :thumbsu");
    await page
      .getByRole("listbox", { name: "Emoji" })
      .getByRole("option", { name: /thumbs up/i })
      .waitFor();
    await field.press("Enter");
    await eventually(() => field.inputValue()).toBe("apples🍏 👍");
    await page.getByRole("button", { name: "Emoji" }).click();
    await dialog.getByRole("button", { name: /skin tone/i }).click();
    await dialog
      .getByRole("button", { name: /medium skin tone/i, exact: false })
      .first()
      .click();
    const recent = dialog.getByRole("group", { name: "Recently used" }).getByRole("button");
    expect(await recent.allInnerTexts()).toEqual(["👍", "🍏"]);
    await dialog.getByRole("searchbox", { name: "Search emoji" }).fill("waving hand");
    await dialog
      .getByRole("gridcell", { name: /waving hand/i })
      .first()
      .click();
    await eventually(() => field.inputValue()).toMatch(/👋\p{EMod}$/u);
    expect(faults).toEqual([]);
  });
});
