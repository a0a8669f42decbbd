import type { OutboxFile } from "@parley/client";
import { useMessaging } from "../../provider/messaging-context.ts";

/** Sends messages: each is shown at once and sent in order, now or when the connection is back. */
export interface SendMessage {
  readonly send: (message: {
    readonly conversationId: string;
    readonly body: string;
    /** The `seq` of the message that it replies to. */
    readonly replyToSeq?: number | undefined;
    /** The ids of mentioned members of the conversation. */
    readonly mentions?: readonly string[] | undefined;
    /** Files of `client.files`. It is sent once they are uploaded, and its text may be empty. */
    readonly files?: readonly OutboxFile[] | undefined;
  }) => void;
  readonly retry: (messageId: string) => void;
  readonly discard: (messageId: string) => void;
}

/** Returns a function that sends messages. */
export function useSendMessage(): SendMessage {
  const { send, retry, discard } = useMessaging().client.outbox;
  return { send, retry, discard };
}
