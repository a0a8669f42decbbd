import { type StreamEvent, type StreamEventType, streamEventSchema } from "@parley/contract/events";

/** A subscriber that a test reads event by event. */
export interface Follower<Value> extends AsyncDisposable {
  /** The next value, whenever it comes. */
  next(): Promise<Value>;
  /** Ends the subscription. */
  stop(): Promise<void>;
}

/** Reads any subscription of an in-process caller. The first value is asked for at once, so that listening has begun. */
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
      // A rejection belongs to whoever asks for it.
      ahead.catch(() => undefined);
      if (result.done === true) throw new Error("the subscription has ended");
      return read(result.value);
    },
    stop: end,
    [Symbol.asyncDispose]: end,
  };
}

/** An event with its number, out of the envelope in which tRPC hands a tracked value to an in-process caller. */
export interface Numbered {
  readonly seq: number;
  readonly event: StreamEvent;
}

/**
 * At run time an in-process caller gets `[id, event, mark]`, though its type says `{ id, data }`, which is
 * what network clients get. Every event that a test reads is checked against the contract here.
 */
export function unwrapTracked(raw: unknown): Numbered {
  if (!Array.isArray(raw)) throw new Error("an untracked value on the durable stream");
  return { seq: Number(raw[0]), event: streamEventSchema.parse(raw[1]) };
}

/** The next event of one type; the events before it are passed over. */
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
