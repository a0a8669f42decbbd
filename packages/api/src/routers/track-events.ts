import type { StreamEvent } from "@parley/contract/events";
import { tracked, TRPCError } from "@trpc/server";
import type { NumberedEvent } from "../domain/stream/read/read-log.ts";
import { toTrpcError } from "../error-mapping.ts";

const toTracked = ({ seq, event }: NumberedEvent) => tracked<StreamEvent>(String(seq), event);

/** Sets the reason of a subscription's end here: the middleware has returned before its first event. */
function fail(cause: unknown): never {
  throw toTrpcError(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause }));
}

type Tracked = ReturnType<typeof toTracked>;

const toResult = (result: IteratorResult<NumberedEvent, void>): IteratorResult<Tracked, void> =>
  result.done === true ? result : { done: false, value: toTracked(result.value) };

/**
 * Sets each event's number as tRPC's cursor of the subscription. Written by hand instead of as a generator, since every
 * event of every user passes here.
 */
export function trackEvents(
  events: AsyncGenerator<NumberedEvent, void, void>,
): AsyncIterableIterator<Tracked, void, void> {
  const tracking: AsyncIterableIterator<Tracked, void, void> = {
    [Symbol.asyncIterator]: () => tracking,
    next: () => events.next().then(toResult, fail),
    return: () => events.return().then(toResult, fail),
  };
  return tracking;
}
