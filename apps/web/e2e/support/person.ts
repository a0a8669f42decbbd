import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from "playwright-core";

/** Somebody in front of a screen. Everything is found by its accessible name. */
export interface Someone {
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong inside the page: uncaught errors, and what the security policy refused. */
  readonly faults: readonly string[];
}

export interface Visit extends BrowserContextOptions {
  readonly url: string;
  /** Where to go; the front page where absent. */
  readonly path?: string;
}

function watchFaults(page: Page): readonly string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    const text = message.text();
    if (/content security policy/i.test(text)) faults.push(text);
  });
  return faults;
}

/** A fresh browser profile on the app's front page, with nobody signed in. */
export async function visit(browser: Browser, { url, path = "/", ...options }: Visit) {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const faults = watchFaults(page);
  await page.goto(new URL(path, url).href);
  return { context, page, faults };
}

/** Chooses a demo person on the sign-in page and waits for their conversations. */
export async function signIn(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name }).click();
  await page.getByRole("tab", { name: "Conversations" }).waitFor();
}

/** A fresh browser profile in which a demo person has signed in. */
export async function person(browser: Browser, name: string, options: Visit): Promise<Someone> {
  const { page, context, faults } = await visit(browser, options);
  await signIn(page, name);
  return { name, page, context, faults };
}

/** The row of a conversation in the list. */
export function conversationLink(page: Page, name: string): Locator {
  return page.getByRole("list", { name: "Conversations" }).getByRole("link", { name });
}

/** The messages with somebody. */
export function messagesWith(page: Page, name: string): Locator {
  return page.getByRole("log", { name: `Messages with ${name}` });
}

/** Where one writes to somebody. */
export function composer(page: Page, name: string): Locator {
  return page.getByRole("textbox", { name: `Message ${name}` });
}

/** Opens the conversation with somebody from the list. */
export async function openConversation(page: Page, name: string): Promise<void> {
  await conversationLink(page, name).click();
  await messagesWith(page, name).waitFor();
}

/** Writes to somebody and sends it with Enter. */
export async function write(page: Page, name: string, text: string): Promise<void> {
  await composer(page, name).fill(text);
  await composer(page, name).press("Enter");
}
