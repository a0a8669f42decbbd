import type { ErrorReason } from "@parley/contract/error-reasons";

/** How far an own message has come; `received` for everybody else's. */
export type Delivery =
  | { readonly status: "received" }
  | { readonly status: "sending" }
  | { readonly status: "sent" }
  | { readonly status: "failed"; readonly reason: ErrorReason };

/** A message as the log shows it. `id` is its React key from the moment it is written. */
export interface Row {
  readonly id: string;
  /** `null` until the server has given the message its place. */
  readonly seq: number | null;
  readonly senderId: string;
  readonly isOwn: boolean;
  /** `null` once deleted. */
  readonly body: string | null;
  readonly isEdited: boolean;
  readonly at: Date;
  readonly delivery: Delivery;
}
