/** Wraps one call; `path` is the name of its procedure. */
export type WrapCall = <Result>(path: string, call: () => Promise<Result>) => Promise<Result>;

/** The same caller, each of whose calls goes through `wrap`. */
export function wrapCaller<Caller extends object>(caller: Caller, wrap: WrapCall): Caller {
  const routerOf = (router: object, name: string): object =>
    new Proxy(router, {
      get(target, key) {
        const call: unknown = Reflect.get(target, key);
        if (typeof call !== "function") return call;
        return (input: unknown) =>
          wrap(`${name}.${String(key)}`, async () => {
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
