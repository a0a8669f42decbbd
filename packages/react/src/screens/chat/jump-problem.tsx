import { CloseIcon } from "../../components/action-icons.tsx";
import { IconButton } from "../../components/icon-button.tsx";
import { useAllLabels } from "../../provider/all-labels.ts";

export interface JumpProblemProps {
  /** Whether the message that was asked for is not in the conversation, or was deleted. */
  readonly problem: "gone" | "deleted";
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
