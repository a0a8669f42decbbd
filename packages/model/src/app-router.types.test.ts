import type {
  AppRouter as ServerRouter,
  DemoAppRouter as ServerDemoRouter,
} from "@parley/api/app-router";
import type { TRPCClient } from "@trpc/client";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { expectTypeOf, test } from "vitest";
import type { AppRouter, DemoAppRouter } from "@parley/client";

type ErrorShape<Router extends { _def: { _config: { $types: { errorShape: unknown } } } }> =
  Router["_def"]["_config"]["$types"]["errorShape"];

test("the generated router has the inputs, results and errors of the server's, in both directions", () => {
  expectTypeOf<inferRouterInputs<AppRouter>>().toEqualTypeOf<inferRouterInputs<ServerRouter>>();
  expectTypeOf<inferRouterOutputs<AppRouter>>().toEqualTypeOf<inferRouterOutputs<ServerRouter>>();
  expectTypeOf<ErrorShape<AppRouter>>().toEqualTypeOf<ErrorShape<ServerRouter>>();
  expectTypeOf<inferRouterInputs<DemoAppRouter>>().toEqualTypeOf<
    inferRouterInputs<ServerDemoRouter>
  >();
  expectTypeOf<inferRouterOutputs<DemoAppRouter>>().toEqualTypeOf<
    inferRouterOutputs<ServerDemoRouter>
  >();
});

test("a client of either router has the same queries, mutations and subscriptions", () => {
  expectTypeOf<TRPCClient<DemoAppRouter>>().toExtend<TRPCClient<ServerDemoRouter>>();
  expectTypeOf<TRPCClient<ServerDemoRouter>>().toExtend<TRPCClient<DemoAppRouter>>();
});
