// Rendering costs of a very long conversation: `npm run bench:screen`. Needs a Chromium and a built web app.
import { parseArgs } from "node:util";
import type { Browser, CDPSession, Locator, Page } from "playwright-core";
import {
  createDataDirectory,
  removeDataDirectory,
  startChildServer,
} from "./support/child-server.ts";
import { launchChromium } from "./support/chromium.ts";
import { composer, conversationLink, messagesWith, person } from "./support/person.ts";
import {
  conversationWith,
  correspond,
  type Correspondent,
  listPairs,
  sendMany,
  sessionOf,
} from "./support/programme.ts";
import { prepareImages } from "./support/send-images.ts";
import { phone } from "./support/touch.ts";

const { values } = parseArgs({
  options: {
    messages: { type: "string", default: "100000" },
    rounds: { type: "string", default: "7" },
    turns: { type: "string", default: "200" },
  },
});

const textOf = (index: number) => `${index} ${"some words of it ".repeat(1 + ((index * 7) % 23))}`;

const median = (all: readonly number[]) =>
  all.toSorted((one, other) => one - other)[Math.floor(all.length / 2)] ?? Number.NaN;

/** Measurements in a page during an action. */
interface Watched {
  /** Lengths of tasks over 50 ms, in milliseconds. */
  readonly longTasks: number[];
  readonly elementsMax: number;
}

/** Records long tasks and messages in the document, inside the page, until it is read. */
async function watch(log: Locator): Promise<() => Promise<Watched>> {
  const handle = await log.evaluateHandle((element) => {
    const longTasks: number[] = [];
    let elementsMax = 0;
    const observer = new PerformanceObserver((list) => {
      longTasks.push(...list.getEntries().map(({ duration }) => duration));
    });
    observer.observe({ type: "longtask" });
    const onFrame = () => {
      elementsMax = Math.max(elementsMax, element.querySelectorAll("article").length);
      requestAnimationFrame(onFrame);
    };
    onFrame();
    return () => ({ longTasks, elementsMax });
  });
  return () => handle.evaluate((read) => read());
}

/** Milliseconds from the click on a conversation to the first frame with messages, its fetch included. */
async function timeOpening(page: Page, name: string): Promise<number> {
  const link = await conversationLink(page, name).elementHandle();
  if (link === null) throw new Error(`no conversation with ${name}`);
  return link.evaluate(async (element, label) => {
    const begin = performance.now();
    (element as HTMLElement).click();
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const log = document.querySelector(`[role=log][aria-label="${label}"]`);
      if (log?.querySelector("article") != null) return performance.now() - begin;
    }
  }, `Messages with ${name}`);
}

/** A slow phone: a quarter of the speed of this machine, and a slow mobile network, in bytes per second. */
const slowPhone = {
  cpu: { rate: 4 },
  network: {
    ...{ offline: false, latency: 150 },
    ...{ downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 },
  },
};

/** Milliseconds from a key to the frame that shows its letter, for each key, by the browser's event timing. */
async function timeTyping(page: Page, text: string): Promise<number[]> {
  const handle = await page.evaluateHandle(() => {
    const durations: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries())
        if (name === "keydown") durations.push(duration);
    });
    // A shorter one is not reported: it was shown in the next frame.
    observer.observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
    return durations;
  });
  await page.keyboard.type(text, { delay: 90 });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  return handle.jsonValue();
}

/** Height of a browser's own bars, in pixels, and more. */
const BARS = 200;

/**
 * Makes the window higher than the page. Playwright makes it as high as the page, with the browser's bars above it, and what
 * is below the window, as a composer is, is never drawn: the browser times its changes by the next frame of something else.
 */
async function fitWindow(cdp: CDPSession): Promise<void> {
  const { windowId } = await cdp.send("Browser.getWindowForTarget");
  const { width, height } = phone.viewport;
  await cdp.send("Browser.setWindowBounds", { windowId, bounds: { width, height: height + BARS } });
}

/** The first visit and typing, on a slow phone, without what a browser kept of earlier visits. */
async function timeSlowPhone(browser: Browser, { url, name, other }: SlowVisit) {
  const { page, context } = await person(browser, name, { url, ...phone, isForOneTest: true });
  await conversationLink(page, other).tap();
  await messagesWith(page, other).getByRole("article").last().waitFor();
  const cdp = await context.newCDPSession(page);
  await fitWindow(cdp);
  await cdp.send("Network.enable");
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
  await cdp.send("Network.setBypassServiceWorker", { bypass: true });
  await cdp.send("Network.emulateNetworkConditions", slowPhone.network);
  await cdp.send("Emulation.setCPUThrottlingRate", slowPhone.cpu);
  const begin = performance.now();
  await page.goto(page.url(), { waitUntil: "commit" });
  await messagesWith(page, other).getByRole("article").last().waitFor();
  const readable = performance.now() - begin;
  await composer(page, other).tap();
  const text = "I read the chapter on the train, and have two questions about it.";
  const keys = await timeTyping(page, text);
  await context.close();
  return { readable, keys };
}

/** Records in a page when frames of its socket arrive, by the texts in them. */
function watchFrames() {
  const frames: { readonly text: string; readonly at: number }[] = [];
  const Native = globalThis.WebSocket;
  globalThis.WebSocket = class extends Native {
    constructor(...given: ConstructorParameters<typeof Native>) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (typeof data === "string") frames.push({ text: data, at: performance.now() });
      });
    }
  };
  Object.assign(globalThis, { frames });
}

/** Milliseconds from the event of a message until all four of its images are drawn. */
const timeImages = (log: Locator, body: string): Promise<number> =>
  log.evaluate(async (element, text) => {
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const article = [...element.querySelectorAll("article")].findLast((one) =>
        one.textContent.includes(text),
      );
      const images = [...(article?.querySelectorAll("img") ?? [])];
      if (images.length < 4 || images.some((image) => image.naturalWidth === 0)) continue;
      await Promise.all(images.map((image) => image.decode()));
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const { frames } = globalThis as unknown as { frames: { text: string; at: number }[] };
      const event = frames.find((frame) => frame.text.includes(text));
      return performance.now() - (event?.at ?? Number.NaN);
    }
  }, body);

interface ImageVisit {
  readonly url: string;
  readonly writer: Correspondent;
  readonly reader: Correspondent;
}

/** Four images in a message for a user whose conversation is open: with the code of files still to load, and without. */
async function timeReceiving(browser: Browser, { url, writer, reader }: ImageVisit) {
  const { person: sender } = writer;
  const { token } = await sessionOf(url, sender.name);
  const conversationId = await conversationWith(writer, reader.person);
  const { page, context } = await person(browser, reader.person.name, { url, isForOneTest: true });
  await page.addInitScript(watchFrames);
  await page.reload();
  await conversationLink(page, sender.name).click();
  const log = messagesWith(page, sender.name);
  await log.getByRole("article").last().waitFor();
  const times: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const body = `album ${performance.now()}`;
    const send = await prepareImages(writer, { url, token, conversationId, body });
    const shown = timeImages(log, body);
    await send();
    times.push(await shown);
  }
  await context.close();
  return times;
}

interface SlowVisit {
  readonly url: string;
  readonly name: string;
  /** Whose conversation is open. */
  readonly other: string;
}

const data = await createDataDirectory();
const server = await startChildServer({ data, port: 0 });
const browser = await launchChromium();
try {
  const [pair, other] = await listPairs(server.url);
  if (pair === undefined || other === undefined) throw new Error("no pairs");
  const { mentor, mentee } = pair;
  const [writer, reader] = [
    await correspond(server.url, mentee),
    await correspond(server.url, mentor),
  ];
  const conversationId = await conversationWith(writer, mentor);
  const count = Number(values.messages);
  await sendMany(
    writer,
    conversationId,
    Array.from({ length: count }, (_, at) => textOf(at)),
  );
  const { lastSeq } = await reader.api.conversations.get.query({ conversationId });
  await reader.api.messages.markRead.mutate({ conversationId, seq: lastSeq });
  console.log(`${lastSeq.toLocaleString("en")} messages in the conversation`);

  const openings: number[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const { page, context } = await person(browser, mentor.name, {
      url: server.url,
      isForOneTest: true,
    });
    await conversationLink(page, mentee.name).waitFor();
    openings.push(await timeOpening(page, mentee.name));
    await context.close();
  }
  console.log(`opens in ${median(openings).toFixed(0)} ms (median of ${openings.length})`);

  const visits: Awaited<ReturnType<typeof timeSlowPhone>>[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1)
    visits.push(
      await timeSlowPhone(browser, {
        url: server.url,
        name: other.mentor.name,
        other: other.mentee.name,
      }),
    );
  const keys = visits.flatMap((visit) => visit.keys).toSorted((one, next) => one - next);
  const late = (share: number) => keys[Math.floor(keys.length * share)]?.toFixed(0);
  console.log(
    `slow phone: messages readable ${median(visits.map(({ readable }) => readable)).toFixed(0)} ms after the start of a first visit (median of ${visits.length}); a key is shown after ${late(0.5)} ms, 95 % within ${late(0.95)}, 99 % within ${late(0.99)}, all within ${keys.at(-1)?.toFixed(0)}`,
  );

  const received: number[][] = [];
  for (let round = 0; round < Number(values.rounds); round += 1)
    received.push(await timeReceiving(browser, { url: server.url, writer, reader }));
  const firsts = received.map(([first = Number.NaN]) => first);
  const later = received.flatMap((times) => times.slice(1));
  console.log(
    `four images are drawn ${median(firsts).toFixed(0)} ms after the event of the first message with files of a visit, and ${median(later).toFixed(0)} ms after that of a later one (medians of ${firsts.length} and ${later.length}; longest ${Math.max(...firsts).toFixed(0)} and ${Math.max(...later).toFixed(0)})`,
  );

  const { page } = await person(browser, mentor.name, { url: server.url, isForOneTest: true });
  await conversationLink(page, mentee.name).click();
  const log = messagesWith(page, mentee.name);
  await log.getByRole("article").first().waitFor();
  await log.hover();
  const stop = await watch(log);
  const distance = await log.evaluate(({ clientHeight }) => Math.round(clientHeight * 0.8));
  for (let turn = 0; turn < Number(values.turns); turn += 1) {
    await page.mouse.wheel(0, -distance);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  const { longTasks, elementsMax } = await stop();
  const first = await log.getByRole("article").first().innerText();
  console.log(
    `${values.turns} turns of the wheel (${distance} px each, up to ${JSON.stringify(first.slice(0, 40))}): at most ${elementsMax} messages in the document, ${longTasks.length} tasks over 50 ms${longTasks.length > 0 ? `, the longest ${Math.max(...longTasks).toFixed(0)} ms` : ""}`,
  );
} finally {
  await browser.close();
  await server.stop();
  await removeDataDirectory(data);
}
