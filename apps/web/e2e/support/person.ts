import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { openProfile } from "./profiles.ts";
import type { ProfileOptions } from "./profiles.ts";
import { sessionOf } from "./programme.ts";

/** A user with a browser. Elements are found by their accessible names. */
export interface Someone {
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors inside the page: uncaught ones, and violations of the security policy. */
  readonly faults: readonly string[];
}

export interface Visit extends ProfileOptions {
  /** Path to open; the first page if absent. */
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

/** A fresh browser profile on the app's first page, without a signed-in user. */
export async function visit(browser: Browser, { path = "/", ...options }: Visit) {
  const { context, page } = await openProfile(browser, options);
  const faults = watchFaults(page);
  await page.goto(new URL(path, options.url).href);
  return { context, page, faults };
}

/** Signs in as a demo user on the sign-in page and waits for their conversations. */
export async function signIn(page: Page, name: string): Promise<void> {
  // Not the one that goes on as the last person.
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await page.getByRole("tab", { name: "Conversations" }).waitFor();
}

/** A fresh browser profile in which a demo person has signed in, as the sign-in page leaves it. */
export async function person(
  browser: Browser,
  name: string,
  { path = "/", ...options }: Visit,
): Promise<Someone> {
  const { context, page } = await openProfile(browser, options);
  const session = await sessionOf(options.url, name);
  await page.evaluate((kept) => {
    window.sessionStorage.setItem("parley.session", kept);
    window.localStorage.setItem("parley.last-session", kept);
  }, JSON.stringify(session));
  const faults = watchFaults(page);
  await page.goto(new URL(path, options.url).href);
  await page.getByRole("tab", { name: "Conversations" }).waitFor();
  return { name, page, context, faults };
}

/** Opens the user's menu: theme, keyboard shortcuts, settings, sign-out. */
export async function openAccount(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: /^Account/ }).click();
  return page.getByRole("group", { name: "Account" });
}

/** Signs out from the user's menu. */
export async function signOut(page: Page): Promise<void> {
  const account = await openAccount(page);
  await account.getByRole("button", { name: "Sign out" }).click();
}

/** The row of a conversation in the list. */
export function conversationLink(page: Page, name: string): Locator {
  return page.getByRole("list", { name: "Conversations" }).getByRole("link", { name });
}

/** The log of messages with a user or group. */
export function messagesWith(page: Page, name: string): Locator {
  return page.getByRole("log", { name: `Messages with ${name}` });
}

/** The composer of a conversation. */
export function composer(page: Page, name: string): Locator {
  return page.getByRole("textbox", { name: `Message ${name}` });
}

/** Opens a conversation from the list. */
export async function openConversation(page: Page, name: string): Promise<void> {
  await conversationLink(page, name).click();
  await messagesWith(page, name).waitFor();
}

/** Writes a message and sends it with Enter. */
export async function write(page: Page, name: string, text: string): Promise<void> {
  await composer(page, name).fill(text);
  await composer(page, name).press("Enter");
}
