import { useMessaging } from "../provider/messaging-context.ts";

/** Writing: every message is on the screen at once and is sent in order, now or when the connection is back. */
export interface SendMessage {
  readonly send: (message: {
    readonly conversationId: string;
    readonly body: string;
    /** The place of the message that it answers. */
    readonly replyToSeq?: number | undefined;
    /** Whom it mentions, by id: people of its conversation. */
    readonly mentions?: readonly string[] | undefined;
  }) => void;
  readonly retry: (messageId: string) => void;
  readonly discard: (messageId: string) => void;
}

export function useSendMessage(): SendMessage {
  const { send, retry, discard } = useMessaging().client.outbox;
  return { send, retry, discard };
}
