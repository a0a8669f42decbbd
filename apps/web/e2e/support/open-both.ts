import type { Locator } from "playwright-core";
import { messagesWith, openConversation, person } from "./person.ts";
import { conversationWith, correspond, sendAll } from "./programme.ts";
import type { Stage } from "./suite.ts";

/** The last message in a log that contains a text. */
export const messageIn = (log: Locator, text: string) =>
  log.getByRole("article").filter({ hasText: text }).last();

/** Chooses an action in the menu of a message. */
export async function chooseAction(message: Locator, action: string): Promise<void> {
  await message.hover();
  await message.getByRole("button", { name: "More" }).click();
  await message.page().getByRole("menuitem", { name: action, exact: true }).click();
}

/** A mentor (`a`) and a mentee (`b`), each with their conversation open, in which the mentee has written some texts. */
export async function openBoth({ nextPair, server, browser }: Stage, bodies: string[] = []) {
  const { mentor, mentee } = nextPair();
  const writer = await correspond(server.url, mentee);
  await sendAll(writer, await conversationWith(writer, mentor), bodies);
  const look = { ...server, reducedMotion: "reduce" } as const;
  const [a, b] = await Promise.all([
    person(browser, mentor.name, look),
    person(browser, mentee.name, look),
  ]);
  await Promise.all([openConversation(a.page, mentee.name), openConversation(b.page, mentor.name)]);
  const logs = { a: messagesWith(a.page, mentee.name), b: messagesWith(b.page, mentor.name) };
  return { a, b, logs, mentor, mentee, writer };
}
