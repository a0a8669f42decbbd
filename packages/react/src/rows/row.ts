import type { ErrorReason } from "@parley/contract/error-reasons";
import type { Reaction } from "@parley/contract/messages";

/** How far an own message has come; `received` for everybody else's. */
export type Delivery =
  | { readonly status: "received" }
  | { readonly status: "sending" }
  | { readonly status: "sent" }
  | { readonly status: "failed"; readonly reason: ErrorReason };

/** What the signed-in person has just asked for, while the server has not carried it out. */
export type RowChange =
  | { readonly kind: "editing" }
  /** Hidden at once. Until `undoUntil`, in epoch milliseconds, nothing was sent yet. */
  | { readonly kind: "deleting"; readonly undoUntil: number };

/** A message as the log shows it. `id` is its React key from the moment it is written. */
export interface Row {
  readonly id: string;
  /** `null` until the server has given the message its place. */
  readonly seq: number | null;
  readonly senderId: string;
  readonly isOwn: boolean;
  /** `null` once deleted. */
  readonly body: string | null;
  /** The place of the message that it answers. */
  readonly replyToSeq: number | null;
  /** Whom it mentions, by id. */
  readonly mentions: readonly string[];
  readonly reactions: readonly Reaction[];
  /** Counts edits and the deletion from 1. */
  readonly version: number;
  readonly at: Date;
  readonly editedAt: Date | null;
  readonly delivery: Delivery;
  readonly change: RowChange | null;
}
