import { appRouter } from "../../app-router.ts";
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
export function watched<Caller extends object>(caller: Caller, afterwards: AfterCall): Caller {
  const routerOf = (router: object, name: string): object =>
    new Proxy(router, {
      get(target, key) {
        const call: unknown = Reflect.get(target, key);
        if (typeof call !== "function" || !isMutation(`${name}.${String(key)}`)) return call;
        return (input: unknown) =>
          afterwards(async () => {
            const answer: unknown = await Reflect.apply(call, target, [input]);
            return answer;
          });
      },
    });
  return new Proxy(caller, {
    get(target, key) {
      const router: unknown = Reflect.get(target, key);
      const isRouter =
        typeof router === "function" || (typeof router === "object" && router !== null);
      return isRouter && typeof key === "string" ? routerOf(router, key) : router;
    },
  });
}
