import { test } from "vitest";
import { expectClean } from "../support/accessibility.ts";
import { answerOperations, someFaults } from "../support/failed-jobs.ts";
import { person } from "../support/person.ts";
import { browserSuite } from "../support/suite.ts";

browserSuite("the states of an admin's pages", (stage) => {
  test.each([
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ])("axe finds no violation at %o", async (viewport) => {
    const { browser, server } = stage();
    const look = { ...server, viewport, reducedMotion: "reduce" } as const;
    const { page } = await person(browser, "Grace Adeyemi", look);
    const go = (path: string) => page.goto(new URL(path, server.url).href);
    await go("/groups");
    await page.getByRole("list", { name: "Groups" }).waitFor();
    await expectClean(page, "groups");
    await go("/groups?new");
    await page.getByRole("combobox", { name: "Mentees" }).fill("daniel");
    await page.getByRole("option", { name: "Daniel Osei" }).click();
    await page.getByRole("option").first().waitFor({ state: "hidden" });
    await expectClean(page, "a new group");
    await page.getByRole("combobox", { name: "Mentor" }).click();
    await page.getByRole("option").first().waitFor();
    // While the list is open, only it and its field are exposed to screen readers; Tab closes it.
    await expectClean(page, "a list to choose from", "[role=listbox]");
    await go("/groups?id=health-and-science");
    await page.getByRole("img").first().waitFor();
    await expectClean(page, "a group");
    await page.getByRole("button", { name: "Move", exact: true }).first().click();
    await expectClean(page, "a move");
    await go("/people");
    const row = page.getByRole("main").getByRole("listitem", { name: "Daniel Osei" });
    await row.getByRole("button", { name: "Change role" }).click();
    await page.getByRole("radio", { name: "Mentor" }).waitFor();
    await expectClean(page, "a role");
    await go("/activity");
    await page.getByText("Show the numbers").first().click();
    await page.getByRole("table").waitFor();
    await expectClean(page, "activity");
    await go("/starters");
    await page.getByRole("button", { name: "Change", exact: true }).first().click();
    await expectClean(page, "starters");
    await go("/operations");
    await page.getByText("Nothing has failed.").waitFor();
    await expectClean(page, "no operations");
    await answerOperations(page, someFaults());
    await page.reload();
    await page.getByRole("list", { name: "Failed jobs" }).waitFor();
    await expectClean(page, "operations");
  });
});
