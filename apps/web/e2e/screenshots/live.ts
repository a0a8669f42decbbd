import type { Page } from "playwright-core";
import { composer, conversationLink, messagesWith, openConversation } from "../support/person.ts";
import { conversationWith, correspond, sendAll } from "../support/programme.ts";
import { enter, stall, resume } from "./scene.ts";
import type { Scene } from "./scene.ts";

const REFUSED = "The server will not take this.";

/** The server receives one text as empty, and refuses it. */
async function spoil(page: Page) {
  await page.routeWebSocket(/\/trpc/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((frame) => server.send(String(frame).replace(REFUSED, "")));
  });
}

/** Unread messages for the mentor, more than one screen. */
async function leaveUnread({ url, pair }: Scene) {
  const [mentor, mentee] = [await correspond(url, pair.mentor), await correspond(url, pair.mentee)];
  const conversationId = await conversationWith(mentee, pair.mentor);
  const { lastSeq } = await mentor.api.conversations.get.query({ conversationId });
  await mentor.api.messages.markRead.mutate({ conversationId, seq: lastSeq });
  const lines = Array.from({ length: 60 }, (_, index) => `Thought number ${index + 1}.`);
  await sendAll(mentee, conversationId, lines);
  return { mentee, conversationId };
}

async function shootUnread({ page, pair, shoot }: Scene) {
  const log = messagesWith(page, pair.mentee.name);
  await openConversation(page, pair.mentee.name);
  await log.getByRole("separator", { name: "New" }).waitFor();
  await shoot("conversation-unread");
  await page.getByRole("button", { name: "Jump to latest" }).click();
  await page.getByRole("button", { name: "Jump to first unread" }).waitFor();
  await shoot("conversation-unread-above");
}

/** Events while a conversation is open: unread messages, typing, a refusal, a long draft. */
export async function shootLive(scene: Scene): Promise<void> {
  const { page, pair, shoot } = scene;
  const { name } = pair.mentee;
  const { mentee, conversationId } = await leaveUnread(scene);
  await spoil(page);
  await page.reload();
  await enter(scene, pair.mentor.name);
  await conversationLink(page, name).waitFor();
  await shootUnread(scene);
  await mentee.api.events.setTyping.mutate({ conversationId, typing: true });
  await page.getByRole("status").getByText("is typing").waitFor();
  await shoot("conversation-typing");
  await composer(page, name).fill(REFUSED);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("button", { name: "Discard" }).waitFor();
  await shoot("conversation-failed");
  await page.getByRole("button", { name: "Discard" }).click();
  await composer(page, name).fill("Many words. ".repeat(430));
  await page.getByText("Too long").waitFor();
  await shoot("conversation-too-long");
  await composer(page, name).fill("A draft that waits.");
  const address = page.url();
  await stall(scene);
  await page.goto(address);
  await composer(page, name).or(page.getByText("Loading").first()).first().waitFor();
  await shoot("conversation-loading");
  await resume(scene);
}
