import type { EventOf } from "@parley/contract/events";
import { type MessageRow, toMessage } from "../../../messages/message-row.ts";
import {
  conversationFacts,
  type EventFamily,
  type LogRow,
  READING,
  type References,
} from "./event-definition.ts";

const hasMessage = (row: LogRow): row is LogRow & MessageRow => typeof row.body === "string";
const messageOf = (row: LogRow) => (hasMessage(row) ? toMessage(row) : undefined);

const PREVIEW = ["last", "unread", "mentions", "filters"] as const;

/** What the recipient of a row sees pinned in its conversation, and has saved of it. */
function keptOf({ about }: LogRow, { kept }: References) {
  const found = kept.get(about ?? "");
  return about === null || found === undefined ? undefined : { conversationId: about, ...found };
}

type MessageEvent = EventOf<
  "message.created" | "message.edited" | "message.deleted" | "message.reacted"
>;
const factsOf = ({ message }: MessageEvent, ...parts: readonly string[]) =>
  conversationFacts(message.conversationId, `message:${message.seq}`, ...parts);

export const messageEvents: EventFamily<"message"> = {
  "message.created": {
    needs: ["message"],
    isShared: () => true,
    toEvent(row) {
      const message = messageOf(row);
      return message && { type: "message.created", message };
    },
    explains(event, { userId, hasConversation }) {
      const { conversationId, senderId } = event.message;
      // A conversation that was not in the list comes with its first message: the client fetches it.
      if (!hasConversation(conversationId)) return conversationFacts(conversationId, "");
      const own = senderId === userId ? READING : [];
      return factsOf(event, ...PREVIEW, "archived", `mark:${senderId}`, ...own);
    },
  },
  "message.edited": {
    needs: ["message"],
    // Users whom it mentions for the first time get an event of their own.
    isShared: ({ data }) => data === null,
    toEvent(row) {
      const message = messageOf(row);
      if (message === undefined) return undefined;
      const mentionsYou = row.data === null ? {} : { mentionsYou: true as const };
      return { type: "message.edited", message, ...mentionsYou };
    },
    explains: (event) => factsOf(event, "last", "mentions"),
  },
  "message.deleted": {
    needs: ["message", "readStates"],
    toEvent(row, { readStates }) {
      const message = messageOf(row);
      const own = readStates.get(row.about ?? "");
      if (message === undefined || own === undefined) return undefined;
      const unread = { count: own.unread, upToSeq: own.upToSeq };
      return { type: "message.deleted", message, unread };
    },
    explains: (event) => factsOf(event, ...PREVIEW, "pins", `card:${event.message.id}`),
  },
  "message.reacted": {
    needs: ["message"],
    isShared: () => true,
    toEvent(row) {
      const message = messageOf(row);
      return message && { type: "message.reacted", message };
    },
    explains: (event) => factsOf(event, "last", "mentions"),
  },
  "message.pinned": {
    needs: ["kept"],
    toEvent(row, references) {
      const found = keptOf(row, references);
      if (found === undefined) return undefined;
      const { conversationId, pins } = found;
      return { type: "message.pinned", conversationId, pins };
    },
    explains: ({ conversationId }) => conversationFacts(conversationId, "pins"),
  },
  "message.saved": {
    needs: ["kept"],
    toEvent(row, references) {
      const found = keptOf(row, references);
      if (found === undefined) return undefined;
      const { conversationId, savedSeqs } = found;
      return { type: "message.saved", conversationId, savedSeqs };
    },
    explains: ({ conversationId }) => conversationFacts(conversationId, "saved"),
  },
  "message.scheduled": {
    needs: ["scheduled"],
    toEvent({ subject_id }, references) {
      const scheduled = references.scheduled.get(subject_id ?? "");
      return scheduled && { type: "message.scheduled", scheduled };
    },
    explains: ({ scheduled }) => [`scheduled:${scheduled.id}`],
  },
  "message.unscheduled": {
    needs: [],
    toEvent: ({ subject_id: id }) => ({ type: "message.unscheduled", id: id ?? "" }),
    explains: ({ id }) => [`scheduled:${id}`],
  },
};
