import type { PageState } from "@parley/client";
import { useLabels } from "../../provider/wording-context.ts";
import { RowSkeletons } from "../feedback/skeletons.tsx";

interface ListEndProps {
  readonly more: PageState;
  readonly problem: string;
  readonly onRetry: () => void;
}

/** Shown below the last row while more rows can be loaded. */
export function ListEnd({ more, problem, onRetry }: ListEndProps) {
  const labels = useLabels();
  if (more !== "failed") return <RowSkeletons count={2} />;
  return (
    <div className="parley-list-end" role="alert">
      <p>{problem}</p>
      <button type="button" className="parley-button" onClick={onRetry}>
        {labels.reload}
      </button>
    </div>
  );
}
