import type { PushTarget } from "./subscriptions.ts";

/** What a browser is told: never a text. Its service worker reads what it shows (`push.read`). */
export type PushPayload =
  /** There is something new: in one conversation, or in several if it is null. */
  | { readonly kind: "unread"; readonly conversationId: string | null }
  /** Read on another device: what is shown about it is closed. */
  | { readonly kind: "read"; readonly conversationId: string }
  | { readonly kind: "test" };

/** What became of a push message. */
export type PushOutcome =
  | { readonly outcome: "sent" }
  /** The subscription has ended. */
  | { readonly outcome: "gone" }
  /** To be repeated, after the service's `Retry-After` in milliseconds if it has one. */
  | {
      readonly outcome: "retry";
      readonly detail: string;
      readonly retryAfterMs?: number | undefined;
    }
  | { readonly outcome: "failed"; readonly detail: string };

/** Sends a push message to one browser. Never throws. */
export type SendPush = (target: PushTarget, payload: PushPayload) => Promise<PushOutcome>;
