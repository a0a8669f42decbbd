import { reasonOf } from "@parley/client";
import type { ErrorReason } from "@parley/contract/error-reasons";

/** Something that is fetched: not here yet, refused, or here. */
export type Loadable<Value> =
  | { readonly status: "loading" }
  | {
      readonly status: "failed";
      /** Absent where no answer came at all. */
      readonly reason: ErrorReason | undefined;
      readonly retry: () => void;
    }
  | { readonly status: "ready"; readonly value: Value };

/** The part of a query's result that says how far it is. */
interface QueryLike<Value> {
  readonly data: Value | undefined;
  readonly error: unknown;
  readonly isError: boolean;
  refetch(): unknown;
}

/** A query as three states. What was fetched once stays on the screen when a later fetch fails. */
export function toLoadable<Value>(query: QueryLike<Value>): Loadable<Value> {
  if (query.data !== undefined) return { status: "ready", value: query.data };
  if (!query.isError) return { status: "loading" };
  return {
    status: "failed",
    reason: reasonOf(query.error),
    retry: () => void query.refetch(),
  };
}

/** The value, or nothing while it is not here. */
export function valueOf<Value>(loadable: Loadable<Value>): Value | undefined {
  return loadable.status === "ready" ? loadable.value : undefined;
}
