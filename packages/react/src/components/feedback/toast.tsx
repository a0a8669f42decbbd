import { useAutoDismiss } from "./use-auto-dismiss.ts";
import { useLabels } from "../../provider/wording-context.ts";
import { CloseIcon } from "../action-icons.tsx";
import { IconButton } from "../icon-button.tsx";

/** A message about the last action. */
export interface ToastMessage {
  readonly kind: "done" | "problem";
  readonly text: string;
  /** Undoes the action, or retries it. */
  readonly action?: { readonly label: string; readonly onPress: () => void } | undefined;
}

interface ToastProps {
  readonly message: ToastMessage | null;
  readonly onDismiss: () => void;
}

/** Shows the result of an action for a while, or until it is dismissed or replaced. */
export function Toast({ message, onDismiss }: ToastProps) {
  const labels = useLabels();
  const { holding } = useAutoDismiss(message, onDismiss);
  if (message?.kind === "problem") {
    return (
      <div role="alert" className="parley-toast-place">
        <Card message={message} onDismiss={onDismiss} labels={labels} holding={holding} />
      </div>
    );
  }
  return (
    // Always in the document: a live region that is inserted with its text is not always announced.
    <div role="status" className="parley-toast-place">
      {message && (
        <Card message={message} onDismiss={onDismiss} labels={labels} holding={holding} />
      )}
    </div>
  );
}

interface CardProps {
  readonly message: ToastMessage;
  readonly onDismiss: () => void;
  readonly labels: ReturnType<typeof useLabels>;
  readonly holding: ReturnType<typeof useAutoDismiss>["holding"];
}

function Card({ message: { kind, text, action }, onDismiss, labels, holding }: CardProps) {
  return (
    <div className="parley-toast" data-kind={kind} {...holding}>
      <p className="parley-toast__text" dir="auto">
        {text}
      </p>
      {action && (
        <button type="button" className="parley-button" onClick={action.onPress}>
          {action.label}
        </button>
      )}
      <IconButton label={labels.dismiss} onPress={onDismiss}>
        <CloseIcon />
      </IconButton>
    </div>
  );
}
