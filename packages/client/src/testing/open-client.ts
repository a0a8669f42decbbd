import type { Signal, StreamEvent } from "@parley/contract";
import { onTestFinished } from "vitest";
import { createParleyClient, type ParleyClientOptions } from "../create-client.ts";
import { createStore } from "../store.ts";

/** A client with minimal delays, closed with the test. */
export function openClient(options: Partial<ParleyClientOptions> & { url: string }) {
  const client = createParleyClient({ token: () => "a.good.token", random: () => 0, ...options });
  onTestFinished(() => client.close());
  return client;
}

/** Subscribes to the stream, and records what arrives. */
export function recordStream(client: ReturnType<typeof openClient>, cursor = "0") {
  const received = createStore<readonly { cursor: string; event: StreamEvent }[]>([]);
  const signals = createStore<readonly Signal[]>([]);
  const errors: unknown[] = [];
  const stop = client.listen({
    cursor,
    onEvent: (event, at) => received.set([...received.get(), { cursor: at, event }]),
    onSignal: (signal) => signals.set([...signals.get(), signal]),
    onError: (error) => errors.push(error),
  });
  return { received, signals, errors, stop };
}
