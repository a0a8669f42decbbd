import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { drawPng } from "./support/draw-png.ts";
import { eventually } from "./support/eventually.ts";
import { isFocused } from "./support/focus.ts";
import { createHand, type Effort, type Hand } from "./support/hand.ts";
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

const documented = new URL("../../../docs/everyday-tasks.md", import.meta.url);

/** The efforts that the documentation states, by task. */
async function readEfforts(): Promise<Record<string, Effort>> {
  const rows = (await readFile(documented, "utf8"))
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter((cells) => /^\d+$/u.test(cells[3] ?? ""));
  return Object.fromEntries(
    rows.map(([, task = "", , clicks, keys, seconds]) => [
      task,
      { clicks: Number(clicks), keys: Number(keys), seconds: Number(seconds) },
    ]),
  );
}

const lines = Array.from({ length: 40 }, (_, at) => `We talked about chapter ${at + 1}.`);
const history = ["My interview at the bakery is on Friday.", ...lines, "Can we meet on Tuesday?"];

/** The date after so many days, as it is typed into the field of a browser in English. */
function typedDate(days: number): string {
  const date = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return date.replace(/(\d+)-(\d+)-(\d+)/u, "$2$3$1");
}

browserSuite("everyday tasks", (stage) => {
  test("each everyday task takes the documented number of clicks, keys and seconds", async () => {
    const { server, browser, nextPair } = stage();
    const { mentor, mentee } = nextPair();
    const theirs = await correspond(server.url, mentee);
    await sendAll(theirs, await conversationWith(theirs, mentor), history);
    const look = { ...server, reducedMotion: "reduce", isForOneTest: true } as const;
    const { page, faults } = await person(browser, mentor.name, look);
    const b = await person(browser, mentee.name, look);
    await openConversation(b.page, mentor.name);
    const logs = { a: messagesWith(page, mentee.name), b: messagesWith(b.page, mentor.name) };
    const { api } = await correspond(server.url, mentor);
    const { groups } = await api.groups.list.query();
    const group = groups.find(({ mentees }) => mentees.some(({ id }) => id === mentee.id));
    if (group === undefined) throw new Error("The pair has no group");

    const field = composer(page, mentee.name);
    const menuItem = (name: string | RegExp) => page.getByRole("menuitem", { name, exact: true });
    const account = page.getByRole("group", { name: "Account" });
    const row = (name: string) =>
      page
        .getByRole("list", { name: "Conversations" })
        .getByRole("listitem")
        .filter({ hasText: name });
    const read = (text: string) => messageIn(logs.b, text).waitFor();
    const tool = async (hand: Hand, text: string, name: string) => {
      const message = messageIn(logs.a, text);
      await hand.point(message);
      await hand.click(message.getByRole("button", { name, exact: true }));
    };
    const choose = async (hand: Hand, text: string, action: string) => {
      await tool(hand, text, "More");
      await hand.click(menuItem(action));
    };
    const inList = async (hand: Hand, name: string, action: string) => {
      await hand.point(row(name));
      await hand.click(row(name).getByRole("button", { name: "More" }));
      await hand.click(menuItem(action));
    };

    const tasks: Readonly<Record<string, (hand: Hand) => Promise<void>>> = {
      async "Answer a message"(hand) {
        await hand.click(conversationLink(page, mentee.name));
        await eventually(() => isFocused(field)).toBe(true);
        await hand.write("Yes, gladly");
        await hand.press("Enter");
        await read("Yes, gladly");
      },
      async "Correct what I just sent"(hand) {
        await hand.press("ArrowUp");
        await page.getByRole("textbox", { name: "Edit message" }).waitFor();
        await hand.write(" at ten");
        await hand.press("Enter");
        await read("Yes, gladly at ten");
      },
      async "React with a thumb"(hand) {
        await tool(hand, "Can we meet", "React");
        await hand.click(page.getByRole("button", { name: "👍" }));
        await messageIn(logs.b, "Can we meet").getByRole("button", { name: /^👍 1/u }).waitFor();
      },
      async "Answer one certain message"(hand) {
        await tool(hand, "chapter 40", "Reply");
        await hand.write("That one again");
        await hand.press("Enter");
        await messageIn(logs.b, "That one again").getByText("chapter 40").waitFor();
      },
      async "Take a message back"(hand) {
        await tool(hand, "That one again", "Delete");
        await messageIn(logs.b, "Message deleted").waitFor();
      },
      async "Find what she said about the interview"(hand) {
        await hand.click(page.getByRole("searchbox", { name: "Search messages" }));
        await hand.write("interview");
        const found = page.getByRole("list", { name: "Search results" }).getByRole("link");
        await hand.click(found.filter({ hasText: "bakery" }).first());
        await messageIn(logs.a, "bakery").waitFor();
        await page.getByRole("button", { name: "Clear the search" }).click();
      },
      async "Keep her answer for later"(hand) {
        await choose(hand, "bakery", "Save");
      },
      async "Find what I kept"(hand) {
        await hand.click(page.getByRole("button", { name: "Saved", exact: true }));
        await page.getByRole("list", { name: "Saved" }).getByText("bakery").waitFor();
        await page.getByRole("button", { name: "All", exact: true }).click();
      },
      async "Pin the date for both of us"(hand) {
        await choose(hand, "bakery", "Pin");
        await b.page.getByRole("region", { name: "Pinned messages" }).getByText("bakery").waitFor();
      },
      async "Wish good luck tomorrow at nine"(hand) {
        await hand.click(field);
        await hand.write("Good luck!");
        await hand.click(page.getByRole("button", { name: "Send later" }));
        await hand.click(menuItem(/^Tomorrow at/u));
        await page.getByText("1 message will be sent later").waitFor();
      },
      async "Send a photo"(hand) {
        const chooser = page.waitForEvent("filechooser");
        await hand.click(page.getByRole("button", { name: "Attach files" }));
        await (
          await chooser
        ).setFiles({
          name: "prototype.png",
          mimeType: "image/png",
          buffer: drawPng(240, 160),
        });
        await hand.click(page.getByRole("button", { name: "Send", exact: true }));
        await logs.b.getByRole("button", { name: "prototype.png" }).waitFor();
      },
      async "Note what she has to do, and until when"(hand) {
        await choose(hand, "Can we meet", "Make an action item");
        const dialog = page.getByRole("dialog", { name: "New action item" });
        await hand.click(dialog.getByLabel("Due date"), "start");
        await hand.write(typedDate(7));
        await hand.click(dialog.getByRole("button", { name: "Save" }));
        await logs.b.getByRole("checkbox").first().waitFor();
        await logs.b.getByText(/^Due: /u).waitFor();
      },
      async "Ask to meet next week"(hand) {
        await hand.click(page.getByRole("button", { name: "Propose a meeting" }));
        const dialog = page.getByRole("dialog", { name: "Propose a meeting" });
        await hand.click(dialog.getByLabel("Date").first(), "start");
        await hand.write(typedDate(7));
        await hand.click(dialog.getByRole("button", { name: "Propose", exact: true }));
        await logs.b.getByRole("button", { name: /^Accept/u }).waitFor();
      },
      async "Tick off what is done"(hand) {
        await hand.click(logs.a.getByRole("checkbox").first());
        await eventually(() => logs.b.getByRole("checkbox").first().isChecked()).toBe(true);
      },
      async "Keep a text that I write often"(hand) {
        await hand.click(field);
        await hand.write("How did it go?");
        await hand.click(page.getByRole("button", { name: "Send later" }));
        await hand.click(menuItem("Save as template"));
        const dialog = page.getByRole("dialog", { name: "Templates" });
        await hand.write("Went");
        await hand.click(dialog.getByRole("button", { name: "Save" }));
        await hand.press("Escape");
        await dialog.waitFor({ state: "detached" });
      },
      async "Write to another member of the group"(hand) {
        await hand.click(conversationLink(page, group.name));
        await hand.click(page.getByRole("heading", { name: group.name }).getByRole("button"));
        const details = page.getByRole("dialog", { name: `About ${group.name}` });
        await hand.click(details.getByRole("button", { name: `Message ${mentee.name}` }));
        await hand.write("Only for you");
        await hand.press("Enter");
        await read("Only for you");
      },
      async "Mute the group until Monday"(hand) {
        await inList(hand, group.name, "Mute until Monday");
        await row(group.name).getByText("Muted until").waitFor();
      },
      async "Mark a conversation as unread"(hand) {
        await inList(hand, group.name, "Mark as unread");
        await row(group.name).getByText("Marked as unread").waitFor();
      },
      async "Archive a conversation"(hand) {
        await inList(hand, group.name, "Archive");
        await row(group.name).waitFor({ state: "detached" });
      },
      async "Find out why I can write to a person"(hand) {
        await hand.click(page.getByRole("heading", { name: mentee.name }).getByRole("button"));
        await page.getByText("because you share a mentoring group").waitFor();
      },
      async "Read in the dark"(hand) {
        await hand.click(page.getByRole("button", { name: /^Account/u }));
        await hand.click(account.getByRole("radio", { name: "Dark" }));
        await account.getByRole("radio", { name: "Dark", checked: true }).waitFor();
      },
    };
    const efforts: Record<string, Effort> = {};
    for (const [name, run] of Object.entries(tasks)) {
      const hand = createHand(page);
      await run(hand);
      efforts[name] = hand.effort();
    }
    expect(efforts).toEqual(await readEfforts());
    expect([...faults, ...b.faults]).toEqual([]);
  });
});
