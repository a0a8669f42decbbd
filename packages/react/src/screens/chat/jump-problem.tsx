import { CloseIcon } from "../../components/action-icons.tsx";
import { IconButton } from "../../components/icon-button.tsx";
import { useAllLabels } from "../../provider/all-labels.ts";
import type { JumpProblemKind } from "./use-jumps.ts";

export interface JumpProblemProps {
  readonly problem: JumpProblemKind;
  readonly onDismiss: () => void;
}

/** Says that a message that was asked for cannot be shown. */
export function JumpProblem({ problem, onDismiss }: JumpProblemProps) {
  const labels = useAllLabels();
  return (
    <div className="parley-jump-problem" role="status">
      <p>{problem === "gone" ? labels.messageGone : labels.messageWasDeleted}</p>
      <IconButton label={labels.dismiss} onPress={onDismiss}>
        <CloseIcon />
      </IconButton>
    </div>
  );
}
