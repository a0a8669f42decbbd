import { type AnyTRPCRouter, callTRPCProcedure, isTrackedEnvelope, TRPCError } from "@trpc/server";
import type { TRPCRequestMessage } from "@trpc/server/rpc";
import type { Responses, RequestInfo } from "./responses.ts";
import type { CallId } from "./read-requests.ts";

/** One call, as in its frame. */
export interface Call extends RequestInfo {
  readonly id: CallId;
  readonly path: string;
  readonly method: "query" | "mutation" | "subscription";
  readonly params: TRPCRequestMessage["params"];
  readonly batchIndex: number;
}

export interface CallsOptions {
  readonly router: AnyTRPCRouter;
  readonly responses: Responses;
  /** Maximum open subscriptions of one path. */
  readonly maxSubscriptions: number;
  /** The context of a call. A promise until the peer is authenticated; rejects if it is not. */
  readonly context: () => object | Promise<object>;
}

/** tRPC's client puts the cursor of a subscription next to its input; procedures expect it inside. */
function inputOf({ input, lastEventId }: Call["params"]): unknown {
  if (lastEventId === undefined) return input;
  const isFields = typeof input === "object" && input !== null && !Array.isArray(input);
  return isFields ? { ...input, lastEventId } : (input ?? { lastEventId });
}

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

const isAbort = (cause: unknown): boolean =>
  cause instanceof Error && (cause.name === "AbortError" || isAbort(cause.cause));

const noIterable = (path: string) =>
  new TRPCError({
    code: "INTERNAL_SERVER_ERROR",
    message: `Subscription ${path} did not return an observable or a AsyncGenerator`,
  });

const noValue = (type: Call["method"]) =>
  new TRPCError({
    code: "UNSUPPORTED_MEDIA_TYPE",
    message: `Cannot return an async iterable or observable from a ${type} procedure with WebSockets`,
  });

interface Subscription {
  readonly path: string;
  readonly end: AbortController;
}

/** Runs the calls of one socket, and keeps its subscriptions until they are stopped, or the socket closes. */
export class Calls {
  readonly #options: CallsOptions;
  readonly #subscriptions = new Map<CallId, Subscription>();
  readonly #closing = new AbortController();

  constructor(options: CallsOptions) {
    this.#options = options;
  }

  begin(call: Call): void {
    void (call.method === "subscription" ? this.#subscribe(call) : this.#respond(call));
  }

  stop(id: CallId): void {
    this.#subscriptions.get(id)?.end.abort();
  }

  close(): void {
    this.#closing.abort();
    for (const { end } of this.#subscriptions.values()) end.abort();
  }

  async #respond(call: Call) {
    const { responses } = this.#options;
    try {
      const data = await this.#run(call, this.#closing.signal);
      if (isIterable(data)) throw noValue(call.method);
      responses.send(call, { result: { type: "data", data } });
    } catch (cause) {
      responses.fail(call, cause);
    }
  }

  /** Whether the maximum of open subscriptions of a path is reached. */
  #isFull(path: string): boolean {
    let open = 0;
    for (const subscription of this.#subscriptions.values()) {
      if (subscription.path === path) open += 1;
    }
    return open >= this.#options.maxSubscriptions;
  }

  async #subscribe(call: Call) {
    const { responses } = this.#options;
    const { id, path } = call;
    if (this.#subscriptions.has(id)) {
      const message = `Duplicate id ${id}`;
      responses.fail(call, new TRPCError({ code: "BAD_REQUEST", message }));
      return;
    }
    if (this.#isFull(path)) {
      responses.refuse(call, new TRPCError({ code: "TOO_MANY_REQUESTS" }));
      return;
    }
    const end = new AbortController();
    const { signal } = end;
    this.#subscriptions.set(id, { path, end });
    if (this.#closing.signal.aborted) end.abort();
    try {
      await this.#follow(call, signal);
    } catch (cause) {
      if (!(signal.aborted && isAbort(cause))) {
        responses.fail(call, cause);
        return;
      }
    } finally {
      end.abort();
      this.#subscriptions.delete(id);
    }
    responses.send(call, { result: { type: "stopped" } });
  }

  /** Rejects if the subscription cannot start. Its end is reported here. */
  async #follow(call: Call, signal: AbortSignal) {
    const { responses } = this.#options;
    const values = await this.#run(call, signal);
    if (!isIterable(values)) throw noIterable(call.path);
    if (signal.aborted) return void (await values[Symbol.asyncIterator]().return?.());
    responses.send(call, { result: { type: "started" } });
    try {
      for await (const value of values) {
        if (signal.aborted) break;
        this.#yield(call, value);
      }
    } catch (cause) {
      // A stopped subscription does not report its end.
      if (!signal.aborted) responses.fail(call, cause);
      else if (!isAbort(cause)) responses.report(cause, call.path);
    }
  }

  async #run(call: Call, signal: AbortSignal): Promise<unknown> {
    const { router, context } = this.#options;
    const found = context();
    const ctx = found instanceof Promise ? await found : found;
    const { path, method: type, batchIndex } = call;
    const getRawInput = async () => inputOf(call.params);
    return callTRPCProcedure({ router, path, type, ctx, getRawInput, signal, batchIndex });
  }

  #yield(call: Call, value: unknown) {
    const { responses } = this.#options;
    if (isTrackedEnvelope(value)) {
      const [seq, data] = value;
      responses.send(call, { result: { type: "data", data: { id: seq, data }, id: seq } });
    } else {
      responses.send(call, { result: { type: "data", data: value } });
    }
  }
}
