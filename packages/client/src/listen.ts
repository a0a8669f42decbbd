import type { AppRouter } from "./app-router.ts";
import type { Signal, StreamEvent } from "@parley/contract";
import { readableEvent, resync } from "./apply-event.ts";
import { fieldsOf, isReadableSignal } from "./apply/checks.ts";
import type { TRPCClient, TRPCClientErrorLike } from "@trpc/client";

/** Callbacks of a subscription. */
export interface Listening {
  /** The number of the last known event, from `users.me`. */
  readonly cursor: string;
  /** Called once for each event, in order. `cursor` is the event's number. */
  readonly onEvent: (event: StreamEvent, cursor: string) => void;
  readonly onSignal: (signal: Signal) => void;
  /** The server refuses the stream permanently: no events follow. */
  readonly onError?: ((error: TRPCClientErrorLike<AppRouter>) => void) | undefined;
}

/** Whether a value of the stream has a number. */
const isNumbered = (received: unknown): boolean =>
  /^\d{1,16}$/.test(String(fieldsOf(received)?.get("id")));

/** The type that an event declares. */
const typeOf = (received: unknown): unknown => fieldsOf(received)?.get("type");

/** Subscribes to both streams. The result unsubscribes. */
export function listen(trpc: TRPCClient<AppRouter>, listening: Listening): () => void {
  const { onEvent, onSignal, onError } = listening;
  let last = Number(listening.cursor);
  const stream = trpc.events.stream.subscribe(
    { lastEventId: listening.cursor },
    {
      onData(received) {
        const { id, data } = isNumbered(received) ? received : { id: String(last), data: resync };
        // A resync restarts the numbers: the server's may have been reset.
        if (Number(id) <= last && typeOf(data) !== "resync") return;
        last = Number(id);
        onEvent(readableEvent(data), id);
      },
      onError: (error) => onError?.(error),
    },
  );
  const signals = trpc.events.signals.subscribe(undefined, {
    onData(signal) {
      if (isReadableSignal(signal)) onSignal(signal);
    },
  });
  return () => {
    stream.unsubscribe();
    signals.unsubscribe();
  };
}
