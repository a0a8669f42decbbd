import type { CDPSession, Page } from "playwright-core";
import { expect, test } from "vitest";
import { eventually } from "./support/eventually.ts";
import { openConversation, person } from "./support/person.ts";
import { browserSuite } from "./support/suite.ts";

/** Bytes. */
const BUDGET = 180_000;
/** A smaller text is sent uncompressed. */
const COMPRESSED_FROM = 1_024;

/** After so long a page loads what it may need later, in milliseconds. */
const IDLE_AFTER = 1_500;

/** Keeps a page from loading more than the conversation needs: a slow machine would load that before it is open. */
async function holdLater(page: Page) {
  await page.addInitScript((held) => {
    window.setTimeout = new Proxy(window.setTimeout, {
      apply: (set, self, [run, delay, ...rest]) =>
        delay === held ? 0 : Reflect.apply(set, self, [run, delay, ...rest]),
    });
  }, IDLE_AFTER);
  // Loaded after the messages are rendered; a failed load is repeated with the next key.
  await page.route("**/log-keys-*.js", (route) => route.abort());
}

interface File {
  readonly path: string;
  readonly coding: string;
  readonly type: string;
  /** Bytes over the network: the encoded body, and its headers. */
  wireBytes: number;
  bodyBytes: number;
}

/** Every file that a page fetches, as the browser counts it. */
async function watchFiles(page: Page): Promise<{ cdp: CDPSession; files: Map<string, File> }> {
  const cdp = await page.context().newCDPSession(page);
  const files = new Map<string, File>();
  cdp.on("Network.responseReceived", ({ requestId, response: { url, headers, mimeType } }) => {
    const { pathname } = new URL(url);
    // Responses of procedures are content, not part of the app.
    if (pathname.startsWith("/trpc")) return;
    const coding = headers["content-encoding"] ?? headers["Content-Encoding"] ?? "identity";
    files.set(requestId, { path: pathname, coding, type: mimeType, wireBytes: 0, bodyBytes: 0 });
  });
  cdp.on("Network.dataReceived", ({ requestId, dataLength }) => {
    const file = files.get(requestId);
    if (file !== undefined) file.bodyBytes += dataLength;
  });
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const file = files.get(requestId);
    if (file !== undefined) file.wireBytes = encodedDataLength;
  });
  // Chromium cancels the load of an icon if the page sets another one.
  cdp.on("Network.loadingFailed", ({ requestId, canceled }) => {
    if (canceled === true) files.delete(requestId);
  });
  await cdp.send("Network.enable");
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
  return { cdp, files };
}

browserSuite("the first load", (stage) => {
  test("DLV-3: from the first byte to an open conversation less than 180 kB of files are transferred", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { page } = await person(stage().browser, mentor.name, {
      url: stage().server.url,
      isForOneTest: true,
    });
    await holdLater(page);
    const { files } = await watchFiles(page);
    await page.reload();
    await openConversation(page, mentee.name);
    await eventually(() => [...files.values()].filter(({ wireBytes }) => wireBytes === 0)).toEqual(
      [],
    );
    const all = [...files.values()];
    const sizes = Object.fromEntries(all.map(({ path, wireBytes }) => [path, wireBytes]));
    expect(Object.keys(sizes), "it is the app").toEqual(
      expect.arrayContaining(["/", expect.stringMatching(/^\/assets\/signed-in-.+\.js$/)]),
    );
    // Each file once: without a cache Chromium loads the icon several times.
    const total = Object.values(sizes).reduce((sum, bytes) => sum + bytes, 0);
    expect(total, JSON.stringify(sizes)).toBeLessThan(BUDGET);
    const texts = all.filter(({ type }) => /javascript|css|html|json|svg/.test(type));
    const plain = texts.filter(
      ({ coding, bodyBytes }) => coding !== "br" && bodyBytes > COMPRESSED_FROM,
    );
    // Chromium offers brotli only over TLS and to this machine.
    expect(plain).toEqual([]);
  });

  test("DLV-8: the texts are fetched before the code that shows them has arrived", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { page } = await person(stage().browser, mentor.name, {
      url: stage().server.url,
      isForOneTest: true,
    });
    await page.evaluate(() => localStorage.setItem("parley.language", "de"));
    const files: string[] = [];
    const texts = Promise.withResolvers<void>();
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      files.push(pathname);
      // Those of every page, and the labels of the messages.
      if (files.filter((file) => /^\/assets\/de-.+\.js$/.test(file)).length === 2) texts.resolve();
    });
    await page.route("**/assets/start-*.js", async (route) => {
      await texts.promise;
      await route.continue();
    });
    await page.reload();
    await page.getByRole("link", { name: mentee.name }).waitFor();
    await page.getByRole("navigation", { name: "Hauptmenü" }).waitFor();
  });
});
