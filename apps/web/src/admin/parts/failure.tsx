import type { Act } from "./use-act.ts";

/** Why something did not work; stands before there is anything to say. */
export function Failure({ act }: { readonly act: Act }) {
  return (
    <p role="alert" className="text-sm text-danger empty:hidden">
      {act.status === "failed" && act.words}
    </p>
  );
}
