import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions } from "playwright-core";
import {
  createDataDirectory,
  removeDataDirectory,
  startChildServer,
} from "./support/child-server.ts";
import { launchChromium } from "./support/chromium.ts";
import { visit } from "./support/person.ts";
import { listPairs } from "./support/programme.ts";
import type { Pair } from "./support/programme.ts";
import type { ProductionServer } from "./screenshots/production.ts";
import type { Scene } from "./screenshots/scene.ts";
import { shootAdmin } from "./screenshots/admin.ts";
import { shootContacts } from "./screenshots/contacts.ts";
import { shootConversation } from "./screenshots/conversation.ts";
import { shootGroup } from "./screenshots/group.ts";
import { shootEmptyLists, shootLists } from "./screenshots/lists.ts";
import { shootLive } from "./screenshots/live.ts";
import { shootMain } from "./screenshots/main.ts";
import { shootNotifications } from "./screenshots/notifications.ts";
import { shootOffline, shootShell, shootUpdate } from "./screenshots/shell.ts";
import { shootSearch } from "./screenshots/search.ts";
import {
  shootHandOff,
  shootProviders,
  startHandOff,
  startProviders,
} from "./screenshots/production.ts";
import { shootSignIn } from "./screenshots/sign-in.ts";

/*
 * Screenshots of every screen and state, in `shots/`. Arguments select some of them: `pnpm shots search phone-dark`
 * takes the search on a phone in dark mode.
 */

const folder = fileURLToPath(new URL("../shots/", import.meta.url));

const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

interface Look {
  readonly name: string;
  readonly options: BrowserContextOptions;
  /** Language of the screen; English if absent. */
  readonly language?: "ar";
}

const looks: readonly Look[] = [
  { name: "desktop-light", options: { ...desktop, colorScheme: "light" } },
  { name: "desktop-dark", options: { ...desktop, colorScheme: "dark" } },
  { name: "phone-light", options: { ...phone, colorScheme: "light" } },
  { name: "phone-dark", options: { ...phone, colorScheme: "dark" } },
];

const arabicPhone: Look = { name: "phone-arabic", options: phone, language: "ar" };

const rightToLeft: readonly Look[] = [
  { name: "desktop-arabic", options: desktop, language: "ar" },
  arabicPhone,
];

/** Variants in which only the main screens are taken. */
const otherLooks: readonly Look[] = [
  ...rightToLeft,
  // A window of 1280 by 1024 at 400 %.
  { name: "zoomed", options: { viewport: { width: 320, height: 256 } } },
  { name: "narrow", options: { viewport: { width: 320, height: 640 } } },
  { name: "desktop-forced-colors", options: { ...desktop, forcedColors: "active" } },
  { name: "phone-forced-colors", options: { ...phone, forcedColors: "active" } },
];

interface Part {
  readonly name: string;
  readonly looks: readonly Look[];
  /** Index of its pair among those of the programme; the first if absent. */
  readonly pair?: number;
  /** Whether the app is stored for offline use. */
  readonly isInstalled?: boolean;
  /** Starts a server in production, with a way to sign in; the one of the demo if absent. */
  readonly start?: () => Promise<ProductionServer>;
  readonly shootPart: (scene: Scene) => Promise<void>;
}

/** Scenes that empty a user's screen come last. */
const parts: readonly Part[] = [
  { name: "sign-in", looks, shootPart: shootSignIn },
  {
    name: "hand-off",
    looks: [...looks, arabicPhone],
    start: startHandOff,
    shootPart: shootHandOff,
  },
  {
    name: "providers",
    looks: [...looks, arabicPhone],
    start: startProviders,
    shootPart: shootProviders,
  },
  { name: "main", looks: otherLooks, shootPart: shootMain },
  { name: "conversation", looks, shootPart: shootConversation },
  { name: "live", looks, shootPart: shootLive },
  { name: "group", looks, shootPart: shootGroup },
  { name: "lists", looks, shootPart: shootLists },
  { name: "contacts", looks, shootPart: shootContacts },
  { name: "search", looks, shootPart: shootSearch },
  { name: "shell", looks, shootPart: shootShell },
  { name: "notifications", looks: [...looks, ...rightToLeft], shootPart: shootNotifications },
  { name: "offline", looks, isInstalled: true, shootPart: shootOffline },
  { name: "update", looks, isInstalled: true, shootPart: shootUpdate },
  { name: "admin", looks, shootPart: shootAdmin },
  { name: "empty-lists", looks, pair: -1, shootPart: shootEmptyLists },
];

interface Programme {
  readonly browser: Browser;
  readonly url: string;
  readonly pairs: readonly Pair[];
}

async function shootOne({ browser, url, pairs }: Programme, part: Part, look: Look) {
  const { name, options, language } = look;
  const pair = pairs.at(part.pair ?? 0);
  if (pair === undefined) throw new Error("The demo programme has nobody");
  const { page, context } = await visit(browser, {
    url,
    // Animations are off, so that nothing is taken while it fades.
    reducedMotion: "reduce",
    serviceWorkers: part.isInstalled === true ? "allow" : "block",
    ...options,
  });
  if (language !== undefined) {
    await context.addInitScript(
      (value) => localStorage.setItem("parley.language", value),
      language,
    );
    await page.goto(url);
  }
  const shoot = async (state: string, of = page) => {
    await of.screenshot({ path: `${folder}${state}-${name}.png` });
  };
  try {
    await part.shootPart({ page, context, url, pair, shoot });
  } finally {
    await context.close();
  }
}

async function shootPartIn(programme: Programme, part: Part, chosen: readonly Look[]) {
  const own = await part.start?.();
  const url = own?.url ?? programme.url;
  for (const look of chosen) {
    process.stdout.write(`${part.name} ${look.name}\n`);
    // The others are still taken.
    await shootOne({ ...programme, url }, part, look).catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exitCode = 1;
    });
  }
  await own?.stop();
}

async function shootAll(programme: Programme, words: readonly string[]) {
  for (const part of parts) {
    const chosen = part.looks.filter(({ name }) =>
      words.every((word) => `${part.name} ${name}`.includes(word)),
    );
    if (chosen.length > 0) await shootPartIn(programme, part, chosen);
  }
}

const data = await createDataDirectory();
const server = await startChildServer({ data, port: 0 });
const browser = await launchChromium();
try {
  const pairs = await listPairs(server.url);
  await shootAll({ browser, url: server.url, pairs }, process.argv.slice(2));
} finally {
  await browser.close();
  await server.stop();
  await removeDataDirectory(data);
}
