import {
  createTestClient,
  type ErrorShape,
  type TestCall,
  type TestClient,
} from "@parley/client/testing";
import {
  callTRPCProcedure,
  getErrorShape,
  getTRPCErrorFromUnknown,
  isTrackedEnvelope,
} from "@trpc/server";
import { appRouter } from "../app-router.ts";
import type { RequestContext } from "../trpc.ts";
import type { AfterCall } from "./oracle/watched.ts";

interface Options {
  /** The context of a call that is made now. */
  readonly context: () => RequestContext;
  readonly afterMutation: AfterCall;
}

/** The routers of this process as the server of a client in this process. */
export function createInProcessClient({ context, afterMutation }: Options): TestClient {
  const execute = ({ path, type, input, signal }: TestCall, ctx: RequestContext) =>
    callTRPCProcedure({
      router: appRouter,
      path,
      type,
      ctx,
      getRawInput: async () => input,
      signal,
      batchIndex: 0,
    });
  const errorOf = (cause: unknown, { path, type, input }: TestCall, ctx: RequestContext) =>
    // The router's own formatter makes the shape.
    getErrorShape({
      config: appRouter._def._config,
      error: getTRPCErrorFromUnknown(cause),
      path,
      type,
      input,
      ctx,
    }) satisfies ErrorShape;
  return createTestClient({
    async call(call) {
      const ctx = context();
      const make = async () => execute(call, ctx);
      try {
        return { data: await (call.type === "mutation" ? afterMutation(make) : make()) };
      } catch (cause) {
        return { error: errorOf(cause, call, ctx) };
      }
    },
    async subscribe(call, { next, error }) {
      const ctx = context();
      try {
        // Every subscription of the router is an async iterable.
        const values = (await execute(call, ctx)) as AsyncIterable<unknown>;
        for await (const value of values) {
          if (call.signal.aborted) return;
          if (isTrackedEnvelope(value)) next({ id: value[0], data: value[1] });
          else next({ data: value });
        }
      } catch (cause) {
        if (!call.signal.aborted) error(errorOf(cause, call, ctx));
      }
    },
  });
}
