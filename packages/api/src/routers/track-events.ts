import type { StreamEvent } from "@parley/contract/events";
import { tracked } from "@trpc/server";
import type { NumberedEvent } from "../domain/events/numbered-event.ts";

/** Puts each event's number where tRPC keeps the cursor of a subscription. */
export async function* trackEvents(events: AsyncIterable<NumberedEvent>) {
  for await (const { seq, event } of events) yield tracked<StreamEvent>(String(seq), event);
}
