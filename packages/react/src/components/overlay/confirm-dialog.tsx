import { useLabels } from "../../provider/wording-context.ts";
import { Dialog } from "./dialog.tsx";

export interface ConfirmDialogProps {
  readonly title: string;
  /** What will happen, one plain sentence each. */
  readonly consequences: readonly string[];
  readonly confirmLabel: string;
  readonly isGrave?: boolean | undefined;
  /** It is under way. */
  readonly isBusy?: boolean | undefined;
  /** Why it did not work. */
  readonly problem?: string | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Says what will happen before it does. The focus begins on the way out. */
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
