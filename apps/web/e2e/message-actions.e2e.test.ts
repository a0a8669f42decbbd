import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults } from "./support/accessibility.ts";
import { eventually } from "./support/eventually.ts";
import { isInView } from "./support/in-view.ts";
import {
  composer,
  conversationLink,
  messagesWith,
  openConversation,
  person,
  write,
} from "./support/person.ts";
import {
  conversationWith,
  correspond,
  listPairs,
  readAll,
  sendAll,
  sessionOf,
} from "./support/programme.ts";
import type { Correspondent, Pair } from "./support/programme.ts";
import { messageIn, openBoth } from "./support/open-both.ts";
import { browserSuite } from "./support/suite.ts";
import { phone } from "./support/touch.ts";

/** Clicks one of a message's tools, which hovering shows. */
async function act(message: Locator, name: string) {
  await message.hover();
  await message.getByRole("button", { name, exact: true }).click();
}

browserSuite("message actions", (stage) => {
  test("replies, reactions, edits and deletions appear for the other user without a reload", async () => {
    const { a, b, logs, mentor, mentee } = await openBoth(stage(), ["Shall we meet on Tuesday?"]);

    await act(messageIn(logs.a, "Shall we meet"), "Reply");
    await a.page.getByText(`Replying to ${mentee.name}`).waitFor();
    await a.page.keyboard.type("Gladly, at nine");
    await a.page.keyboard.press("Enter");
    const answer = messageIn(logs.b, "Gladly, at nine");
    await answer.getByRole("button", { name: /Shall we meet on Tuesday/ }).waitFor();

    await act(answer, "React");
    await b.page.getByRole("dialog", { name: "React" }).waitFor();
    expect(await accessibilityFaults(b.page)).toEqual([]);
    await b.page.getByRole("button", { name: "🎉" }).click();
    const chip = messageIn(logs.a, "Gladly").getByRole("button", { name: /^🎉 1: / });
    await chip.waitFor();
    expect(await chip.getAttribute("aria-label")).toContain(mentee.name);
    await chip.click();
    await answer.getByRole("button", { name: /^🎉 2: You and / }).waitFor();

    await composer(a.page, mentee.name).press("ArrowUp");
    const editor = a.page.getByRole("textbox", { name: "Edit message" });
    expect(await editor.inputValue()).toBe("Gladly, at nine");
    expect(await accessibilityFaults(a.page)).toEqual([]);
    await editor.fill("Gladly, at ten");
    await editor.press("Enter");
    await messageIn(logs.b, "Gladly, at ten").getByText("edited").waitFor();

    await act(messageIn(logs.a, "Gladly, at ten"), "Delete");
    await logs.a.getByRole("button", { name: "Undo" }).click();
    await messageIn(logs.a, "Gladly, at ten").waitFor();
    expect(await logs.b.getByText("Gladly, at ten").count()).toBe(1);
    await act(messageIn(logs.a, "Gladly, at ten"), "Delete");
    await logs.b.getByText("Message deleted").waitFor();
    await eventually(() => logs.b.getByText("Gladly").count()).toBe(0);
    await eventually(() => logs.a.getByRole("button", { name: "Undo" }).count()).toBe(0);
    expect(await accessibilityFaults(b.page)).toEqual([]);
    // What is left to do with it is to report it.
    const left = messageIn(logs.b, "Message deleted").getByRole("button");
    expect(await left.evaluateAll((all) => all.map((one) => one.ariaLabel))).toEqual(["More"]);
    await write(b.page, mentor.name, "Sorry, what was it?");
    await messageIn(logs.a, "what was it?").waitFor();
    expect([...a.faults, ...b.faults]).toEqual([]);
  });

  test("every emoji can be chosen from the app's own data", async () => {
    const { a, logs } = await openBoth(stage(), ["We won"]);
    const foreign: string[] = [];
    a.page.on("request", (request) => {
      if (new URL(request.url()).origin !== stage().server.url) foreign.push(request.url());
    });
    await act(messageIn(logs.a, "We won"), "React");
    await a.page.getByRole("button", { name: "More emoji" }).click();
    await a.page.getByRole("searchbox", { name: "Search emoji" }).fill("trophy");
    await a.page.getByRole("gridcell", { name: "Trophy" }).click();
    await messageIn(logs.b, "We won")
      .getByRole("button", { name: /^🏆 1: / })
      .waitFor();
    expect(foreign).toEqual([]);
    expect(a.faults).toEqual([]);
  });

  test("LOG-4: a quote links to a message far above, which is highlighted and focused", async () => {
    const bodies = ["The very first", ...Array.from({ length: 240 }, (_, at) => `line ${at}`)];
    const { a, logs, mentor, writer } = await openBoth(stage(), bodies);
    const conversationId = await conversationWith(writer, mentor);
    const { messages } = await writer.api.messages.list.query({ conversationId, limit: 100 });
    const first = (messages.at(-1)?.seq ?? 0) - 240;
    const { uuidv7 } = await import("uuidv7");
    await writer.api.messages.send.mutate({
      ...{ conversationId, id: uuidv7() },
      body: "As I said in the beginning",
      replyToSeq: first,
    });
    const answer = messageIn(logs.a, "As I said");
    const quote = answer.getByRole("button", { name: /The very first/ });
    await a.page.getByRole("button", { name: "Jump to latest" }).click();
    await quote.click();
    const target = logs.a.getByRole("article").filter({ hasText: /^The very first/ });
    await eventually(() => isInView(target)).toBe(true);
    expect(await target.evaluate((element) => element === document.activeElement)).toBe(true);
    await a.page.getByRole("button", { name: "Jump to latest" }).click();
    await eventually(() => isInView(answer)).toBe(true);
  });

  test("LOG-13: the tools of one message are shown at a time, on hover or with the keyboard", async () => {
    const { a, logs, mentee } = await openBoth(stage(), ["One", "Two", "Three"]);
    await messageIn(logs.a, "Three").waitFor();
    /** The messages whose tools are visible, by their first word. */
    const shown = () =>
      logs.a.evaluate((log) =>
        [...log.querySelectorAll("article")]
          .filter((article) => {
            const bar = article.querySelector('[role="group"]');
            return bar !== null && getComputedStyle(bar).opacity === "1";
          })
          .map((article) => /One|Two|Three/u.exec(article.textContent)?.[0]),
      );
    await messageIn(logs.a, "One").hover();
    await eventually(shown).toEqual(["One"]);
    await composer(a.page, mentee.name).focus();
    await a.page.keyboard.press("Shift+Tab");
    await a.page.keyboard.press("ArrowUp");
    await eventually(shown).toEqual(["Three"]);
    await a.page.keyboard.press("ArrowUp");
    await eventually(shown).toEqual(["Two"]);
    await messageIn(logs.a, "Three").hover();
    await eventually(shown).toEqual(["Three"]);
    await messageIn(logs.a, "One").hover();
    await messageIn(logs.a, "One").getByRole("button", { name: "More" }).click();
    await a.page.getByRole("menu").waitFor();
    await eventually(shown).toEqual(["One"]);
    await a.page.keyboard.press("Escape");
    await write(a.page, mentee.name, "Four");
    const lastTool = () =>
      messageIn(logs.a, "Four")
        .getByRole("button")
        .evaluateAll((buttons) => buttons.at(-1)?.getAttribute("aria-label"));
    // A message that is still being sent cannot be deleted.
    await eventually(lastTool).toBe("Delete");
  });

  test("using only the keyboard: to a message, its actions, and back to the field", async () => {
    const { a, logs, mentee } = await openBoth(stage(), ["One", "Two"]);
    await messageIn(logs.a, "Two").waitFor();
    const { keyboard } = a.page;
    await composer(a.page, mentee.name).focus();
    await keyboard.press("Shift+Tab");
    await keyboard.press("End");
    await keyboard.press("ArrowUp");
    const focused = () => a.page.evaluate(() => document.activeElement?.textContent ?? "");
    await eventually(focused).toContain("Two");
    await keyboard.press("ArrowUp");
    await eventually(focused).toContain("One");
    await keyboard.press("+");
    await a.page.getByRole("dialog", { name: "React" }).waitFor();
    await keyboard.press("Enter");
    await messageIn(logs.b, "One")
      .getByRole("button", { name: /^👍 1: / })
      .waitFor();
    await eventually(focused).toContain("One");
    await keyboard.press("r");
    await keyboard.type("Heard");
    await keyboard.press("Enter");
    await messageIn(logs.b, "Heard").getByRole("button", { name: /One/ }).waitFor();
  });

  test("on a phone all actions are behind More, with large targets", async () => {
    const { mentor, mentee } = stage().nextPair();
    const writer = await correspond(stage().server.url, mentee);
    await sendAll(writer, await conversationWith(writer, mentor), ["From my phone"]);
    const visit = { ...stage().server, ...phone, reducedMotion: "reduce" } as const;
    const { page, faults } = await person(stage().browser, mentor.name, visit);
    await openConversation(page, mentee.name);
    const message = messageIn(messagesWith(page, mentee.name), "From my phone");
    const more = message.getByRole("button", { name: "More" });
    const box = await more.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    expect(await message.getByRole("button", { name: "Reply" }).count()).toBe(0);
    await more.tap();
    await page.getByRole("menuitem", { name: "React" }).tap();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "🙏" }).tap();
    await message.getByRole("button", { name: /^🙏 1: You/ }).waitFor();

    await more.tap();
    await page.getByRole("menuitem", { name: "React" }).tap();
    const all = page.getByRole("dialog", { name: "React" });
    await all.getByRole("button", { name: "More emoji" }).tap();
    await all.getByRole("searchbox", { name: "Search emoji" }).waitFor();
    await page.keyboard.press("Escape");
    await all.waitFor({ state: "detached" });
    await more.tap();
    await page.getByRole("menuitem", { name: "Reply" }).tap();
    await page.getByText(`Replying to ${mentee.name}`).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  /** The group of a mentor and a mentee, all of which the mentee has read, and a user outside it. */
  async function groupOf(writer: Correspondent, { mentor }: Pair) {
    const { url } = stage().server;
    const { conversations } = await writer.api.conversations.list.query({});
    const group = conversations.find(({ with: other }) => other.kind === "group");
    if (group?.with.kind !== "group") throw new Error("The mentee is in no group");
    const { id: conversationId, lastSeq } = group;
    await writer.api.messages.markRead.mutate({ conversationId, seq: lastSeq });
    const stranger = (await listPairs(url)).find((pair) => pair.mentor.id !== mentor.id)?.mentee;
    if (stranger === undefined) throw new Error("There is no other group");
    const admin = await correspond(url, (await sessionOf(url, "Grace Adeyemi")).person);
    return { ...group.with, conversationId, stranger, admin };
  }

  test("LOG-9, LOG-2, MEN-3: in a group an @ offers its members, a mentioned user sees it highlighted until it is edited, and membership changes are shown", async () => {
    const { a, b, mentor, mentee, writer } = await openBoth(stage());
    const { name, groupId, conversationId, stranger, admin } = await groupOf(writer, {
      mentor,
      mentee,
    });
    await openConversation(a.page, name);
    const field = composer(a.page, name);
    await field.pressSequentially(`Thanks, @${mentee.name.slice(0, 3).toLowerCase()}`);
    const list = a.page.getByRole("listbox", { name: "Mention somebody" });
    await list.getByRole("option", { name: mentee.name }).waitFor();
    expect(await accessibilityFaults(a.page)).toEqual([]);
    await field.press("Enter");
    expect(await field.inputValue()).toBe(`Thanks, @${mentee.name} `);
    await list.waitFor({ state: "detached" });
    await field.pressSequentially("for yesterday");
    await field.press("Enter");

    const row = conversationLink(b.page, name);
    await eventually(() => row.innerText()).toContain("1 unread");
    await openConversation(b.page, name);
    const logs = { a: messagesWith(a.page, name), b: messagesWith(b.page, name) };
    const mention = logs.b.getByText(`@${mentee.name}`, { exact: true });
    await mention.waitFor();
    const weightOf = (element: Element) => getComputedStyle(element).fontWeight;
    const plain = logs.b.getByText("for yesterday");
    expect(await mention.evaluate(weightOf)).not.toBe(await plain.evaluate(weightOf));
    expect(await accessibilityFaults(b.page)).toEqual([]);
    const mentioned = async () =>
      (await writer.api.messages.mentions.query({})).messages.map(({ body }) => body);
    expect(await mentioned()).toContain(`Thanks, @${mentee.name} for yesterday`);

    await field.press("ArrowUp");
    const editor = a.page.getByRole("textbox", { name: "Edit message" });
    await editor.fill("Thanks, @");
    await a.page.getByRole("option", { name: mentee.name }).waitFor();
    await editor.fill("Thanks, everybody");
    await editor.press("Enter");
    await logs.b.getByText("Thanks, everybody").waitFor();
    expect(await mention.count()).toBe(0);
    expect((await readAll(writer, conversationId)).at(-1)?.mentions).toEqual([]);

    const change = { groupId, menteeIds: [stranger.id] };
    await admin.api.groups.addMembers.mutate(change);
    await logs.a.getByText(`${stranger.name} joined the group`).waitFor();
    await logs.b.getByText(`${stranger.name} joined the group`).waitFor();
    await admin.api.groups.removeMembers.mutate(change);
    await logs.b.getByText(`${stranger.name} left the group`).waitFor();
    expect([...a.faults, ...b.faults]).toEqual([]);
  });

  test("TRL-1: a message is translated by the browser below its text, and nothing is sent", async () => {
    const { a, b, logs, mentee } = await openBoth(stage());
    await b.page.evaluate(() => {
      Object.assign(globalThis, {
        LanguageDetector: {
          create: async () => ({
            detect: async () => [{ detectedLanguage: "de", confidence: 0.9 }],
          }),
        },
        Translator: {
          availability: async () => "available",
          create: async () => ({ translate: async () => "I am looking forward to Monday" }),
        },
      });
    });
    await write(a.page, mentee.name, "Ich freue mich auf Montag");
    const message = messageIn(logs.b, "Ich freue mich auf Montag");
    await message.waitFor();
    const requests: string[] = [];
    b.page.on("request", (request) => requests.push(request.postData() ?? ""));
    await act(message, "More");
    await b.page.getByRole("menuitem", { name: "Translate" }).click();
    await message.getByText("I am looking forward to Monday").waitFor();
    await message.getByText("Translated from German on this device").waitFor();
    expect(await accessibilityFaults(b.page)).toEqual([]);
    expect(requests.filter((body) => body.includes("freue"))).toEqual([]);
    await message.getByRole("button", { name: "Hide translation" }).click();
    await message.getByText("I am looking forward to Monday").waitFor({ state: "detached" });
    await message.getByText("Ich freue mich auf Montag").waitFor();
  });
});
