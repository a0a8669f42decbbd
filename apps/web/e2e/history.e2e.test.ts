import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { type Frame, watchFrames } from "./support/frames.ts";
import { isInView } from "./support/in-view.ts";
import { messagesWith, openConversation, person } from "./support/person.ts";
import { type Correspondent, conversationWith, correspond, sendMany } from "./support/programme.ts";
import { browserSuite } from "./support/suite.ts";

const LENGTH = 400;
/** Turns of the wheel during which every frame is compared with the one before. */
const STEPS = 10;
/** Maximum messages in the document at one time. */
const ELEMENTS_MAX = 400;
/** Pixels of rounding tolerance. */
const ROUNDING = 1;

/** Texts of one to many lines, so that pages of history differ in height. */
function textOf(index: number): string {
  const lines = 1 + ((index * 7) % 5);
  return Array.from(
    { length: lines },
    (_, line) => `${index}.${line} ${"word ".repeat((index * 13) % 17)}`,
  ).join("\n");
}

const distanceFromEnd = (log: Locator) =>
  log.evaluate(
    ({ scrollHeight, clientHeight, scrollTop }) => scrollHeight - clientHeight - scrollTop,
  );

function expectFilled(frames: readonly Frame[]) {
  expect(frames.filter(({ shown }) => shown === 0)).toEqual([]);
  expect(Math.max(...frames.map(({ elements }) => elements))).toBeLessThanOrEqual(ELEMENTS_MAX);
}

/** While the reader scrolls up by `distance`, the watched message only moves down, and never further. */
function expectNoJump(frames: readonly Frame[], distance: number) {
  const offsets = frames.flatMap(({ offset }) => offset ?? []);
  const start = offsets[0] ?? Number.NaN;
  expect(offsets.length).toBe(frames.length);
  expect(Math.max(...offsets)).toBeLessThanOrEqual(start + distance + ROUNDING);
  const backwards = offsets.filter((offset, at) => offset < (offsets[at - 1] ?? offset) - ROUNDING);
  expect(backwards).toEqual([]);
}

async function firstBody({ api }: Correspondent, conversationId: string): Promise<string> {
  const at = { from: "after", seq: 0 } as const;
  const { messages } = await api.messages.list.query({ conversationId, at, limit: 1 });
  return messages[0]?.body ?? "";
}

type Frames = Awaited<ReturnType<typeof watchFrames>>;

interface Reader {
  readonly page: Page;
  readonly log: Locator;
  readonly frames: Frames;
}

/** Turns the wheel once and returns every frame until everything that it caused is finished. */
async function wheelUp({ page, frames }: Reader, distance: number): Promise<Frame[]> {
  await frames.evaluate((watch) => watch.pick());
  await frames.evaluate((watch) => watch.settled());
  await page.mouse.wheel(0, -distance);
  return frames.evaluate((watch) => watch.settled());
}

/** The messages at both edges of the log: the beginning of each text, and its position. */
const edgesOf = (log: Locator) =>
  log.evaluate((element) => {
    const screen = element.getBoundingClientRect();
    const shown = [...element.querySelectorAll("article")].flatMap((message) => {
      const { top, bottom } = message.getBoundingClientRect();
      const isShown = bottom > screen.top && top < screen.bottom;
      return isShown ? [{ text: message.innerText.slice(0, 8), top, bottom }] : [];
    });
    const [first, last] = [shown.at(0), shown.at(-1)];
    return {
      upper: [first?.text, Math.round((first?.top ?? 0) - screen.top)],
      lower: [last?.text, Math.round(screen.bottom - (last?.bottom ?? 0))],
    };
  });

/** A lower window removes space at the top, a narrower one at the end of each line: what is read stays. */
async function expectPlaceKept({ page, log, frames }: Reader) {
  const whole = page.viewportSize() ?? { width: 1280, height: 720 };
  const resize = async (size: Partial<typeof whole>) => {
    await page.setViewportSize({ ...whole, ...size });
    await frames.evaluate((watch) => watch.settled());
    return edgesOf(log);
  };
  const before = await edgesOf(log);
  expect((await resize({ height: whole.height - 250 })).lower).toEqual(before.lower);
  expect(await resize({})).toEqual(before);
  expect((await resize({ width: 900 })).upper).toEqual(before.upper);
  expect(await resize({})).toEqual(before);
}

browserSuite("a long history", (stage) => {
  /** A mentor who has read everything opens a long conversation with a mentee. */
  async function openLongConversation() {
    const { mentor, mentee } = stage().nextPair();
    const { url } = stage().server;
    const [writer, reader] = await Promise.all([correspond(url, mentee), correspond(url, mentor)]);
    const conversationId = await conversationWith(writer, mentor);
    const first = await firstBody(writer, conversationId);
    await sendMany(
      writer,
      conversationId,
      Array.from({ length: LENGTH }, (_, at) => textOf(at)),
    );
    const { lastSeq } = await reader.api.conversations.get.query({ conversationId });
    await reader.api.messages.markRead.mutate({ conversationId, seq: lastSeq });

    const { page, faults } = await person(stage().browser, mentor.name, stage().server);
    await openConversation(page, mentee.name);
    const log = messagesWith(page, mentee.name);
    await log.getByRole("article").first().waitFor();
    const frames = await watchFrames(log);
    await frames.evaluate((watch) => watch.settled());
    return { reading: { page, log, frames }, first, faults };
  }

  test("SCR-7: it opens at its end and can be read back to its first message, without a jump, a blank or a growing page, in a window that changes its size", async () => {
    const { reading, first, faults } = await openLongConversation();
    const { log } = reading;
    expect(await distanceFromEnd(log)).toBeLessThanOrEqual(ROUNDING);

    await log.hover();
    const distance = await log.evaluate(({ clientHeight }) => Math.round(clientHeight * 0.8));
    for (let step = 0; step < STEPS; step += 1) {
      const seen = await wheelUp(reading, distance);
      expectFilled(seen);
      expectNoJump(seen, distance);
    }
    await expectPlaceKept(reading);
    const beginning = log.getByText("This is the beginning");
    while (!(await isInView(beginning))) expectFilled(await wheelUp(reading, 6 * distance));
    await log.getByRole("article").first().getByText(first).waitFor();
    expect(faults).toEqual([]);
  });

  test("the keys lead to its first message and back to its end, without a blank", async () => {
    const { reading, first, faults } = await openLongConversation();
    const { page, log, frames } = reading;
    await log.focus();
    const press = async (key: string) => {
      await page.keyboard.press(key);
      expectFilled(await frames.evaluate((watch) => watch.settled()));
    };
    for (let screens = 0; screens < STEPS; screens += 1) await press("PageUp");
    expect(await distanceFromEnd(log)).toBeGreaterThan(3_000);
    const beginning = log.getByText("This is the beginning");
    while (!(await isInView(beginning))) await press("Home");
    await log.getByRole("article").first().getByText(first).waitFor();
    await press("End");
    expect(await distanceFromEnd(log)).toBeLessThanOrEqual(ROUNDING);
    expect(faults).toEqual([]);
  });
});
