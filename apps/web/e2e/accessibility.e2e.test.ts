import { test } from "vitest";
import { expectClean } from "./support/accessibility.ts";
import { conversationWith, correspond, sendAll } from "./support/programme.ts";
import { messagesWith, openConversation, signIn, visit } from "./support/person.ts";
import { browserSuite } from "./support/suite.ts";

browserSuite("accessibility", (stage) => {
  test.each([
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ])("axe finds no violation at %o", async (viewport) => {
    const { mentor, mentee } = stage().nextPair();
    const writer = await correspond(stage().server.url, mentee);
    const texts = ["Hello", "https://example.org"];
    await sendAll(writer, await conversationWith(writer, mentor), texts);

    // Animations are off, so that nothing is checked while it fades.
    const look = { ...stage().server, viewport, reducedMotion: "reduce" } as const;
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
