import { type StreamEvent, streamEventSchema } from "@parley/contract/events";
import * as z from "zod";
import type { Delivery } from "./bus.ts";
import type { Hint } from "./transport.ts";

/** People of an event that travels. What more of them get is read from the log once, and serialised once. */
const RECEIVERS_MAX = 8;
/** Events that travel with one hint. */
const EVENTS_MAX = 8;

const eventsSchema = z.array(streamEventSchema);

/** The same deliveries. What very many people get is a hint alone: their servers read it from the log. */
export function leaveCrowdsToTheLog(deliveries: readonly Delivery[]): Delivery[] {
  const receivers = new Map<StreamEvent, number>();
  for (const { event } of deliveries) {
    if (event !== undefined) receivers.set(event, (receivers.get(event) ?? 0) + 1);
  }
  const isForFew = (event: StreamEvent) => (receivers.get(event) ?? 0) <= RECEIVERS_MAX;
  return deliveries.map(({ event, ...hint }) =>
    event !== undefined && isForFew(event) ? { ...hint, event } : hint,
  );
}

/** The events of two hints of one person, where nothing is missing between them and they are few. */
export function joinEvents(one: Hint, other: Hint): readonly unknown[] | undefined {
  if (one.events === undefined || other.events === undefined) return undefined;
  const isNext = other.first === one.last + 1;
  const isFew = one.events.length + other.events.length <= EVENTS_MAX;
  return isNext && isFew ? [...one.events, ...other.events] : undefined;
}

/**
 * What travelled with a hint, each event with its number. Undefined where there is nothing, or something that
 * this version does not understand: the log has it.
 */
export function unpackEvents({ userId, first, last, events }: Hint): Delivery[] | undefined {
  if (events?.length !== last - first + 1) return undefined;
  const { data } = eventsSchema.safeParse(events);
  return data?.map((event, nth) => ({ userId, seq: first + nth, event }));
}
