import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { languages } from "../../src/i18n/languages.ts";
import { cutTexts } from "../support/cut-texts.ts";
import { openProfile } from "../support/profiles.ts";
import {
  conversationWith,
  correspond,
  findPerson,
  sendAll,
  sessionOf,
} from "../support/programme.ts";
import { browserSuite } from "../support/suite.ts";

const WIDTHS = [320, 390, 1280] as const;

/** What is in the page once it has loaded: a heading, a log, or the list of the first page. */
async function expectWhole(page: Page, address: string, place: string) {
  await page.goto(address);
  await page.locator("main").waitFor();
  await page.waitForLoadState("networkidle");
  // Polled, since parts of the page may still move while it loads.
  await expect.poll(() => cutTexts(page), { message: place }).toEqual([]);
}

browserSuite("texts on the screen", (stage) => {
  for (const language of languages) {
    test(`SCR-8: no text is cut without an ellipsis, and none overlaps another, in ${language} at every width`, async () => {
      const { url } = stage().server;
      const { mentor, mentee } = stage().nextPair();
      const writer = await correspond(url, mentor);
      const conversationId = await conversationWith(writer, mentee);
      // A folded message that is narrower than its button and its time together.
      await sendAll(writer, conversationId, ["ab\n".repeat(80), "Words. ".repeat(300), "ok"]);
      const admin = await findPerson(url, "Grace Adeyemi");
      const visits = [
        { who: mentor, paths: ["/", `/conversations/${conversationId}`, "/contacts", "/settings"] },
        {
          who: admin,
          paths: [
            "/groups",
            "/groups?id=health-and-science",
            "/people",
            "/activity",
            "/starters",
            "/operations",
          ],
        },
      ];
      for (const { who, paths } of visits) {
        const session = JSON.stringify(await sessionOf(url, who.name));
        const { page } = await openProfile(stage().browser, { url, reducedMotion: "reduce" });
        await page.evaluate(
          (kept) => {
            window.sessionStorage.setItem("parley.session", kept.session);
            window.localStorage.setItem("parley.language", kept.language);
          },
          { session, language },
        );
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 });
          for (const path of paths) await expectWhole(page, url + path, `${path} at ${width}`);
        }
      }
    });
  }
});
