import type { Signal, StreamEvent } from "@parley/contract/events";
import { onTestFinished } from "vitest";
import { createParleyClient, type ParleyClientOptions } from "../create-client.ts";
import { createStore } from "../store.ts";

/** A client with minimal delays, closed with the test. */
export function openClient(options: Partial<ParleyClientOptions> & { url: string }) {
  const client = createParleyClient({ token: () => "a.good.token", random: () => 0, ...options });
  onTestFinished(() => client.close());
  return client;
}

/** Listens, and records. */
export function hear(client: ReturnType<typeof openClient>, cursor = "0") {
  const heard = createStore<readonly { cursor: string; event: StreamEvent }[]>([]);
  const signals = createStore<readonly Signal[]>([]);
  const errors: unknown[] = [];
  const stop = client.listen({
    cursor,
    onEvent: (event, at) => heard.set([...heard.get(), { cursor: at, event }]),
    onSignal: (signal) => signals.set([...signals.get(), signal]),
    onError: (error) => errors.push(error),
  });
  return { heard, signals, errors, stop };
}
