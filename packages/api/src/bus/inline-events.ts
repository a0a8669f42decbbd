import { type StreamEvent, streamEventSchema } from "@parley/contract/events";
import * as z from "zod";
import type { Delivery } from "./bus.ts";
import type { Hint } from "./transport.ts";

/** Maximum recipients of an inline event. One with more is loaded from the log once, and serialised once. */
const RECEIVERS_MAX = 8;
/** Maximum inline events of one hint. */
const EVENTS_MAX = 8;

const eventsSchema = z.array(streamEventSchema);

/** Strips events with many recipients from deliveries: the other servers load those from the log. */
export function stripLargeFanout(deliveries: readonly Delivery[]): Delivery[] {
  const receivers = new Map<StreamEvent, number>();
  for (const { event } of deliveries) {
    if (event !== undefined) receivers.set(event, (receivers.get(event) ?? 0) + 1);
  }
  const isForFew = (event: StreamEvent) => (receivers.get(event) ?? 0) <= RECEIVERS_MAX;
  return deliveries.map(({ event, ...hint }) =>
    event !== undefined && isForFew(event) ? { ...hint, event } : hint,
  );
}

/** The events of two hints of one user, if they are adjacent and few. */
export function joinEvents(one: Hint, other: Hint): readonly unknown[] | undefined {
  if (one.events === undefined || other.events === undefined) return undefined;
  const isNext = other.first === one.last + 1;
  const isFew = one.events.length + other.events.length <= EVENTS_MAX;
  return isNext && isFew ? [...one.events, ...other.events] : undefined;
}

/**
 * The inline events of a hint, each with its number. Returns undefined if there are none, or if this version does not
 * understand them: the log has them.
 */
export function unpackEvents({ userId, first, last, events }: Hint): Delivery[] | undefined {
  if (events?.length !== last - first + 1) return undefined;
  const { data } = eventsSchema.safeParse(events);
  return data?.map((event, nth) => ({ userId, seq: first + nth, event }));
}
