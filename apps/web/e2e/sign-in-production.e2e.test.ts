import { createParleyClient } from "@parley/client";
import {
  type OpenIdProvider,
  providerVariables,
  startOpenIdProvider,
} from "@parley/server/testing/openid-provider";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { faultsInBothSchemes } from "./support/accessibility.ts";
import {
  type FakePlatform,
  platformKey,
  serviceToken,
  startFakePlatform,
} from "./support/fake-platform.ts";
import { signOut, visit } from "./support/person.ts";
import { browserSuite } from "./support/suite.ts";
import type { Stage } from "./support/suite.ts";

/** A browser of its own: these tests set cookies. Animations are off, so that nothing is checked while it fades. */
const own = ({ server }: Stage) => ({
  url: server.url,
  isForOneTest: true,
  reducedMotion: "reduce" as const,
});

const conversations = (page: Page) => page.getByRole("tab", { name: "Conversations" });

/** What scripts of the page can read of a session. */
const readable = (page: Page) =>
  page.evaluate(() => [
    document.cookie,
    ...[localStorage, sessionStorage].map((storage) => JSON.stringify(storage)),
  ]);

let platform: FakePlatform;

browserSuite(
  "signing in on the host platform",
  (stage) => {
    const ada = { id: "ada", name: "Ada Obi", role: "MENTOR" };

    async function signedIn(user = ada) {
      platform.user = user;
      const visited = await visit(stage().browser, own(stage()));
      await visited.page.getByRole("link", { name: `Go on as ${user.name}` }).click();
      await conversations(visited.page).waitFor();
      return visited;
    }

    test("HND-1, SES-1: a new tab goes to the platform and returns signed in; scripts can read no token, and other tabs continue", async () => {
      platform.user = ada;
      const { page, context, faults } = await visit(stage().browser, {
        ...own(stage()),
        path: "/contacts",
      });
      await page.getByRole("link", { name: "Go on as Ada Obi" }).click();
      await page.getByRole("tab", { name: "Contacts", selected: true }).waitFor();
      await page.getByRole("banner").getByText("Ada Obi").waitFor();
      for (const text of await readable(page)) {
        expect(text).not.toMatch(/eyJ|parley-session-dev|parley-browser/);
      }
      const cookies = await context.cookies();
      expect(cookies.find(({ name }) => name === "parley-session-dev")).toMatchObject({
        httpOnly: true,
        sameSite: "Lax",
      });
      const visits = platform.visits();
      await page.reload();
      await page.getByRole("banner").getByText("Ada Obi").waitFor();
      const second = await context.newPage();
      await second.goto(stage().server.url);
      await conversations(second).waitFor();
      expect(platform.visits()).toBe(visits);
      expect(faults).toEqual([]);
    });

    test("DLV-6: a page opens one client, which fetches the user once, and a token for calls and one for the socket", async () => {
      const { page } = await signedIn();
      const calls: string[] = [];
      page.on("request", (request) => calls.push(new URL(request.url()).pathname));
      const socket = page.waitForEvent("websocket");
      await page.reload();
      await conversations(page).waitFor();
      await socket;
      expect(calls.filter((path) => path.includes("users.me"))).toHaveLength(1);
      expect(calls.filter((path) => path === "/sign-in/token").length).toBeLessThanOrEqual(2);
    });

    test("SES-3: the settings list where a user is signed in, and sign another browser out at once", async () => {
      const here = await signedIn();
      const there = await signedIn();
      await here.page.goto(`${stage().server.url}/settings`);
      const list = here.page.getByRole("list", { name: "Where you are signed in" });
      await list.getByText("This browser").waitFor();
      expect(await faultsInBothSchemes(here.page)).toEqual([]);
      const others = list.getByRole("button", { name: /^Sign out Chrome/ });
      while ((await others.count()) > 0) {
        const before = await list.getByRole("listitem").count();
        await others.first().click();
        await expect.poll(() => list.getByRole("listitem").count()).toBe(before - 1);
      }
      await there.page.getByText("Your session has ended").waitFor();
      await there.page.getByRole("link", { name: "Sign in with Mentors United" }).waitFor();
      await conversations(here.page).waitFor({ state: "detached" });
      await here.page.goto(stage().server.url);
      await conversations(here.page).waitFor();
    });

    test("SES-4, SGN-3: a sign-out ends every tab and leads to the platform; the next sign-in is the user's decision", async () => {
      const { page, context } = await signedIn();
      const second = await context.newPage();
      await second.goto(stage().server.url);
      await conversations(second).waitFor();
      await signOut(page);
      await page.getByRole("heading", { name: "Signed out of the platform" }).waitFor();
      await second.getByText("You are signed out.").waitFor();
      expect(await faultsInBothSchemes(second)).toEqual([]);
      expect((await context.cookies()).map(({ name }) => name)).not.toContain("parley-session-dev");
      await second.reload();
      await second.getByRole("link", { name: "Sign in with Mentors United" }).click();
      await second.getByRole("link", { name: "Go on as Ada Obi" }).click();
      await conversations(second).waitFor();
    });

    test("SES-4: signing out everywhere ends the other browsers too", async () => {
      const here = await signedIn();
      const there = await signedIn();
      await here.page.goto(`${stage().server.url}/settings`);
      await here.page.getByRole("button", { name: "Sign out everywhere" }).click();
      await here.page.getByRole("heading", { name: "Signed out of the platform" }).waitFor();
      await there.page.getByText("Your session has ended").waitFor();
    });

    test("SES-4: a sign-out without a connection removes what is here at once, and ends the session when the server is back", async () => {
      const { page, context } = await signedIn();
      await context.route("**/sign-in/**", (route) => route.abort());
      await signOut(page);
      await page.getByRole("alert").getByText("The server does not answer").waitFor();
      expect(await readable(page)).not.toContain("ada");
      await context.unroute("**/sign-in/**");
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByRole("heading", { name: "Signed out of the platform" }).waitFor();
    });

    test("HND-6: a user without an account is told so, and not sent around in circles", async () => {
      platform.user = { id: "stranger", name: "Stranger", role: "NOBODY" };
      const { page } = await visit(stage().browser, own(stage()));
      await page.getByRole("link", { name: "Go on as Stranger" }).waitFor();
      const visits = platform.visits();
      await page.getByRole("link", { name: "Go on as Stranger" }).click();
      await page.getByRole("alert").getByText("There is no account for you here").waitFor();
      expect(await faultsInBothSchemes(page)).toEqual([]);
      expect(page.url()).toBe(`${stage().server.url}/`);
      await page.reload();
      await page.getByRole("link", { name: "Sign in with Mentors United" }).waitFor();
      expect(platform.visits()).toBe(visits);
    });

    test("SES-8: a tab that waits for a sign-in continues when another tab has signed in", async () => {
      const { page, context } = await signedIn();
      const second = await context.newPage();
      await second.goto(stage().server.url);
      await conversations(second).waitFor();
      await signOut(page);
      await second.getByText("You are signed out.").waitFor();
      await page.goto(`${stage().server.url}/sign-in/start?way=platform`);
      await page.getByRole("link", { name: "Go on as Ada Obi" }).click();
      await conversations(second).waitFor();
    });

    test("SGN-3: after a sign-out the back button does not sign in again", async () => {
      const { page } = await signedIn();
      await signOut(page);
      await page.getByRole("heading", { name: "Signed out of the platform" }).waitFor();
      const visits = platform.visits();
      await page.goBack();
      await page.getByRole("link", { name: "Sign in with Mentors United" }).waitFor();
      expect(platform.visits()).toBe(visits);
    });

    test("HND-6: a code that returns again changes nothing for a signed-in user, and the address is clean", async () => {
      platform.user = ada;
      const { page } = await visit(stage().browser, own(stage()));
      const returned = page.waitForRequest(/\/sign-in\/return/);
      await page.getByRole("link", { name: "Go on as Ada Obi" }).click();
      await conversations(page).waitFor();
      await page.goto((await returned).url());
      await conversations(page).waitFor();
      await expect.poll(() => page.url()).toBe(`${stage().server.url}/`);
    });

    test("SGN-5: a browser that blocks cookies is told so, and not sent to the platform", async () => {
      const { page, context, faults } = await visit(stage().browser, {
        ...own(stage()),
        path: "/healthz",
      });
      await context.addInitScript(() => {
        Object.defineProperty(Navigator.prototype, "cookieEnabled", { value: false });
        const forbid = () => {
          throw new DOMException("Access is denied for this document.", "SecurityError");
        };
        for (const name of ["localStorage", "sessionStorage", "indexedDB"])
          Object.defineProperty(window, name, { get: forbid });
      });
      const visits = platform.visits();
      await page.goto(stage().server.url);
      await page.getByRole("alert").getByText("This browser blocks cookies").waitFor();
      expect(platform.visits()).toBe(visits);
      expect(faults).toEqual([]);
    });

    test("SES-8: a tab follows the browser to the user who signed in last", async () => {
      const { page, context } = await signedIn();
      const second = await context.newPage();
      platform.user = { id: "ben", name: "Ben Kim", role: "MENTEE" };
      await second.goto(`${stage().server.url}/sign-in/start?way=platform`);
      await second.getByRole("link", { name: "Go on as Ben Kim" }).click();
      await second.getByRole("banner").getByText("Ben Kim").waitFor();
      await page.getByRole("banner").getByText("Ben Kim").waitFor();
    });

    afterAll(() => platform?.close());
  },
  async (url) => {
    platform = await startFakePlatform();
    return {
      ...platformKey,
      JIT_USERS: "on",
      PUBLIC_URL: url,
      SIGN_IN_URL: `${platform.url}/login`,
      SIGN_OUT_URL: `${platform.url}/logout`,
      SIGN_IN_NAME: "Mentors United",
    };
  },
);

let provider: OpenIdProvider;

browserSuite(
  "signing in with OpenID providers",
  (stage) => {
    const account = { sub: "1", email: "ada@school.example", email_verified: true };

    test("OID-1, OID-2: a user chooses a provider and is signed in by their verified address, at the page that they opened", async () => {
      const service = createParleyClient({
        url: `${stage().server.url}/trpc`,
        token: serviceToken,
      });
      const user = { id: "ada", name: "Ada Obi", role: "MENTOR" } as const;
      await service.trpc.users.upsert.mutate({ ...user, email: account.email });
      service.close();
      provider.user = { ...account, email_verified: false };
      const { page, faults } = await visit(stage().browser, { ...own(stage()), path: "/contacts" });
      await page.getByRole("heading", { name: "Sign in" }).waitFor();
      expect(await page.getByRole("link", { name: /^Sign in with/ }).allTextContents()).toEqual([
        "Sign in with School",
        "Sign in with Library",
      ]);
      expect(await faultsInBothSchemes(page)).toEqual([]);
      await page.getByRole("link", { name: "Sign in with School" }).click();
      await page.getByRole("alert").getByText("is not verified there yet").waitFor();
      expect(new URL(page.url()).pathname).toBe("/contacts");
      provider.user = account;
      await page.getByRole("link", { name: "Sign in with School" }).click();
      await page.getByRole("tab", { name: "Contacts", selected: true }).waitFor();
      await page.getByRole("banner").getByText("Ada Obi").waitFor();
      await signOut(page);
      await page.getByText("You are signed out.").waitFor();
      expect(faults).toEqual([]);
    });

    test("OID-7: while a provider is away the page says so", async () => {
      provider.faults.away.add("/.well-known/openid-configuration");
      const { page } = await visit(stage().browser, own(stage()));
      await page.getByRole("link", { name: "Sign in with Library" }).click();
      await page.getByRole("alert").getByText("not possible at the moment").waitFor();
      provider.faults.away.clear();
    });

    test("OID-8: a sign-out goes through the provider, and ends at the sign-in of the web app", async () => {
      provider.signsOut = true;
      provider.user = account;
      const { page } = await visit(stage().browser, { ...own(stage()), path: "/settings" });
      // Its configuration is discovered now: nobody has signed in with it.
      await page.getByRole("link", { name: "Sign in with Library" }).click();
      await page.getByRole("banner").getByText("Ada Obi").waitFor();
      await signOut(page);
      await page.getByText("You are signed out.").waitFor();
      expect(provider.ended.map((parameters) => parameters.has("id_token_hint"))).toEqual([true]);
      expect(page.url()).toBe(`${stage().server.url}/`);
    });

    afterAll(() => provider?.[Symbol.asyncDispose]());
  },
  async (url) => {
    provider = await startOpenIdProvider();
    return {
      ...platformKey,
      PUBLIC_URL: url,
      OIDC_PROVIDERS: "school,library",
      ...providerVariables(provider, { id: "SCHOOL", name: "School" }),
      ...providerVariables(provider, { id: "LIBRARY", name: "Library" }),
    };
  },
);
