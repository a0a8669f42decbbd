import { createDemoServer, messageOf, noah, withNoah } from "@parley/client/testing";
import type { Card } from "@parley/contract";

/** A server whose conversation with Noah has two messages, of which those with a card have its text. */
export function serveCards(cards: readonly Card[], textOf: (card: Card) => string) {
  const server = createDemoServer();
  const messages = [1, 2].map((seq) => {
    const card = cards.find((one) => one.seq === seq);
    const body = card === undefined ? `Message ${seq}` : textOf(card);
    const message = messageOf({ conversationId: withNoah, seq, senderId: noah.id, body });
    return card === undefined ? message : { ...message, id: card.id };
  });
  const detail = server.conversations.get(withNoah);
  if (detail === undefined) throw new Error("no conversation");
  server.messages.set(withNoah, messages);
  server.conversations.set(withNoah, {
    ...detail,
    ...{ lastSeq: 2, readSeq: 2, unread: 0, lastMessage: messages[1] ?? null },
  });
  server.cards = [...cards];
  return server;
}
