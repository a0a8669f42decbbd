import { expect, test } from "vitest";
import { eventually } from "./support/eventually.ts";
import { composer, messagesWith, openConversation, person, write } from "./support/person.ts";
import type { Someone } from "./support/person.ts";
import { conversationWith, correspond, readAll } from "./support/programme.ts";
import { screenOrder } from "./support/screen-order.ts";
import { browserSuite } from "./support/suite.ts";

const EACH = 100;
/** Messages of both after which the server is killed. */
const KILL_AFTER = 60;
const PATTERN = /(mentor|mentee) says \d{3}/;

const textsOf = (name: string) =>
  Array.from({ length: EACH }, (_, index) => `${name} says ${String(index + 1).padStart(3, "0")}`);

/** Types without waiting for anything. */
async function writeAll({ page }: Someone, to: string, texts: readonly string[]) {
  await composer(page, to).focus();
  for (const text of texts) {
    await page.keyboard.insertText(text);
    await page.keyboard.press("Enter");
  }
}

browserSuite("a server that dies", (stage) => {
  test("OUT-1, OUT-2, OUT-5: kill -9 in the middle of 200 sends: both pages recover automatically, 0 lost, 0 duplicated, one order on both screens", async () => {
    const { mentor, mentee } = stage().nextPair();
    const [a, b] = await Promise.all([
      person(stage().browser, mentor.name, stage().server),
      person(stage().browser, mentee.name, stage().server),
    ]);
    await openConversation(a.page, mentee.name);
    await openConversation(b.page, mentor.name);
    const logs = [messagesWith(a.page, mentee.name), messagesWith(b.page, mentor.name)] as const;
    const [fromA, fromB] = [textsOf("mentor"), textsOf("mentee")];

    const witness = await correspond(stage().server.url, mentor);
    const conversationId = await conversationWith(witness, mentee);
    const countStored = async () =>
      (await witness.api.conversations.get.query({ conversationId })).lastSeq;
    const before = await countStored();
    const writing = Promise.all([
      writeAll(a, mentee.name, fromA.slice(0, -1)),
      writeAll(b, mentor.name, fromB),
    ]);
    await eventually(countStored).toBeGreaterThan(before + KILL_AFTER);
    await stage().crash();
    await writing;
    // The fault happened in between: the last messages are on the screen and not sent.
    await eventually(() => logs[0].getByText("Sending").count()).toBeGreaterThan(0);
    await write(a.page, mentee.name, fromA.at(-1) ?? "");
    await stage().restart();

    await eventually(countStored).toBe(before + fromA.length + fromB.length);
    for (const log of logs) await eventually(() => log.getByText("Sending").count()).toBe(0);
    const stored = await readAll(witness, conversationId);
    const said = stored.flatMap(({ body }) => PATTERN.exec(body ?? "")?.[0] ?? []);
    expect(said.filter((text) => text.startsWith("mentor"))).toEqual(fromA);
    expect(said.filter((text) => text.startsWith("mentee"))).toEqual(fromB);
    for (const log of logs) {
      const onScreen = () => screenOrder(log, { pattern: PATTERN, count: said.length });
      await eventually(onScreen).toEqual(said);
    }
    expect([...a.faults, ...b.faults]).toEqual([]);
  });
});
