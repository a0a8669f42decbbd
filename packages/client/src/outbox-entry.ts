import type { ErrorReason, Message, Voice } from "@parley/contract";

/** State of an own message. `id` is the message's id forever: it is also the React key. */
export type OutboxState =
  | { readonly status: "queued" }
  | { readonly status: "sending" }
  /** The server has confirmed it; the entry is removed when the stream has delivered the message. */
  | { readonly status: "sent"; readonly message: Message }
  /** The server refused it permanently: only the author can retry or discard. */
  | { readonly status: "failed"; readonly reason: ErrorReason };

/** A file of an unsent message. */
export interface OutboxFile {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** The media type as the browser names it. */
  readonly type: string;
  /** The length and loudness of a sound. */
  readonly voice?: Voice;
}

/** A message that the server has not confirmed yet. */
export interface OutboxEntry {
  readonly id: string;
  readonly conversationId: string;
  readonly body: string;
  /** `seq` of the message that it answers. */
  readonly replyToSeq?: number | undefined;
  /** The mentioned users, by id. */
  readonly mentions?: readonly string[] | undefined;
  /** The files that are sent with it. */
  readonly files?: readonly OutboxFile[] | undefined;
  /** When it was written, in epoch milliseconds on the author's clock: for display only. */
  readonly writtenAt: number;
  readonly state: OutboxState;
}
