import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults } from "./support/accessibility.ts";
import { drawPng } from "./support/draw-png.ts";
import { eventually } from "./support/eventually.ts";
import {
  composer,
  conversationLink,
  messagesWith,
  openConversation,
  person,
} from "./support/person.ts";
import { openBoth } from "./support/open-both.ts";
import { browserSuite } from "./support/suite.ts";
import { finger, phone } from "./support/touch.ts";

interface Chosen {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const photo = (name: string, width = 240, height = 160): Chosen => ({
  name,
  mimeType: "image/png",
  buffer: drawPng(width, height),
});
const cv: Chosen = {
  name: "cv.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from("%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n"),
};

/** Two pages, each with a text. */
function drawPdf(texts: readonly string[]): Buffer {
  const font = texts.length * 2 + 3;
  const pages = texts.flatMap((text, at) => {
    const content = `BT /F 24 Tf 72 700 Td (${text}) Tj ET`;
    return [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${at * 2 + 4} 0 R/Resources<</Font<</F ${font} 0 R>>>>>>`,
      `<</Length ${content.length}>>stream\n${content}\nendstream`,
    ];
  });
  const kids = texts.map((_, at) => `${at * 2 + 3} 0 R`).join(" ");
  const objects = [
    "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
    `<</Type/Pages/Kids[${kids}]/Count ${texts.length}>>`,
    ...pages,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ];
  const body = objects.map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`).join("");
  return Buffer.from(`%PDF-1.4\n${body}trailer<</Root 1 0 R>>\n%%EOF\n`);
}

const choose = (page: Page, files: readonly Chosen[]) =>
  page.locator("input[data-files]").setInputFiles([...files]);

/** The size of an image once it is drawn. */
const drawn = (page: Page, name: string) =>
  page
    .getByRole("button", { name })
    .last()
    .locator("img")
    .evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth);

/** Gives a page files as a drop or a paste does. */
const hand = (page: Page, what: "drop" | "paste", name: string) =>
  page.evaluate(
    ({ kind, file, bytes }) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(bytes)], file, { type: "image/png" }));
      const target = document.querySelector("textarea");
      target?.dispatchEvent(
        kind === "paste"
          ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }),
      );
    },
    { kind: what, file: name, bytes: [...drawPng(30, 20)] },
  );

/** Records a second, and returns the list in which it waits. */
async function record(page: Page) {
  await page.getByRole("button", { name: "Record a voice message" }).press("Enter");
  await page.getByRole("timer").filter({ hasText: "0:01" }).waitFor();
  await page.keyboard.press("Enter");
  const tray = page.getByRole("list", { name: "Files to send" });
  await tray.getByRole("group", { name: /^Voice message/ }).waitFor();
  return tray;
}

browserSuite("files", (stage) => {
  test("FILE-15: chosen images and documents arrive with their caption, and are looked at and downloaded", async () => {
    const { a, b, logs, mentor, mentee } = await openBoth(stage());
    await choose(a.page, [photo("prototype.png"), photo("sketch.png"), cv]);
    const tray = a.page.getByRole("list", { name: "Files to send" });
    await tray.getByRole("textbox", { name: "Description of prototype.png" }).fill("A red chair");
    await composer(a.page, mentee.name).fill("What do you think?");
    await composer(a.page, mentee.name).press("Enter");
    await tray.waitFor({ state: "detached" });
    const received = logs.b.getByRole("article").filter({ hasText: "What do you think?" });
    await received.getByRole("button", { name: "A red chair" }).waitFor();
    await eventually(() => drawn(b.page, "sketch.png")).toBe(240);
    const download = b.page.waitForEvent("download");
    await received.getByRole("link", { name: /cv\.pdf/ }).click();
    const path = await (await download).path();
    const hash = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
    expect(hash(await readFile(path))).toBe(hash(cv.buffer));

    await received.getByRole("button", { name: "A red chair" }).click();
    const viewer = b.page.getByRole("dialog", { name: "A red chair" });
    await viewer.waitFor();
    expect(await accessibilityFaults(b.page)).toEqual([]);
    await b.page.keyboard.press("ArrowRight");
    await b.page.getByRole("dialog", { name: "sketch.png" }).waitFor();
    await b.page.keyboard.press("Escape");
    await viewer.waitFor({ state: "detached" });
    expect(await accessibilityFaults(b.page)).toEqual([]);

    await b.page.getByRole("heading", { name: mentor.name }).getByRole("button").click();
    await b.page.getByRole("heading", { name: "Shared files" }).waitFor();
    expect([...a.faults, ...b.faults]).toEqual([]);
  });

  test("FILE-15: on a phone a swipe shows the next image, unless it moves a large one", async () => {
    const { a, mentor, mentee } = await openBoth(stage());
    const { browser, server } = stage();
    await choose(a.page, [photo("first.png", 900, 600), photo("second.png")]);
    await a.page.getByRole("list", { name: "Files to send" }).waitFor();
    await composer(a.page, mentee.name).press("Enter");
    const { page } = await person(browser, mentee.name, { ...server, ...phone });
    await conversationLink(page, mentor.name).tap();
    await messagesWith(page, mentor.name).getByRole("button", { name: "first.png" }).tap();
    const touch = await finger(page);
    const picture = page.getByRole("button", { name: "Original size" });
    const shown = (name: string) => page.getByRole("dialog", { name }).waitFor();
    await shown("first.png");
    await touch.swipe(picture, { x: -120, y: 4 });
    await shown("second.png");
    await touch.swipe(picture, { x: 120, y: 4 });
    await shown("first.png");
    // A browser ignores a tap that follows a swipe at once.
    await picture.press("Enter");
    await eventually(() => picture.getAttribute("aria-pressed")).toBe("true");
    await touch.swipe(picture, { x: -120, y: 4 });
    await eventually(() => picture.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(0);
    await shown("first.png");
  });

  test("FILE-15: what is pasted or dropped is sent without a text, and named in the list", async () => {
    const { a, b, logs, mentor, mentee } = await openBoth(stage());
    await hand(a.page, "paste", "pasted.png");
    await hand(a.page, "drop", "dropped.png");
    const tray = a.page.getByRole("list", { name: "Files to send" });
    await eventually(() => tray.getByRole("listitem").count()).toBe(2);
    await composer(a.page, mentee.name).press("Enter");
    await logs.b.getByRole("button", { name: "dropped.png" }).waitFor();
    await conversationLink(b.page, mentor.name).filter({ hasText: "2 photos" }).waitFor();
    expect([...a.faults, ...b.faults]).toEqual([]);
  });

  test("FILE-16: a file that is not accepted says why, keeps the message from being sent, and can be removed", async () => {
    const { a, logs, mentee } = await openBoth(stage());
    const page = { name: "page.txt", mimeType: "text/plain", buffer: Buffer.from("<html></html>") };
    await choose(a.page, [page, cv]);
    const tray = a.page.getByRole("list", { name: "Files to send" });
    await tray.getByText("Files of this kind cannot be sent.").waitFor();
    await composer(a.page, mentee.name).fill("My CV");
    await composer(a.page, mentee.name).press("Enter");
    await a.page.getByText("One of the files cannot be sent. Remove it first.").waitFor();
    expect(await accessibilityFaults(a.page)).toEqual([]);
    await tray.getByRole("button", { name: "Remove page.txt" }).click();
    await composer(a.page, mentee.name).press("Enter");
    await logs.b.getByRole("link", { name: /cv\.pdf/ }).waitFor();
  });

  test("LATER-12, LATER-13: files are left for later with their text or alone, and are sent from the list or canceled", async () => {
    const { a, logs, mentee } = await openBoth(stage());
    const tray = a.page.getByRole("list", { name: "Files to send" });
    const leave = async (files: readonly Chosen[]) => {
      await choose(a.page, files);
      // It is offered once the server has the files.
      await a.page.getByRole("button", { name: "Send later" }).click();
      await a.page.getByRole("menuitem", { name: /^Tomorrow at/ }).click();
      await tray.waitFor({ state: "detached" });
    };
    await leave([photo("alone.png")]);
    await composer(a.page, mentee.name).fill("Read this before we meet");
    await leave([cv]);
    expect(await composer(a.page, mentee.name).inputValue()).toBe("");
    await a.page.getByRole("button", { name: "2 messages will be sent later" }).click();
    const list = a.page.getByRole("list", { name: "To be sent later" });
    const withText = list.getByRole("listitem").filter({ hasText: "A document: cv.pdf" });
    await withText.getByText("Read this before we meet").waitFor();
    expect(await accessibilityFaults(a.page)).toEqual([]);
    await withText.getByRole("button", { name: "Send now" }).click();
    const received = logs.b.getByRole("article").filter({ hasText: "Read this before we meet" });
    await received.getByRole("link", { name: /cv\.pdf/ }).waitFor();
    const alone = list.getByRole("listitem").filter({ hasText: "A photo" });
    await alone.getByText("If you cancel, you have to add the files again.").waitFor();
    await alone.getByRole("button", { name: "Cancel sending" }).click();
    await list.waitFor({ state: "detached" });
    expect(await logs.b.getByRole("button", { name: "alone.png" }).count()).toBe(0);
    expect(a.faults).toEqual([]);
  });

  test("FILE-17: what is chosen without a connection is sent after a reload, once it is back", async () => {
    const { a, logs, mentee } = await openBoth(stage());
    // The code of uploads is loaded.
    await choose(a.page, [photo("first.png")]);
    await composer(a.page, mentee.name).press("Enter");
    await logs.b.getByRole("button", { name: "first.png" }).waitFor();
    await a.page.route("**/files/**", (route) =>
      route.request().method() === "PATCH" ? route.abort() : route.continue(),
    );
    await choose(a.page, [photo("bus.png")]);
    await composer(a.page, mentee.name).fill("From the bus");
    await composer(a.page, mentee.name).press("Enter");
    await logs.a.getByText("From the bus").waitFor();
    await a.page.reload();
    await openConversation(a.page, mentee.name);
    await logs.a.getByText("From the bus").waitFor();
    expect(await logs.b.getByText("From the bus").count()).toBe(0);
    await a.page.unroute("**/files/**");
    const received = logs.b.getByRole("article").filter({ hasText: "From the bus" });
    await received.getByRole("button", { name: "bus.png" }).waitFor({ timeout: 60_000 });
  });

  test("VOICE-1, VOICE-4: a voice message is recorded, listened to, sent and played, by keyboard alone", async () => {
    const { a, b, logs } = await openBoth(stage());
    const tray = await record(a.page);
    expect(await accessibilityFaults(a.page)).toEqual([]);
    await tray.getByRole("button", { name: "Play Voice message" }).press("Enter");
    await tray.getByRole("button", { name: "Pause Voice message" }).waitFor();
    await a.page.locator("textarea").press("Enter");
    await tray.waitFor({ state: "detached" });
    const sound = logs.b.getByRole("group", { name: /^Voice message 0:0[1-9]$/ });
    await sound.getByRole("button", { name: "Play Voice message" }).click();
    await sound.getByRole("button", { name: "Pause Voice message" }).waitFor();
    const slider = sound.getByRole("slider", { name: "Position in Voice message" });
    // It is still there once it was played, at its beginning.
    await sound.getByRole("button", { name: "Play Voice message" }).waitFor();
    await slider.press("End");
    await eventually(() => slider.getAttribute("aria-valuetext")).toMatch(/^(0:0\d) of \1$/);
    expect(await accessibilityFaults(b.page)).toEqual([]);
    expect([...a.faults, ...b.faults]).toEqual([]);
  });

  test("VOICE-2: a recording that was finished without a connection is sent after a reload", async () => {
    const { a, logs, mentee } = await openBoth(stage());
    await a.page.route("**/files/**", (route) =>
      route.request().method() === "PATCH" ? route.abort() : route.continue(),
    );
    await record(a.page);
    await composer(a.page, mentee.name).press("Enter");
    await logs.a.getByRole("group", { name: /^Voice message/ }).waitFor();
    await a.page.reload();
    await openConversation(a.page, mentee.name);
    await logs.a.getByRole("group", { name: /^Voice message/ }).waitFor();
    expect(await logs.b.getByRole("group", { name: /^Voice message/ }).count()).toBe(0);
    await a.page.unroute("**/files/**");
    await logs.b.getByRole("group", { name: /^Voice message 0:0/ }).waitFor({ timeout: 60_000 });
  });

  test("FILE-18: a PDF is looked at page by page without being downloaded, and one that cannot be read says so", async () => {
    const { a, b, logs, mentee } = await openBoth(stage());
    const report = { ...cv, name: "report.pdf", buffer: drawPdf(["First page", "Second page"]) };
    await choose(a.page, [report, cv]);
    await a.page.getByRole("list", { name: "Files to send" }).waitFor();
    await composer(a.page, mentee.name).press("Enter");
    for (const { log, page } of [
      { log: logs.a, page: a.page },
      { log: logs.b, page: b.page },
    ]) {
      await log.getByRole("button", { name: "View report.pdf" }).click();
      const viewer = page.getByRole("dialog", { name: "report.pdf" });
      await viewer.getByRole("img", { name: "Page 1 of 2" }).waitFor();
      await viewer.getByText("First page").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.keyboard.press("PageDown");
      await viewer.getByText("Second page").waitFor();
      const width = () => viewer.getByRole("img").evaluate((canvas) => canvas.clientWidth);
      const before = await width();
      await page.keyboard.press("+");
      await eventually(width).toBeGreaterThan(before);
      expect(await viewer.getByRole("link", { name: "Download report.pdf" }).count()).toBe(1);
      await page.keyboard.press("Escape");
      await viewer.waitFor({ state: "detached" });
    }
    await logs.b.getByRole("button", { name: "View cv.pdf" }).click();
    await b.page.getByText("This PDF cannot be shown here. It can be downloaded.").waitFor();
    expect([...a.faults, ...b.faults]).toEqual([]);
  });
});

browserSuite(
  "files of an origin of their own",
  (stage) => {
    test("FILE-26: an image is shown and a PDF is looked at that are fetched from there", async () => {
      const { a, b, logs, mentee } = await openBoth(stage());
      const report = { ...cv, name: "report.pdf", buffer: drawPdf(["First page"]) };
      await choose(a.page, [photo("sketch.png"), report]);
      await a.page.getByRole("list", { name: "Files to send" }).waitFor();
      await composer(a.page, mentee.name).press("Enter");
      await eventually(() => drawn(b.page, "sketch.png")).toBe(240);
      const shown = logs.b.getByRole("button", { name: "sketch.png" }).locator("img");
      const { hostname } = new URL((await shown.getAttribute("src")) ?? "");
      expect(hostname).toBe("localhost");
      await logs.b.getByRole("button", { name: "View report.pdf" }).click();
      await b.page.getByRole("dialog").getByText("First page").waitFor();
      expect([...a.faults, ...b.faults]).toEqual([]);
    });
  },
  async (url) => ({ FILES_ORIGIN: url.replace("127.0.0.1", "localhost") }),
);
