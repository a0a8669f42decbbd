import type { Locator } from "playwright-core";
import { uuidv7 } from "uuidv7";
import { composer, messagesWith, openConversation } from "../support/person.ts";
import { conversationWith, correspond, readAll } from "../support/programme.ts";
import type { Pair } from "../support/programme.ts";
import { enter } from "./scene.ts";
import type { Scene } from "./scene.ts";

const TEXTS = [
  "Here is the plan: https://example.org/a/rather/long/path?with=a&query=in#it and www.example.org.",
  "🎉🎉",
  "مرحبا! How are you? 你好吗",
  "Z̸̢͇̈a̶̧͖͌l̵̨̛̼g̴̢̭̈́o̷̡̺͝ comes",
  `${"Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".repeat(3)}!`,
  "A long story. ".repeat(200),
  "Shall we meet on Tuesday?",
];

/** Creates all states of messages of a conversation, once. */
async function prepare(url: string, { mentor, mentee }: Pair) {
  const [a, b] = await Promise.all([correspond(url, mentor), correspond(url, mentee)]);
  const conversationId = await conversationWith(b, mentor);
  const before = await readAll(b, conversationId);
  if (before.some(({ body }) => body === TEXTS.at(-1))) return;
  const say = async (from: typeof a, body: string, replyToSeq?: number) => {
    const { message } = await from.api.messages.send.mutate({
      ...{ conversationId, id: uuidv7(), body, replyToSeq },
    });
    return message;
  };
  for (const text of TEXTS) await say(b, text);
  const last = (await readAll(b, conversationId)).at(-1)?.seq ?? 1;
  const answer = await say(a, "Tuesday is good, at nine.", last);
  for (const emoji of ["👍", "❤️", "🎉"]) {
    await b.api.messages.react.mutate({ conversationId, seq: answer.seq, emoji });
  }
  await a.api.messages.react.mutate({ conversationId, seq: answer.seq, emoji: "🎉" });
  const wrong = await say(a, "Or wensday?");
  const edited = { conversationId, seq: wrong.seq, expectedVersion: 1 };
  await a.api.messages.edit.mutate({ ...edited, body: "Or Wednesday?" });
  const gone = await say(a, "Never mind");
  await a.api.messages.delete.mutate({ conversationId, seq: gone.seq });
  await say(b, "What did you delete?", gone.seq);
}

/** Opens the actions on a message: next to it, or in the menu More on touch devices. */
async function press(message: Locator, name: string) {
  const page = message.page();
  await message.scrollIntoViewIfNeeded();
  const direct = message.getByRole("button", { name, exact: true });
  await message.hover();
  if ((await direct.count()) > 0) return direct.click();
  await message.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name }).click();
}

/** Every state of an open conversation: texts of all kinds, and actions on messages. */
export async function shootConversation(scene: Scene): Promise<void> {
  const { page, pair, url, shoot } = scene;
  const { name } = pair.mentee;
  await prepare(url, pair);
  await enter(scene, pair.mentor.name);
  await openConversation(page, name);
  const log = messagesWith(page, name);
  const messageIn = (text: string) => log.getByRole("article").filter({ hasText: text }).last();
  await messageIn("What did you delete?").waitFor();
  await shoot("messages-end");
  await messageIn("A long story").hover();
  await page.mouse.wheel(0, -700);
  await messageIn("Here is the plan").waitFor();
  await shoot("messages-texts");
  await messageIn("What did you delete?").scrollIntoViewIfNeeded();
  await messageIn("What did you delete?").hover();
  await shoot("message-hovered");
  await press(messageIn("Tuesday is good"), "React");
  await page.getByRole("dialog", { name: "React" }).waitFor();
  await shoot("message-reacting");
  await page.getByRole("button", { name: "More emoji" }).click();
  await page.getByRole("gridcell", { name: "Grinning face", exact: true }).waitFor();
  await shoot("message-all-emoji");
  await page.keyboard.press("Escape");
  await press(messageIn("What did you delete?"), "Reply");
  await page.getByText(`Replying to ${name}`).waitFor();
  await shoot("message-answering");
  await composer(page, name).press("Escape");
  await press(messageIn("Or Wednesday?"), "Edit");
  await page.getByRole("textbox", { name: "Edit message" }).fill("Or Thursday?");
  await shoot("message-editing");
  await page.getByRole("button", { name: "Cancel" }).click();
  await press(messageIn("Or Wednesday?"), "Delete");
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await shoot("message-deleted-undo");
  await page.getByRole("button", { name: "Undo" }).click();
  const more = messageIn("What did you delete?").getByRole("button", { name: "More" });
  await messageIn("What did you delete?").hover();
  await more.click();
  await shoot("message-menu");
  await page.keyboard.press("Escape");
}
