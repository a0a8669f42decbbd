import { expect, vi } from "vitest";

const assertThat: (value: unknown) => { readonly not: object } = expect;

type Assertions = ReturnType<typeof expect.poll<unknown>>;

/**
 * Like `expect`, for a value that changes: polls until the assertion holds, and fails once the value stops changing.
 */
export function eventually<Value>(read: () => Value | Promise<Value>): Assertions {
  const assertions = (isNegated: boolean): Assertions => {
    const find = (_: object, name: string) => {
      if (name === "not") return assertions(!isNegated);
      return (...expected: unknown[]) =>
        vi.waitFor(async () => {
          const value = await read();
          const target: object = isNegated ? assertThat(value).not : assertThat(value);
          Reflect.apply(Reflect.get(target, name), target, expected);
        });
    };
    // Every matcher of `expect` is a method of the result, as in `expect.poll`.
    return new Proxy({}, { get: find }) as Assertions;
  };
  return assertions(false);
}
