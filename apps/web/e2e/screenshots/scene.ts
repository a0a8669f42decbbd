import type { BrowserContext, Page } from "playwright-core";
import { signIn } from "../support/person.ts";
import type { Pair } from "../support/programme.ts";

/** A browser profile of its own on the app's front page, with nobody signed in, and what it is for. */
export interface Scene {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly url: string;
  readonly pair: Pair;
  /** Keeps what the page shows now. */
  shoot(name: string): Promise<void>;
}

/** Signs in, and opens a place of the app. */
export async function enter({ page, url }: Scene, name: string, path = "/"): Promise<void> {
  await signIn(page, name);
  if (path !== "/") await page.goto(new URL(path, url).href);
}

/** Lets no call through from now on but those that sign in, over whichever way it goes. */
export async function stall({ context }: Scene): Promise<void> {
  await context.route(/\/trpc\/(?!demo)/, () => {});
  await context.routeWebSocket(/\/trpc/, () => {});
}

/** Answers no call from now on but those that sign in, as when the server is away. */
export async function cut({ context }: Scene): Promise<void> {
  await context.route(/\/trpc\/(?!demo)/, (route) => route.abort());
  await context.routeWebSocket(/\/trpc/, (socket) => socket.close());
}

/** The page that is open, loaded again once nothing is stalled or cut any more. */
export async function resume({ page, context }: Scene): Promise<void> {
  await context.unrouteAll();
  await page.reload();
}
