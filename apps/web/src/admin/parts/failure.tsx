import type { Act } from "./use-act.ts";

/** The reason of a failure. Rendered before there is one, so that screen readers announce it. */
export function Failure({ act }: { readonly act: Act }) {
  return (
    <p role="alert" className="text-sm text-danger empty:hidden">
      {act.status === "failed" && act.words}
    </p>
  );
}
