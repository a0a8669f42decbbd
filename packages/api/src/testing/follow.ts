import { type StreamEvent, type StreamEventType, streamEventSchema } from "@parley/contract/events";

/** A subscriber that a test reads event by event. */
export interface Follower<Value> extends AsyncDisposable {
  /** Resolves with the next value. */
  next(): Promise<Value>;
  /** Ends the subscription. */
  stop(): Promise<void>;
}

/**
 * Reads any subscription of an in-process caller. Requests the first value at once, so that the subscription is active.
 */
export function follow<Raw, Value>(
  source: AsyncIterable<Raw>,
  { stop, read }: { stop: () => void; read: (raw: Raw) => Value },
): Follower<Value> {
  const iterator = source[Symbol.asyncIterator]();
  let ahead: Promise<IteratorResult<Raw>> | undefined = iterator.next();
  const end = async () => {
    stop();
    await ahead?.catch(() => undefined);
    await iterator.return?.();
  };
  return {
    async next() {
      const result = await (ahead ?? iterator.next());
      ahead = iterator.next();
      // A rejection is delivered to the next caller of `next`.
      ahead.catch(() => undefined);
      if (result.done === true) throw new Error("the subscription has ended");
      return read(result.value);
    },
    stop: end,
    [Symbol.asyncDispose]: end,
  };
}

/** The numbered event in the envelope in which tRPC passes a tracked value to an in-process caller. */
export interface Numbered {
  readonly seq: number;
  readonly event: StreamEvent;
}

/**
 * At run time an in-process caller gets `[id, event, mark]`, although its type is `{ id, data }`, which network clients
 * get. Every event that a test reads is validated against the contract here.
 */
export function unwrapTracked(raw: unknown): Numbered {
  if (!Array.isArray(raw)) throw new Error("an untracked value on the durable stream");
  return { seq: Number(raw[0]), event: streamEventSchema.parse(raw[1]) };
}

/** The next event of one type; events before it are skipped. */
export async function nextOf<Type extends StreamEventType>(
  follower: Follower<Numbered>,
  type: Type,
): Promise<Extract<StreamEvent, { type: Type }>> {
  for (;;) {
    const { event } = await follower.next();
    if (isOf(event, type)) return event;
  }
}

const isOf = <Type extends StreamEventType>(
  event: StreamEvent,
  type: Type,
): event is Extract<StreamEvent, { type: Type }> => event.type === type;
