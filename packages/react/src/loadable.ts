import { type Loadable, reasonOf } from "@parley/client";

export type { Loadable };

/** The part of a query's result that has its state. */
interface QueryLike<Value> {
  readonly data: Value | undefined;
  readonly error: unknown;
  readonly isError: boolean;
  refetch(): unknown;
}

/** A query as three states. Fetched data stay on the screen if a later fetch fails. */
export function toLoadable<Value>(query: QueryLike<Value>): Loadable<Value> {
  if (query.data !== undefined) return { status: "ready", value: query.data };
  if (!query.isError) return { status: "loading" };
  return {
    status: "failed",
    reason: reasonOf(query.error),
    retry: () => void query.refetch(),
  };
}

/** The value, or undefined while it is not ready. */
export function valueOf<Value>(loadable: Loadable<Value>): Value | undefined {
  return loadable.status === "ready" ? loadable.value : undefined;
}

/** A loadable of another value. */
export function mapLoadable<Value, Next>(
  loadable: Loadable<Value>,
  change: (value: Value) => Next,
): Loadable<Next> {
  return loadable.status === "ready"
    ? { status: "ready", value: change(loadable.value) }
    : loadable;
}
