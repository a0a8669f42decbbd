import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

/** A browser profile on an empty page of the app, with nothing stored in it. */
export interface Profile {
  readonly context: BrowserContext;
  readonly page: Page;
}

export interface ProfileOptions extends BrowserContextOptions {
  readonly url: string;
  /** For a test that leaves something in its page that cannot be taken out again, such as a script of its own. */
  readonly isForOneTest?: boolean | undefined;
}

/** A page of the same origin in which nothing runs. */
const EMPTY = "/healthz";

/** What was opened alike can be used in each other's place. */
interface Kind {
  readonly name: string;
  readonly url: string;
}

const kinds = new WeakMap<BrowserContext, Kind>();
const waiting = new WeakMap<Browser, Map<string, Profile[]>>();

function waitingOf(browser: Browser, name: string): Profile[] {
  const all = waiting.get(browser) ?? new Map<string, Profile[]>();
  waiting.set(browser, all);
  const profiles = all.get(name) ?? [];
  all.set(name, profiles);
  return profiles;
}

/** A profile that is as good as new. One of an earlier test begins in half the time: it knows the app's code. */
export async function openProfile(
  browser: Browser,
  { url, isForOneTest = false, ...options }: ProfileOptions,
): Promise<Profile> {
  const all = { locale: "en-GB", serviceWorkers: "block" as const, ...options };
  const name = JSON.stringify([url, all]);
  const known = isForOneTest ? undefined : waitingOf(browser, name).pop();
  if (known !== undefined) return known;
  const context = await browser.newContext(all);
  // Ends what hangs; a slow machine is not a fault.
  context.setDefaultTimeout(180_000);
  const page = await context.newPage();
  await page.goto(new URL(EMPTY, url).href);
  // A service worker survives the deletion of stored data.
  if (!isForOneTest && all.serviceWorkers === "block") kinds.set(context, { name, url });
  return { context, page };
}

/** Reverts everything that a test did in a profile. Fails if it cannot. */
async function clear(context: BrowserContext, { url }: Kind): Promise<Profile> {
  const [page, ...others] = context.pages();
  if (page === undefined) throw new Error("The test has closed its page");
  await Promise.all(others.map((other) => other.close()));
  for (const kind of ["pageerror", "console", "request"]) page.removeAllListeners(kind);
  await Promise.all([context.unrouteAll(), page.unrouteAll(), context.setOffline(false)]);
  await page.goto(new URL(EMPTY, url).href);
  await page.evaluate(() => window.sessionStorage.clear());
  const inspector = await context.newCDPSession(page);
  const { origin } = new URL(url);
  await inspector.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  await inspector.detach();
  return { context, page };
}

/** After a test: reusable profiles are kept for the next one, and the others are closed. */
export async function leaveProfiles(browser: Browser): Promise<void> {
  const idle = new Set([...(waiting.get(browser)?.values() ?? [])].flat().map((it) => it.context));
  const used = browser.contexts().filter((context) => !idle.has(context));
  await Promise.all(
    used.map(async (context) => {
      const kind = kinds.get(context);
      const profile = kind && (await clear(context, kind).catch(() => undefined));
      if (profile === undefined) await context.close();
      else waitingOf(browser, kind?.name ?? "").push(profile);
    }),
  );
}
