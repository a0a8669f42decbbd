import { expect, test } from "vitest";
import { faultsInBothSchemes } from "./support/accessibility.ts";
import { signIn, visit } from "./support/person.ts";
import { browserSuite } from "./support/suite.ts";
import type { Stage } from "./support/suite.ts";

/** Where nothing is looked at half faded. */
const still = ({ server }: Stage) => ({ ...server, reducedMotion: "reduce" as const });

browserSuite("signing in", (stage) => {
  test("a tab becomes a demo person and stays that person after a reload; another tab can be another", async () => {
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

  test("signing out goes back to everybody, and a reload stays there", async () => {
    const { mentor } = stage().nextPair();
    const { page } = await visit(stage().browser, stage().server);
    await signIn(page, mentor.name);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: mentor.name }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: mentor.name }).waitFor();
  });

  test("a token that does not hold leads back to sign-in, in plain words and at the same address", async () => {
    const { mentor } = stage().nextPair();
    const { page } = await visit(stage().browser, still(stage()));
    await signIn(page, mentor.name);
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
  });

  test("while the server is away the page says so, and goes on by itself when it is back", async () => {
    const { page, context } = await visit(stage().browser, still(stage()));
    await context.route("**/trpc/**", (route) => route.abort());
    await page.reload();
    await page.getByRole("alert").getByText("The server does not answer").waitFor();
    expect(await faultsInBothSchemes(page)).toEqual([]);
    await page.getByRole("button", { name: "Try again" }).click();
    await context.unroute("**/trpc/**");
    await page.getByRole("heading", { name: "Who are you today?" }).waitFor();
  });

  test("an address that names nothing says so and leads home", async () => {
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
    test("the page says where to sign in instead", async () => {
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
