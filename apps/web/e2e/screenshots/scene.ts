import type { BrowserContext, Page } from "playwright-core";
import { signIn } from "../support/person.ts";
import type { Pair } from "../support/programme.ts";

/** A new browser profile on the app's first page, without a signed-in user, and what it is for. */
export interface Scene {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly url: string;
  readonly pair: Pair;
  /** Takes a screenshot of the page, or of another one. */
  shoot(name: string, of?: Page): Promise<void>;
}

/** Signs in, and opens a page of the app. */
export async function enter({ page, url }: Scene, name: string, path = "/"): Promise<void> {
  await signIn(page, name);
  if (path !== "/") await page.goto(new URL(path, url).href);
}

/** Blocks every call except sign-in, over any transport. */
export async function stall({ context }: Scene): Promise<void> {
  await context.route(/\/trpc\/(?!demo)/, () => {});
  await context.routeWebSocket(/\/trpc/, () => {});
}

/** Fails every call except sign-in, as if the server were unavailable. */
export async function cut({ context }: Scene): Promise<void> {
  await context.route(/\/trpc\/(?!demo)/, (route) => route.abort());
  await context.routeWebSocket(/\/trpc/, (socket) => socket.close());
}

/** Reloads the open page with all calls allowed again. */
export async function resume({ page, context }: Scene): Promise<void> {
  await context.unrouteAll();
  await page.reload();
}
