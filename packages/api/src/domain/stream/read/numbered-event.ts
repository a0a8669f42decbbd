import type { StreamEvent } from "@parley/contract/events";

/** An event with its place in its owner's stream. */
export interface NumberedEvent {
  readonly seq: number;
  readonly event: StreamEvent;
}
