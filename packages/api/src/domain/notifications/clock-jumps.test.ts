import { expect, test } from "vitest";
import { newId } from "../../testing/index.ts";
import { useTestApi } from "../../testing/vitest.ts";
import { sweepNotifications } from "./sweep.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const api = useTestApi({ people: { ada: "MENTOR", ben: "MENTEE" } });

async function say(body: string): Promise<void> {
  const { id } = await api.as("ada").conversations.open({ userId: "ben" });
  await api.as("ada").messages.send({ conversationId: id, id: newId(), body });
}

const sent = () =>
  api.notifications.sent.map(({ content }) =>
    content.conversations.flatMap(({ messages }) => messages.map(({ text }) => text)),
  );

test.for([
  ["back an hour", -HOUR],
  ["forward a day", DAY],
] as const)(
  "NTF-20: a clock that jumps %s between the decision and the delivery loses and repeats no notification",
  async ([, jump]) => {
    await say("hello");
    await api.jobs.run();
    api.clock.advance(10 * MINUTE);
    await expect(sweepNotifications(api.platform)).resolves.toBe(1);
    api.clock.advance(jump);
    for (const time of [0, 10 * MINUTE, HOUR, 10 * MINUTE]) {
      api.clock.advance(time);
      await api.jobs.run();
    }
    expect(sent()).toEqual([["hello"]]);
  },
);

test.for([
  ["back an hour", -HOUR],
  ["back a day", -DAY],
  ["forward a day", DAY],
] as const)("NTF-20: a message after a clock jumped %s is notified", async ([, jump]) => {
  await api.jobs.run();
  api.clock.advance(jump);
  await say("after the jump");
  await api.jobs.run();
  api.clock.advance(10 * MINUTE);
  await api.jobs.run();
  expect(sent()).toEqual([["after the jump"]]);
});
