import type { StreamEvent } from "@parley/contract/events";
import { tracked, TRPCError } from "@trpc/server";
import type { NumberedEvent } from "../domain/events/numbered-event.ts";
import { toTrpcError } from "../error-mapping.ts";

/**
 * Puts each event's number where tRPC keeps the cursor of a subscription. What ends it is named here: the middleware
 * has let go of a subscription before its first event.
 */
export async function* trackEvents(events: AsyncIterable<NumberedEvent>) {
  try {
    for await (const { seq, event } of events) yield tracked<StreamEvent>(String(seq), event);
  } catch (cause) {
    throw toTrpcError(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause }));
  }
}
