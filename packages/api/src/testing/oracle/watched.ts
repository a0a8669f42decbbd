import { appRouter } from "../../app-router.ts";
import { wrapCaller } from "../../wrap-caller.ts";
import type { Oracle } from "./oracle.ts";

/** Runs calls, and runs the oracle when none is in progress. */
export type AfterCall = <Result>(call: () => Promise<Result>) => Promise<Result>;

/** Concurrent calls run concurrently; the check follows the last of them, and delays the next. */
export function createAfterwards(oracle: Oracle): AfterCall {
  let underWay = 0;
  let looking: Promise<void> = Promise.resolve();
  return async (call) => {
    if (underWay === 0 && !oracle.knows()) looking = oracle.settled();
    underWay += 1;
    // A failure of the last check belongs to the call before it.
    await looking.catch(() => undefined);
    try {
      return await call();
    } finally {
      underWay -= 1;
      if (underWay === 0) looking = oracle.settled();
      await looking;
    }
  };
}

const isMutation = (path: string) => {
  const procedures: Readonly<Record<string, unknown>> = appRouter._def.procedures;
  const procedure = procedures[path];
  if (typeof procedure !== "function" || !("_def" in procedure)) return false;
  const { _def: definition } = procedure;
  return (
    typeof definition === "object" &&
    definition !== null &&
    "type" in definition &&
    definition.type === "mutation"
  );
};

/** The caller with an oracle check after each of its mutations, refused ones included. */
export const watched = <Caller extends object>(caller: Caller, afterwards: AfterCall): Caller =>
  wrapCaller(caller, (path, call) => (isMutation(path) ? afterwards(call) : call()));
