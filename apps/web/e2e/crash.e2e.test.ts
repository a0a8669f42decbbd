import { expect, test } from "vitest";
import { messagesWith, openConversation, person, write } from "./support/person.ts";
import type { Someone } from "./support/person.ts";
import { conversationWith, correspond, readAll } from "./support/programme.ts";
import { screenOrder } from "./support/screen-order.ts";
import { browserSuite } from "./support/suite.ts";

const EACH = 100;
/** Sends of one person after which the server is killed. */
const KILL_AFTER = 40;
const PATTERN = /(mentor|mentee) says \d{3}/;

const textsOf = (name: string) =>
  Array.from({ length: EACH }, (_, index) => `${name} says ${String(index + 1).padStart(3, "0")}`);

async function writeAll({ page }: Someone, to: string, texts: readonly string[]) {
  for (const text of texts) await write(page, to, text);
}

browserSuite("a server that dies", (stage) => {
  test("kill -9 in the middle of 200 sends: both pages come back by themselves, 0 lost, 0 doubled, one order on both screens", async () => {
    const { mentor, mentee } = stage().nextPair();
    const [a, b] = await Promise.all([
      person(stage().browser, mentor.name, stage().server),
      person(stage().browser, mentee.name, stage().server),
    ]);
    await openConversation(a.page, mentee.name);
    await openConversation(b.page, mentor.name);
    const logs = [messagesWith(a.page, mentee.name), messagesWith(b.page, mentor.name)] as const;
    const [fromA, fromB] = [textsOf("mentor"), textsOf("mentee")];

    const writing = Promise.all([
      writeAll(a, mentee.name, fromA.slice(0, -1)),
      writeAll(b, mentor.name, fromB),
    ]);
    await logs[0].getByText(fromB[KILL_AFTER] ?? "").waitFor();
    await stage().crash();
    await writing;
    // The fault happened: what was written last stands on the screen and is not sent.
    await logs[0].getByText("Sending").last().waitFor();
    await write(a.page, mentee.name, fromA.at(-1) ?? "");
    await stage().restart();

    await logs[1].getByText(fromA.at(-1) ?? "").waitFor();
    for (const log of logs) await expect.poll(() => log.getByText("Sending").count()).toBe(0);

    const witness = await correspond(stage().server.url, mentor);
    const stored = await readAll(witness, await conversationWith(witness, mentee));
    const said = stored.flatMap(({ body }) => PATTERN.exec(body ?? "")?.[0] ?? []);
    expect(said.filter((text) => text.startsWith("mentor"))).toEqual(fromA);
    expect(said.filter((text) => text.startsWith("mentee"))).toEqual(fromB);
    for (const log of logs) {
      expect(await screenOrder(log, { pattern: PATTERN, count: said.length })).toEqual(said);
    }
    expect([...a.faults, ...b.faults]).toEqual([]);
    await Promise.all([a.context.close(), b.context.close()]);
  });
});
