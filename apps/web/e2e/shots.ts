import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import {
  createDataDirectory,
  removeDataDirectory,
  startChildServer,
} from "./support/child-server.ts";
import { launchChromium } from "./support/chromium.ts";
import { messagesWith, openConversation, signIn, visit } from "./support/person.ts";
import { shootConversation } from "./support/shoot-conversation.ts";
import { correspond, listPairs } from "./support/programme.ts";
import { shootAdmin } from "./support/shoot-admin.ts";
import type { Pair } from "./support/programme.ts";

const folder = fileURLToPath(new URL("../shots/", import.meta.url));

const screens = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
} as const;

type Shoot = (name: string) => Promise<void>;

interface Scene {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly pair: Pair;
  readonly strangers: { readonly from: string; readonly to: string };
  readonly url: string;
  readonly shoot: Shoot;
}

async function shootSignIn({ page, context, pair, shoot }: Scene) {
  await page.getByRole("button", { name: pair.mentor.name }).waitFor();
  await shoot("sign-in");
  await context.route("**/trpc/**", (route) => route.abort());
  await page.reload();
  await page.getByRole("alert").waitFor();
  await shoot("sign-in-server-away");
  await context.unroute("**/trpc/**");
  await page.reload();
}

async function shootMessages({ page, pair, url, shoot }: Scene) {
  await page.getByRole("list", { name: "Conversations" }).getByRole("link").first().waitFor();
  await shoot("list");
  await openConversation(page, pair.mentee.name);
  await messagesWith(page, pair.mentee.name).getByRole("article").last().waitFor();
  await shoot("conversation");
  await shootConversation({ page, pair, url, shoot });
  await page.goto(`${url}/contacts`);
  await page.getByRole("button", { name: "Message" }).first().waitFor();
  await shoot("contacts");
  await page.getByRole("searchbox").fill("nobody of this name");
  await shoot("contacts-nobody-found");
  await page.goto(`${url}/nowhere`);
  await page.getByRole("heading", { name: "nothing at this address" }).waitFor();
  await shoot("nothing-here");
  await page.goto(`${url}/conversations/01890a5d-ac96-774b-bcce-b302099a8057`);
  await page.getByText("This conversation is not here").waitFor();
  await shoot("conversation-not-here");
}

/** Two contacts who have not written to each other yet. */
async function findStrangers(url: string, pairs: readonly Pair[]) {
  for (const { mentee } of pairs) {
    const { api } = await correspond(url, mentee);
    const { contacts } = await api.contacts.list.query({});
    const { conversations } = await api.conversations.list.query({ limit: 100 });
    const known = conversations.map(
      ({ with: other }) => other.kind === "direct" && other.person.id,
    );
    const stranger = contacts.find(({ person }) => !known.includes(person.id));
    if (stranger !== undefined) return { from: mentee.name, to: stranger.person.name };
  }
  throw new Error("Everybody has written to everybody");
}

/** Opens a conversation in which nothing was said yet, and goes offline there. */
async function shootEmptyAndOffline({ page, context, url, strangers, shoot }: Scene) {
  await page.goto(url);
  await page.getByRole("button", { name: "Sign out" }).click();
  await signIn(page, strangers.from);
  await page.goto(`${url}/contacts`);
  const row = page.getByRole("listitem", { name: strangers.to });
  await row.getByRole("button", { name: "Message" }).click();
  await page.getByText("Say hello to").waitFor();
  await shoot("empty-conversation");
  await context.setOffline(true);
  await page.getByText("You are offline").waitFor();
  await page.getByRole("textbox").fill("Written on the train.");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("log").getByText("Sending").waitFor();
  await page.getByRole("textbox").fill("And more\nthan one line.");
  await shoot("offline");
  await context.setOffline(false);
}

/** Signs in as the one who leads the programme. */
async function shootAsAdmin({ page, url, shoot }: Scene) {
  await page.goto(url);
  await page.getByRole("button", { name: "Sign out" }).click();
  await signIn(page, "Grace Adeyemi");
  await shootAdmin({ page, url, shoot });
}

async function shootAll(browser: Browser, url: string) {
  const pairs = await listPairs(url);
  const [pair] = pairs;
  if (pair === undefined) throw new Error("The demo programme has nobody");
  const strangers = await findStrangers(url, pairs.slice(1));
  for (const [screen, options] of Object.entries(screens)) {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, context } = await visit(browser, { url, colorScheme, ...options });
      const shoot: Shoot = async (name) => {
        await page.screenshot({ path: `${folder}${name}-${screen}-${colorScheme}.png` });
      };
      const scene = { page, context, pair, strangers, url, shoot };
      await shootSignIn(scene);
      await signIn(page, pair.mentor.name);
      await shootMessages(scene);
      await shootEmptyAndOffline(scene);
      await shootAsAdmin(scene);
      await context.close();
    }
  }
}

const data = await createDataDirectory();
const server = await startChildServer({ data, port: 0 });
const browser = await launchChromium();
try {
  await shootAll(browser, server.url);
} finally {
  await browser.close();
  await server.stop();
  await removeDataDirectory(data);
}
