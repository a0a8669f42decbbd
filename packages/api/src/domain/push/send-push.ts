import type { PushPayload } from "@parley/contract/push";
import type { PushTarget } from "./subscriptions.ts";

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
