import type { ErrorReason } from "@parley/contract/error-reasons";
import type { Message } from "@parley/contract/messages";

/** How far an own message has come. `id` is the message's id for ever: it is also the React key. */
export type OutboxState =
  | { readonly status: "queued" }
  | { readonly status: "sending" }
  /** The server answered; the entry goes when the stream has brought the message. */
  | { readonly status: "sent"; readonly message: Message }
  /** The server refused for good: only the writer can retry or discard. */
  | { readonly status: "failed"; readonly reason: ErrorReason };

export interface OutboxEntry {
  readonly id: string;
  readonly conversationId: string;
  readonly body: string;
  /** The place of the message that it answers. */
  readonly replyToSeq?: number | undefined;
  /** Whom it mentions, by id. */
  readonly mentions?: readonly string[] | undefined;
  /** When it was written, in epoch milliseconds on the writer's clock: for display only. */
  readonly writtenAt: number;
  readonly state: OutboxState;
}
