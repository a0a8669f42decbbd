import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults } from "./support/accessibility.ts";
import { conversationWith, correspond, sendAll } from "./support/programme.ts";
import { messagesWith, openConversation, signIn, visit } from "./support/person.ts";
import { browserSuite } from "./support/suite.ts";

async function expectClean(page: Page, place: string) {
  expect(await accessibilityFaults(page), place).toEqual([]);
}

browserSuite("accessibility", (stage) => {
  test.each([
    ["light", { width: 1280, height: 800 }],
    ["dark", { width: 1280, height: 800 }],
    ["light", { width: 390, height: 844 }],
    ["dark", { width: 390, height: 844 }],
  ] as const)("axe finds nothing in %s at %o", async (colorScheme, viewport) => {
    const { mentor, mentee } = stage().nextPair();
    const writer = await correspond(stage().server.url, mentee);
    await sendAll(writer, await conversationWith(writer, mentor), ["Hello", "https://example.org"]);

    // Nothing is looked at half faded.
    const look = { ...stage().server, colorScheme, viewport, reducedMotion: "reduce" } as const;
    const { page } = await visit(stage().browser, look);
    await page.getByRole("button", { name: mentor.name }).waitFor();
    await expectClean(page, "sign-in");
    await signIn(page, mentor.name);
    await expectClean(page, "list");
    await openConversation(page, mentee.name);
    await messagesWith(page, mentee.name).getByText("Hello").waitFor();
    await expectClean(page, "conversation");
    await page.goto(`${stage().server.url}/contacts`);
    await page.getByRole("heading", { name: "Mentees" }).waitFor();
    await expectClean(page, "contacts");
  });
});
