import { conversationFacts, type EventFamily } from "./event-definition.ts";

export const cardEvents: EventFamily<"card"> = {
  "card.changed": {
    needs: ["cards"],
    toEvent({ subject_id }, { cards }) {
      const card = cards.get(subject_id ?? "");
      return card && { type: "card.changed", card };
    },
    explains: ({ card }) => conversationFacts(card.conversationId, `card:${card.id}`),
  },
};
