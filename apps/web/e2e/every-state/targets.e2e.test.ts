import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { answerOperations, someFaults } from "../support/failed-jobs.ts";
import { messagesWith, openConversation, person, signIn, visit } from "../support/person.ts";
import { conversationWith, correspond, findPerson, sendAll } from "../support/programme.ts";
import { smallTargets } from "../support/small-targets.ts";
import { browserSuite } from "../support/suite.ts";
import { phone } from "../support/touch.ts";

const PHONE = { ...phone, reducedMotion: "reduce" } as const;

async function expectRoom(page: Page, place: string, within?: string) {
  expect(await smallTargets(page, within), place).toEqual([]);
}

browserSuite("a finger's room", (stage) => {
  test("on a phone every target in the messages is large enough", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { url } = stage().server;
    const [writer, reader] = [await correspond(url, mentee), await correspond(url, mentor)];
    const conversationId = await conversationWith(writer, mentor);
    await sendAll(writer, conversationId, ["A long story. ".repeat(200), "Shall we meet?"]);
    const { lastSeq } = await reader.api.conversations.get.query({ conversationId });
    for (const { api } of [writer, reader]) {
      await api.messages.react.mutate({ conversationId, seq: lastSeq, emoji: "🎉" });
    }

    const { page } = await visit(stage().browser, { ...stage().server, ...PHONE });
    await page.getByRole("button", { name: mentor.name }).waitFor();
    await expectRoom(page, "sign-in");
    await signIn(page, mentor.name);
    await page.getByRole("list", { name: "Conversations" }).getByRole("link").first().waitFor();
    await expectRoom(page, "list");
    await page.getByRole("searchbox").fill("story");
    await page.getByRole("list", { name: "Search results" }).waitFor();
    await expectRoom(page, "search");
    await page.getByRole("button", { name: "Clear the search" }).tap();

    await openConversation(page, mentee.name);
    const message = messagesWith(page, mentee.name).getByRole("article").last();
    await message.getByRole("button", { name: /^🎉 2/ }).waitFor();
    await expectRoom(page, "conversation");
    await message.getByRole("button", { name: "More" }).tap();
    await page.getByRole("menu").waitFor();
    await expectRoom(page, "menu of a message", "[role=menu]");
    await page.getByRole("menuitem", { name: "Reply" }).tap();
    await page.getByText(`Replying to ${mentee.name}`).waitFor();
    await expectRoom(page, "answering");
    await page.goto(`${url}/contacts`);
    await page.getByRole("heading", { name: "Mentees" }).waitFor();
    await expectRoom(page, "contacts");
    await page.goto(`${url}/settings`);
    await page.getByRole("switch").first().waitFor();
    await expectRoom(page, "settings");
  });

  test("on a phone every target in an admin's pages is large enough", async () => {
    const { url } = stage().server;
    const { name } = await findPerson(url, "Grace Adeyemi");
    const { page } = await person(stage().browser, name, { ...stage().server, ...PHONE });
    await page.goto(`${url}/groups`);
    await page.getByRole("list", { name: "Groups" }).waitFor();
    await expectRoom(page, "groups");
    await page.goto(`${url}/groups?id=health-and-science`);
    await page.getByRole("img").first().waitFor();
    await expectRoom(page, "a group");
    await page.goto(`${url}/people`);
    await page.getByRole("list", { name: "People" }).waitFor();
    await expectRoom(page, "people");
    await page.goto(`${url}/activity`);
    await page.getByRole("img").first().waitFor();
    await expectRoom(page, "activity");
    await answerOperations(page, someFaults());
    await page.goto(`${url}/operations`);
    await page.getByRole("list", { name: "Failed jobs" }).waitFor();
    await expectRoom(page, "operations");
  });
});
