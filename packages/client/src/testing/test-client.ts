import type { AppRouter } from "../app-router.ts";
import type { ErrorData, ErrorReason } from "@parley/contract";
import { describeRefusal } from "@parley/contract/errors";
import { CONTRACT_VERSION } from "@parley/contract/version";
import { type Operation, type OperationResultEnvelope, TRPCClientError } from "@trpc/client";
import { observable, type Observer } from "@trpc/server/observable";
import type { ConnectionState } from "../connection.ts";
import { assembleClient, type ParleyClient, type Wire } from "../create-client.ts";
import { reasonOf, toError } from "../errors.ts";
import type { OutboxStorage } from "../outbox/storage.ts";
import { retryPolicyOf } from "../retry-policy.ts";
import { createStore } from "../store.ts";
import { createAvatars } from "../wire/avatars.ts";
import { behind } from "../wire/resume-link.ts";
import { createTokenSource } from "../wire/token-source.ts";
import { createFaultyNetwork, type Faults } from "./faults.ts";

/** A call as a server receives it. */
export interface TestCall {
  readonly type: "query" | "mutation" | "subscription";
  readonly path: string;
  readonly input: unknown;
  readonly signal: AbortSignal;
}

/** The error of a response, in the shape in which the server sends it. */
export interface ErrorShape {
  readonly code: number;
  readonly message: string;
  readonly data: ErrorData;
}

/** The response to a query or a mutation. */
export type TestResponse = { readonly data: unknown } | { readonly error: ErrorShape };

/** What receives the values of a subscription. */
export interface TestSubscriber {
  /** `id` is present if the value is tracked. */
  next(value: { readonly id?: string | undefined; readonly data: unknown }): void;
  /** The subscription was refused or has failed. Nothing follows. */
  error(error: ErrorShape): void;
}

/** A server in this process. */
export interface TestBackend {
  call(call: TestCall): Promise<TestResponse>;
  /** Ends when the signal of the call aborts, and resolves once it has ended. */
  subscribe(call: TestCall, subscriber: TestSubscriber): Promise<void>;
}

/** The calls of a client, in order. Refused and lost ones are included. */
export interface CallRecord {
  readonly calls: { readonly path: string; readonly input: unknown }[];
  /** The paths of calls that were aborted before their response. */
  readonly cancelled: string[];
}

/** A client of a server in this process. Its connection is in memory and has faults; everything else is the real client. */
export interface TestClient
  extends Omit<ParleyClient, "close">, Faults, CallRecord, AsyncDisposable {
  /** Disconnects. Resolves once the server has ended its calls and subscriptions. */
  close(): Promise<void>;
}

/** What a test client keeps, and records. */
export interface TestClientOptions {
  /** Stores unsent messages for the next client. Default: in memory. */
  readonly storage?: OutboxStorage | undefined;
  readonly record?: CallRecord | undefined;
}

/** Creates a client of a server in this process. */
export function createTestClient(
  backend: TestBackend,
  { storage, record = { calls: [], cancelled: [] } }: TestClientOptions = {},
): TestClient {
  const wire = createMemoryWire(backend, record);
  // Each retry after half of its longest delay: the same in every run.
  const client = assembleClient(wire, { storage, now: () => Date.now(), random: () => 0.5 });
  const close = async () => {
    client.close();
    await wire.ended();
  };
  return { ...client, ...wire.faults, ...record, close, [Symbol.asyncDispose]: close };
}

/** A refusal as the server sends it. */
export const refusalOf = (reason: ErrorReason, path: string): ErrorShape => ({
  code: -32_000,
  message: describeRefusal(reason),
  data: {
    code: "BAD_REQUEST",
    httpStatus: 400,
    reason,
    requestId: "test",
    contract: CONTRACT_VERSION,
    path,
  },
});

type LinkError = TRPCClientError<AppRouter>;
type Listener = Observer<OperationResultEnvelope<unknown, LinkError>, LinkError>;

const networkError = (): LinkError => TRPCClientError.from(new Error("fetch failed"));

/** A copy as a network makes it: what is not JSON is lost. */
const overNetwork = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));

const offline = (): ConnectionState => {
  const now = Date.now();
  return { status: "offline", since: now, retryAt: now + 60_000, cause: "network" };
};

interface MemoryWire extends Wire {
  readonly faults: Faults;
  /** Resolves once nothing runs on the server. */
  ended(): Promise<void>;
}

/** The connection between a client and a server in this process. It is online from the first subscription on. */
function createMemoryWire(backend: TestBackend, record: CallRecord): MemoryWire {
  const connection = createStore<ConnectionState>({ status: "idle" });
  const inFlight = new Set<() => void>();
  const subscriptions = new Set<{ begin(): void; end(): void }>();
  const running = new Set<Promise<unknown>>();
  const { faults, ...network } = createFaultyNetwork({
    onCut: () => connection.get().status === "online" && disconnect(offline()),
    onBack: () => connection.get().status === "offline" && connect(),
  });
  function connect() {
    if (connection.get().status === "online") return;
    if (network.isCut()) return connection.set(offline());
    connection.set({ status: "online" });
    for (const { begin } of subscriptions) begin();
  }
  function disconnect(state: ConnectionState) {
    for (const { end } of subscriptions) end();
    for (const lose of inFlight) lose();
    connection.set(state);
  }
  const run = <Result>(work: Promise<Result>) => {
    const done = work.finally(() => running.delete(done));
    running.add(done);
    return done;
  };
  /** The reactions of the real client to refusals that concern its connection. */
  const note = (error: LinkError) => {
    const policy = retryPolicyOf(reasonOf(error));
    if (policy === "sign-in") disconnect({ status: "signed-out", reason: "expired" });
    if (policy === "reload") disconnect({ status: "outdated" });
  };

  function call({ path, type, input, signal }: Operation, listener: Listener) {
    record.calls.push({ path, input });
    const aborter = new AbortController();
    const over = (deliver: () => void) => {
      if (inFlight.delete(lose)) deliver();
    };
    const fail = (error: LinkError) =>
      over(() => {
        note(error);
        listener.error(error);
      });
    const lose = () => fail(networkError());
    const execute = async () => {
      const reason = network.refusalOf(path);
      if (reason !== undefined) return { error: refusalOf(reason, path) };
      return run(backend.call({ path, type, input: overNetwork(input), signal: aborter.signal }));
    };
    const make = async () => {
      // Reported later, as by a network.
      if (await Promise.resolve(network.isCut())) return lose();
      const response = await execute();
      await network.delayOf(path);
      if (!inFlight.has(lose)) return;
      if (network.takeLoss(path)) return lose();
      if ("error" in response) return fail(TRPCClientError.from({ error: response.error }));
      over(() => {
        listener.next({ result: { type: "data", data: overNetwork(response.data) } });
        listener.complete();
      });
    };
    inFlight.add(lose);
    make().catch((cause: unknown) => fail(TRPCClientError.from(toError(cause))));
    const cancel = () =>
      over(() => {
        record.cancelled.push(path);
        aborter.abort();
      });
    signal?.addEventListener("abort", () => {
      cancel();
      listener.error(TRPCClientError.from(new DOMException("the call was aborted", "AbortError")));
    });
    return cancel;
  }

  function subscribe(op: Operation, listener: Listener) {
    const { path } = op;
    let lastEventId: string | undefined;
    let current = new AbortController();
    const begin = () => {
      const { signal } = (current = new AbortController());
      let last: Promise<unknown> | undefined;
      const deliver = (send: () => void) => {
        const delay = network.delayOf(path);
        if (delay === undefined && last === undefined) return send();
        const mine = Promise.all([last, delay]).then(() => {
          if (last === mine) last = undefined;
          if (!signal.aborted) send();
        });
        last = mine;
      };
      const { input } = behind(op, lastEventId);
      const ended = backend.subscribe(
        { path, type: op.type, input: overNetwork(input), signal },
        {
          next: ({ id, data }) =>
            deliver(() => {
              lastEventId = id;
              const value = overNetwork(data);
              listener.next({
                result:
                  id === undefined
                    ? { type: "data", data: value }
                    : { type: "data", id, data: { id, data: value } },
              });
            }),
          error: (shape) =>
            deliver(() => {
              const error: LinkError = TRPCClientError.from({ error: shape });
              note(error);
              if (connection.get().status === "online") listener.error(error);
            }),
        },
      );
      run(ended).catch((cause: unknown) => listener.error(TRPCClientError.from(toError(cause))));
    };
    const subscription = { begin, end: () => current.abort() };
    subscriptions.add(subscription);
    if (connection.get().status === "online") begin();
    else if (connection.get().status === "idle") connect();
    return () => {
      subscriptions.delete(subscription);
      current.abort();
    };
  }

  const tokens = createTokenSource({ token: () => null, now: () => Date.now() });
  return {
    faults,
    link: () => (chain) =>
      observable((listener) =>
        chain.op.type === "subscription" ? subscribe(chain.op, listener) : call(chain.op, listener),
      ),
    connection,
    avatars: createAvatars({
      url: "/trpc",
      fetch: async () => Response.json({ error: refusalOf("unavailable", "avatars") }),
      tokens,
    }),
    files: {
      urlOf: (path) => path,
      load: async () => ({ append: () => Promise.reject(new Error("no server takes bytes")) }),
    },
    watch() {},
    reconnect: connect,
    close() {
      disconnect({ status: "idle" });
      // Ends what waits for the end of a delay.
      faults.restore();
    },
    async ended() {
      await Promise.allSettled(running);
    },
  };
}
