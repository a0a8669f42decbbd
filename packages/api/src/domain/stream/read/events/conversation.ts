import { toOwnRead } from "../../../participants/read-state.ts";
import { conversationFacts, type EventFamily, READING } from "./event-definition.ts";

export const conversationEvents: EventFamily<"conversation"> = {
  "conversation.opened": {
    needs: ["conversations"],
    toEvent({ about }, { conversations }) {
      const conversation = conversations.get(about ?? "");
      return conversation && { type: "conversation.opened", conversation };
    },
    explains: ({ conversation }) => conversationFacts(conversation.id, ""),
  },
  "conversation.updated": {
    needs: ["conversations"],
    toEvent({ about }, { conversations }) {
      const conversation = conversations.get(about ?? "");
      return conversation && { type: "conversation.updated", conversation };
    },
    explains: ({ conversation }) =>
      conversationFacts(
        conversation.id,
        ...[
          "with",
          "state",
          "writable",
          "last",
          "archived",
          "preferences",
          "members",
          "membership",
          "pins",
          "saved",
        ],
        "mark:",
        ...READING,
      ),
  },
  "conversation.closed": {
    needs: [],
    toEvent: ({ about }) =>
      about === null ? undefined : { type: "conversation.closed", conversationId: about },
    explains: ({ conversationId }) => conversationFacts(conversationId, ""),
  },
  "conversation.read": {
    // Of another user it tells what they share, which comes with the row.
    needs: ({ owner, subject_id: reader }) => (reader === owner ? ["readStates"] : []),
    toEvent({ owner, about: conversationId, subject_id: userId, shared_read_seq }, { readStates }) {
      if (conversationId === null || userId === null) return undefined;
      if (userId !== owner) {
        const readSeq = shared_read_seq ?? 0;
        return { type: "conversation.read", conversationId, userId, readSeq, unread: null };
      }
      const own = readStates.get(conversationId);
      return own && toOwnRead({ ...own, userId });
    },
    explains(event, recipient) {
      const own = event.userId === recipient.userId ? READING : [];
      return conversationFacts(event.conversationId, `mark:${event.userId}`, ...own);
    },
  },
};
