import { randomUUID } from "node:crypto";
import type { launchChromium } from "../../apps/web/e2e/support/chromium.ts";

export type Browser = Awaited<ReturnType<typeof launchChromium>>;
type BrowserContext = Awaited<ReturnType<Browser["newContext"]>>;
type Page = Awaited<ReturnType<BrowserContext["newPage"]>>;

/** Waits end with what they wait for; this only ends what waits for nothing, in milliseconds. */
const PATIENCE = 180_000;

/** What Chromium warns of when it is asked whether it can detect languages, and cannot. */
const NO_DETECTOR = "The language detection model was required but not available.";

/** What a page reported: uncaught errors, and errors and warnings in its console. */
function watchFaults(page: Page, faults: string[]): void {
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    const text = message.text();
    if (["error", "warning"].includes(message.type()) && text !== NO_DETECTOR)
      faults.push(`${text} ${message.location().url}`);
  });
}

interface User {
  readonly page: Page;
  readonly context: BrowserContext;
  /** The number in the host's menu; null without unread messages. */
  unread(): Promise<string | null>;
}

/** Creates a profile of a browser in which a user signs in on the host's page. */
type SignIn = (name: string) => Promise<User>;

const signInAt =
  (browser: Browser, url: string, faults: string[]): SignIn =>
  async (name) => {
    const context = await browser.newContext();
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    watchFaults(page, faults);
    await page.goto(url);
    await page.getByLabel("E-mail").fill(`${name}@example.org`);
    await page.getByLabel("Password").fill("password");
    await page.getByRole("button", { name: "Sign in" }).click();
    const menu = page.getByRole("navigation", { name: "Main" });
    await menu.waitFor();
    return {
      page,
      context,
      async unread() {
        const badge = menu.locator("b");
        return (await badge.count()) === 0 ? null : badge.textContent();
      },
    };
  };

async function openGroup({ page }: User): Promise<void> {
  const menu = page.getByRole("navigation", { name: "Main" });
  await menu.getByText("Messages").click();
  const list = page.getByRole("list", { name: "Conversations" });
  await list.getByRole("link", { name: "Spring group" }).click();
}

async function write({ page }: User, text: string): Promise<void> {
  const field = page.getByRole("textbox", { name: /^Message / });
  await field.fill(text);
  await field.press("Enter");
}

const read = ({ page }: User, text: string) =>
  page.getByRole("log").getByText(text, { exact: true }).waitFor();

/** What two users saw in an example. */
export interface Seen {
  readonly unread: { readonly before: string | null; readonly after: string | null };
  /** Whether the other tab of the user who signed out shows the sign-in page. */
  readonly isOtherTabSignedOut: boolean;
  readonly faults: readonly string[];
}

/**
 * Signs in two users of an example on its own page; one writes, the other has an unread message in the menu, reads it and
 * answers, and signs out in another tab.
 */
export async function driveTwoUsers(browser: Browser, url: string): Promise<Seen> {
  const faults: string[] = [];
  const [greeting, answer] = [`Good morning ${randomUUID()}`, `Good morning, Ben ${randomUUID()}`];
  const signIn = signInAt(browser, url, faults);
  const ada = await signIn("ada");
  const ben = await signIn("ben");
  await openGroup(ben);
  await write(ben, greeting);
  await ada.page.getByLabel("1 unread").waitFor();
  const before = await ada.unread();
  await openGroup(ada);
  await read(ada, greeting);
  await ada.page.getByLabel("1 unread").waitFor({ state: "detached" });
  const after = await ada.unread();
  await write(ada, answer);
  await read(ben, answer);

  const otherTab = await ada.context.newPage();
  await otherTab.goto(url);
  await otherTab.getByRole("button", { name: "Sign out" }).click();
  await otherTab.getByRole("heading", { name: "Sign in" }).waitFor();
  await ada.page.getByRole("heading", { name: "Sign in" }).waitFor();
  const isOtherTabSignedOut = await ada.page.getByLabel("Password").isVisible();
  await Promise.all([ada.context.close(), ben.context.close()]);
  return { unread: { before, after }, isOtherTabSignedOut, faults };
}
