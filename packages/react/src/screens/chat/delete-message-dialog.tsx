import { limits } from "@parley/contract/limits";
import { type FormEvent, useId, useState } from "react";
import { Dialog } from "../../components/overlay/dialog.tsx";
import { useAllLabels } from "../../provider/all-labels.ts";

export interface DeleteMessageDialogProps {
  /** The author of the message. */
  readonly name: string;
  /** The reason; `null` if canceled. */
  readonly onAnswer: (reason: string | null) => void;
}

/** The consequences for all members. */
function Consequences() {
  const labels = useAllLabels();
  return (
    <ul className="parley-dialog__points">
      <li>{labels.deleteOthersSeen}</li>
      <li>{labels.deleteOthersKept}</li>
    </ul>
  );
}

/** An ADMIN deletes a message of another user: shows the consequences, and asks for a reason. */
export function DeleteMessageDialog({ name, onAnswer }: DeleteMessageDialogProps) {
  const labels = useAllLabels();
  const fieldId = useId();
  const [reason, setReason] = useState("");
  const isReady = reason.trim() !== "";
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) onAnswer(reason.trim());
  };
  return (
    <Dialog title={labels.deleteOthersTitle(name)} onClose={() => onAnswer(null)}>
      <form className="parley-form" onSubmit={onSubmit}>
        <Consequences />
        <label className="parley-form__label" htmlFor={fieldId}>
          {labels.deleteReason}
        </label>
        <textarea
          id={fieldId}
          className="parley-field parley-field--text"
          data-first-focus
          required
          rows={2}
          dir="auto"
          maxLength={limits.reasonMax}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="parley-dialog__actions">
          <button type="button" className="parley-button" onClick={() => onAnswer(null)}>
            {labels.cancel}
          </button>
          <button
            type="submit"
            className="parley-button"
            data-kind="grave"
            aria-disabled={!isReady}
          >
            {labels.deleteMessage}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
