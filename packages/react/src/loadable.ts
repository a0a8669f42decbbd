import { reasonOf } from "@parley/client";
import type { ErrorReason } from "@parley/contract/error-reasons";

/** Fetched data: loading, failed, or ready. */
export type Loadable<Value> =
  | { readonly status: "loading" }
  | {
      readonly status: "failed";
      /** Absent if there was no response. */
      readonly reason: ErrorReason | undefined;
      readonly retry: () => void;
    }
  | { readonly status: "ready"; readonly value: Value };

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
