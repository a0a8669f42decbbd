import type { OutboxFile } from "@parley/client";
import type { ErrorReason, MessageFile, Reaction } from "@parley/contract";

/** The delivery state of an own message; `received` for messages of others. */
export type Delivery =
  | { readonly status: "received" }
  | { readonly status: "sending" }
  | { readonly status: "sent" }
  | { readonly status: "failed"; readonly reason: ErrorReason };

/** A change by the signed-in user that the server has not confirmed. */
export type RowChange =
  | { readonly kind: "editing" }
  /** Hidden at once. Not sent before `undoUntil`, in epoch milliseconds. */
  | { readonly kind: "deleting"; readonly undoUntil: number };

/** A file of a message; of an unsent one as far as this page knows it. */
export type RowFile = Pick<MessageFile, "id" | "kind" | "name" | "size" | "type"> &
  Partial<MessageFile>;

/** A file of an unsent message, by the type that the browser names: the server has not looked at it yet. */
export const fileOfEntry = (file: OutboxFile): RowFile => {
  const [kind] = file.type.split("/");
  if (kind === "image") return { ...file, kind };
  if (kind === "audio") return { ...file, kind: "voice" };
  return { ...file, kind: "document" };
};

/** A message as the log shows it. `id` is its React key from the time of writing. */
export interface Row {
  readonly id: string;
  /** `null` until the server has assigned it. */
  readonly seq: number | null;
  readonly senderId: string;
  readonly isOwn: boolean;
  /** `null` once deleted. */
  readonly body: string | null;
  /** The `seq` of the message that it replies to. */
  readonly replyToSeq: number | null;
  /** The ids of the mentioned users. */
  readonly mentions: readonly string[];
  readonly reactions: readonly Reaction[];
  readonly files: readonly RowFile[];
  /** Counts edits and the deletion from 1. */
  readonly version: number;
  readonly at: Date;
  readonly editedAt: Date | null;
  readonly delivery: Delivery;
  readonly change: RowChange | null;
}
