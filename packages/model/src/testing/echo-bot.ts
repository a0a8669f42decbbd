import { createParleyClient } from "@parley/client";

const { PARLEY_URL: url = "", BOT_TOKEN = "", SERVICE_TOKEN = "" } = process.env;
const bot = createParleyClient({ url, token: () => BOT_TOKEN });
const { messages } = createParleyClient({ url, token: () => SERVICE_TOKEN }).trpc;

async function answer() {
  const { conversations } = await bot.trpc.conversations.list.query({ filter: "unread" });
  for (const { id: conversationId, lastMessage: asked } of conversations) {
    const reply = { body: `You wrote: ${asked?.body}`, idempotencyKey: `reply to ${asked?.id}` };
    await messages.sendAs.mutate({ senderId: "helper", to: { conversationId }, ...reply });
  }
}

bot.listen({ cursor: "0", onEvent: () => void answer().catch(console.error), onSignal() {} });
