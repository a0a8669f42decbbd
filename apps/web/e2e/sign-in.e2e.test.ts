import { expect, test } from "vitest";
import { eventually } from "./support/eventually.ts";
import { faultsInBothSchemes } from "./support/accessibility.ts";
import { composer, openConversation, signIn, signOut, visit } from "./support/person.ts";
import { browserSuite } from "./support/suite.ts";
import type { Stage } from "./support/suite.ts";

/** Animations are off, so that nothing is checked while it fades. */
const still = ({ server }: Stage) => ({ ...server, reducedMotion: "reduce" as const });

browserSuite("signing in", (stage) => {
  test("a tab becomes a demo user and stays that user after a reload; another tab can be another", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { page, context, faults } = await visit(stage().browser, stage().server);
    await signIn(page, mentor.name);
    await page.reload();
    await page.getByRole("banner").getByText(mentor.name).waitFor();

    const second = await context.newPage();
    await second.goto(stage().server.url);
    await signIn(second, mentee.name);
    await second.getByRole("banner").getByText(mentee.name).waitFor();
    await page.reload();
    await page.getByRole("banner").getByText(mentor.name).waitFor();
    expect(faults).toEqual([]);
  });

  test("signing out returns to the list of users, and a reload stays there", async () => {
    const { mentor } = stage().nextPair();
    const { page } = await visit(stage().browser, stage().server);
    await signIn(page, mentor.name);
    await signOut(page);
    await page.getByRole("button", { name: mentor.name }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: mentor.name }).waitFor();
  });

  test("SGN-1, SGN-2: signing out asks first if there is a draft that the server does not have, and leaves only preferences of the device", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { page } = await visit(stage().browser, still(stage()));
    await signIn(page, mentor.name);
    await openConversation(page, mentee.name);
    const field = composer(page, mentee.name);
    // Longer than what the server takes.
    const draft = "half a thought ".repeat(700);
    await field.fill(draft);
    await signOut(page);
    const dialog = page.getByRole("dialog", { name: "Sign out and delete what is unsent?" });
    await dialog.getByText(mentee.name).waitFor();
    expect(await faultsInBothSchemes(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Stay signed in" }).click();
    expect(await field.inputValue()).toBe(draft);
    await signOut(page);
    await dialog.getByRole("button", { name: "Delete and sign out" }).click();
    await page.getByRole("button", { name: mentor.name }).waitFor();
    await page.waitForFunction(async (id) => {
      const kept = await indexedDB.databases();
      const outboxes = kept.filter(({ name }) => name?.includes(id) === true);
      const keys = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
      return (
        outboxes.length === 0 && keys.every((key) => !key.includes(id) && !key.includes("session"))
      );
    }, mentor.id);
    const left = await page.evaluate(async () => {
      const screens = await new Promise<number>((resolve) => {
        const request = indexedDB.open("parley-kept");
        request.addEventListener("success", () => {
          const count = request.result.transaction("screens").objectStore("screens").count();
          count.addEventListener("success", () => resolve(count.result));
        });
      });
      return { screens, keys: [...Object.keys(localStorage), ...Object.keys(sessionStorage)] };
    });
    expect(left.screens).toBe(0);
    const choices = ["parley.theme", "parley.language", "parley.send-key", "parley.question-mark"];
    expect(left.keys.filter((key) => !choices.includes(key))).toEqual([]);
  });

  test("SGN-2, DRF-7: a sign-out saves a draft without asking, and it is there at the next sign-in", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { page } = await visit(stage().browser, stage().server);
    await signIn(page, mentor.name);
    await openConversation(page, mentee.name);
    await composer(page, mentee.name).fill("half a thought");
    await signOut(page);
    await signIn(page, mentor.name);
    await openConversation(page, mentee.name);
    await eventually(() => composer(page, mentee.name).inputValue()).toBe("half a thought");
  });

  test("SGN-3: a new tab offers to continue as the signed-in user, and a sign-out ends both", async () => {
    const { mentor } = stage().nextPair();
    const { page, context } = await visit(stage().browser, stage().server);
    await signIn(page, mentor.name);
    const second = await context.newPage();
    await second.goto(`${stage().server.url}/contacts`);
    await second.getByRole("button", { name: `Go on as ${mentor.name}` }).click();
    await second.getByRole("tab", { name: "Contacts", selected: true }).waitFor();
    await signOut(page);
    for (const tab of [page, second]) {
      await tab.getByRole("heading", { name: "Who are you today?" }).waitFor();
      expect(await tab.getByRole("button", { name: /^Go on as/ }).count()).toBe(0);
    }
  });

  test("SGN-4: an invalid token leads back to sign-in, in plain words, at the same address, and unsent messages are kept", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { page } = await visit(stage().browser, still(stage()));
    await signIn(page, mentor.name);
    await openConversation(page, mentee.name);
    await composer(page, mentee.name).fill("half a thought");
    await page.goto(`${stage().server.url}/contacts`);
    await page.evaluate(() => {
      const kept = JSON.parse(sessionStorage.getItem("parley.session") ?? "{}");
      sessionStorage.setItem("parley.session", JSON.stringify({ ...kept, token: "a.b.c" }));
    });
    await page.reload();
    await page.getByText(/sign in again/i).waitFor();
    expect(await faultsInBothSchemes(page)).toEqual([]);
    expect(new URL(page.url()).pathname).toBe("/contacts");
    await signIn(page, mentor.name);
    await page.getByRole("tab", { name: "Contacts", selected: true }).waitFor();
    await page.getByRole("tab", { name: "Conversations" }).click();
    await openConversation(page, mentee.name);
    expect(await composer(page, mentee.name).inputValue()).toBe("half a thought");
  });

  test("while the server is unavailable the page shows it, and continues automatically when it is back", async () => {
    const { page, context } = await visit(stage().browser, still(stage()));
    await context.route("**/trpc/**", (route) => route.abort());
    await page.reload();
    await page.getByRole("alert").getByText("The server does not answer").waitFor();
    expect(await faultsInBothSchemes(page)).toEqual([]);
    await page.getByRole("button", { name: "Try again" }).click();
    await context.unroute("**/trpc/**");
    await page.getByRole("heading", { name: "Who are you today?" }).waitFor();
  });

  test("an unknown address shows an error and leads home", async () => {
    const { mentor } = stage().nextPair();
    const { page } = await visit(stage().browser, { ...stage().server, path: "/nowhere" });
    await page.getByRole("button", { name: mentor.name }).click();
    await page.getByRole("heading", { name: "There is nothing at this address" }).waitFor();
    await page.getByRole("button", { name: "Go to conversations" }).click();
    await page.getByRole("tab", { name: "Conversations" }).waitFor();
  });
});

browserSuite(
  "a server whose host signs people in",
  (stage) => {
    test("the page shows where to sign in instead", async () => {
      const { page } = await visit(stage().browser, still(stage()));
      await page.getByRole("heading", { name: "Sign in on your platform" }).waitFor();
      expect(await page.getByRole("button").count()).toBe(0);
      expect(await faultsInBothSchemes(page)).toEqual([]);
    });
  },
  {
    JWT_SECRET: "a secret of the host platform, long enough",
    JWT_ISSUER: "https://host.example",
    JWT_AUDIENCE: "parley",
  },
);
