import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { eventually } from "./support/eventually.ts";
import { watchFrames } from "./support/frames.ts";
import { isInView } from "./support/in-view.ts";
import {
  conversationLink,
  messagesWith,
  openConversation,
  person,
  write,
} from "./support/person.ts";
import { conversationWith, correspond, sendAll } from "./support/programme.ts";
import { browserSuite } from "./support/suite.ts";

const numbered = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name} ${index + 1}.`);

/** Delays what a page sends from the server until released, from the next load of the page on. */
async function holdSends(page: Page) {
  const held: (() => void)[] = [];
  let isHolding = true;
  await page.routeWebSocket(/\/trpc/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((frame) => {
      const isSend = frame.includes("messages.send");
      if (isHolding && isSend) held.push(() => server.send(frame));
      else server.send(frame);
    });
  });
  const letGo = () => {
    isHolding = false;
    for (const send of held) send();
  };
  return { held, letGo };
}

/** Delays animation frames until released, from the next load of the page on. */
async function holdFrames(page: Page) {
  await page.addInitScript(() => {
    const waiting: FrameRequestCallback[] = [];
    const ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => waiting.push(callback);
    window.addEventListener("frames-go", () => {
      window.requestAnimationFrame = ask;
      for (const callback of waiting) ask(callback);
    });
  });
  return { letGo: () => page.evaluate(() => window.dispatchEvent(new Event("frames-go"))) };
}

browserSuite("reading", (stage) => {
  /** A mentee writes `count` messages to a mentor who has read everything before, `read` of them just now. */
  async function unreadMessages(count: number, read = 1) {
    const { mentor, mentee } = stage().nextPair();
    const { url } = stage().server;
    const [reader, writer] = await Promise.all([correspond(url, mentor), correspond(url, mentee)]);
    const conversationId = await conversationWith(writer, mentor);
    await sendAll(writer, conversationId, numbered("read", read));
    const { lastSeq } = await reader.api.conversations.get.query({ conversationId });
    await reader.api.messages.markRead.mutate({ conversationId, seq: lastSeq });
    await sendAll(writer, conversationId, numbered("line", count));
    return { mentor, mentee, reader, writer, conversationId };
  }

  test("SCR-3: a conversation opens at its first unread message, under a divider that says New, and reading to the end clears the count", async () => {
    const { mentor, mentee } = await unreadMessages(60);
    const { page } = await person(stage().browser, mentor.name, stage().server);
    const link = conversationLink(page, mentee.name);
    await eventually(() => link.innerText()).toContain("60 unread");
    await eventually(() => page.title()).toMatch(/^\(\d+\) /);

    await openConversation(page, mentee.name);
    const log = messagesWith(page, mentee.name);
    await log.getByRole("separator", { name: "New" }).waitFor();
    const isLineInView = (text: string) => isInView(log.getByText(text, { exact: true }));
    await eventually(() => isLineInView("line 1.")).toBe(true);
    expect(await isLineInView("line 60.")).toBe(false);

    await page.getByRole("button", { name: "Jump to latest" }).click();
    await eventually(() => isLineInView("line 60.")).toBe(true);
    await eventually(() => link.innerText()).not.toContain("unread");
    await page.getByRole("button", { name: "Jump to latest" }).waitFor({ state: "hidden" });
  });

  test("a message that arrives while a user reads further up moves nothing, and the button leads to it", async () => {
    const { mentor, mentee, writer, conversationId } = await unreadMessages(60);
    const { page } = await person(stage().browser, mentor.name, stage().server);
    await openConversation(page, mentee.name);
    const log = messagesWith(page, mentee.name);
    await log.getByText("line 1.", { exact: true }).waitFor();
    const topOfFirst = async () =>
      (await log.getByText("line 1.", { exact: true }).boundingBox())?.y;
    const before = await topOfFirst();
    await sendAll(writer, conversationId, ["news from below"]);
    await eventually(() => conversationLink(page, mentee.name).innerText()).toContain(
      "news from below",
    );
    expect(await topOfFirst()).toBe(before);
    await page.getByRole("button", { name: "Jump to latest" }).click();
    await log.getByText("news from below").waitFor();
  });

  test("SCR-3: on a slow machine the log opens at its first unread message too, while older ones load above", async () => {
    const { mentor, mentee } = await unreadMessages(60, 60);
    const { page } = await person(stage().browser, mentor.name, {
      ...stage().server,
      isForOneTest: true,
    });
    // The first frames come only after the next page of history: nothing has found its position yet.
    const { letGo } = await holdFrames(page);
    await page.reload();
    await openConversation(page, mentee.name);
    const log = messagesWith(page, mentee.name);
    await log.getByText("This is the beginning").waitFor({ state: "attached" });
    await letGo();
    await eventually(() => isInView(log.getByText("line 1.", { exact: true }))).toBe(true);
    await log.getByRole("separator", { name: "New" }).waitFor();
  });

  test("SCR-6: a reload returns to the message that was being read, to the pixel, and opening again to the end", async () => {
    const { mentor, mentee } = await unreadMessages(1, 200);
    const { page } = await person(stage().browser, mentor.name, stage().server);
    await openConversation(page, mentee.name);
    const log = messagesWith(page, mentee.name);
    await log.getByText("line 1.", { exact: true }).waitFor();
    const middle = log.getByText("read 80.", { exact: true });
    await log.hover();
    while ((await middle.count()) === 0) await page.mouse.wheel(0, -300);
    await middle.scrollIntoViewIfNeeded();
    const frames = await watchFrames(log);
    await frames.evaluate((watch) => watch.settled());
    const place = async () => (await middle.boundingBox())?.y;
    const before = await place();

    await page.reload();
    await eventually(async () => (await place()) === before).toBe(true);
    expect(await isInView(middle)).toBe(true);

    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("heading", { name: "Settings" }).waitFor();
    await page.getByRole("link", { name: "Messages" }).click();
    await openConversation(page, mentee.name);
    await eventually(() => isInView(log.getByText("line 1.", { exact: true }))).toBe(true);
  });

  test("a log at its end stays there, also if others write above own messages that are still being sent", async () => {
    const { mentor, mentee, writer, conversationId } = await unreadMessages(1);
    const { page } = await person(stage().browser, mentor.name, {
      ...stage().server,
      isForOneTest: true,
    });
    const { held, letGo } = await holdSends(page);
    await page.reload();
    await openConversation(page, mentee.name);
    const log = messagesWith(page, mentee.name);
    await log.getByText("line 1.", { exact: true }).waitFor();
    await write(page, mentee.name, "mine, on its way");
    await eventually(() => held.length).toBe(1);

    await sendAll(writer, conversationId, numbered("theirs", 20));
    const row = conversationLink(page, mentee.name);
    await eventually(() => log.getByText("theirs 20.").count()).toBe(1);
    expect(await isInView(log.getByText("mine, on its way"))).toBe(true);

    letGo();
    await eventually(() => log.getByText("Sending").count()).toBe(0);
    await sendAll(writer, conversationId, numbered("more", 20));
    await eventually(() => isInView(log.getByText("more 20."))).toBe(true);
    await eventually(() => row.innerText()).not.toContain("unread");
  });

  test("opening a conversation in a hidden window leaves it unread", async () => {
    const { mentor, mentee, reader, conversationId } = await unreadMessages(3);
    const { page } = await person(stage().browser, mentor.name, stage().server);
    await page.evaluate(() => {
      Object.defineProperty(document, "hasFocus", {
        configurable: true,
        value: () => false,
      });
      window.dispatchEvent(new Event("blur"));
    });
    await openConversation(page, mentee.name);
    await messagesWith(page, mentee.name).getByText("line 3.").waitFor();
    const unread = async () =>
      (await reader.api.conversations.get.query({ conversationId })).unread;
    expect(await unread()).toBe(3);
    await page.evaluate(() => {
      Object.defineProperty(document, "hasFocus", {
        configurable: true,
        value: () => true,
      });
      window.dispatchEvent(new Event("focus"));
    });
    await eventually(unread).toBe(0);
  });
});
