import { useLabels } from "../../provider/wording-context.ts";
import { Dialog } from "./dialog.tsx";

export interface ConfirmDialogProps {
  readonly title: string;
  /** What will happen, one plain sentence each. */
  readonly consequences: readonly string[];
  readonly confirmLabel: string;
  readonly isGrave?: boolean | undefined;
  /** The action is in progress. */
  readonly isBusy?: boolean | undefined;
  /** Why the action failed. */
  readonly problem?: string | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks for confirmation and lists the consequences. Cancel has the focus first. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, consequences, confirmLabel, isGrave = false, isBusy = false, problem } = props;
  const labels = useLabels();
  return (
    <Dialog title={title} onClose={props.onClose}>
      <ul className="parley-dialog__points">
        {consequences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {problem !== undefined && (
        <p className="parley-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="parley-dialog__actions">
        <button type="button" className="parley-button" data-first-focus onClick={props.onClose}>
          {labels.cancel}
        </button>
        <button
          type="button"
          className="parley-button"
          data-kind={isGrave ? "grave" : "main"}
          aria-busy={isBusy}
          onClick={() => {
            if (!isBusy) props.onConfirm();
          }}
        >
          {confirmLabel}
        </button>
      </div>
    </Dialog>
  );
}
