import type { ReactNode } from "react";
import type { ErrorReason } from "@parley/contract";
import { useLabels } from "../../provider/wording-context.ts";
import { AlertIcon } from "../icons.tsx";

export interface NoticeProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly hint?: string | undefined;
  /** The next step. */
  readonly action?: { readonly label: string; readonly onPress: () => void } | undefined;
}

/** Shown in place of content: why there is none, and what to do next. */
export function Notice({ icon, title, hint, action }: NoticeProps) {
  return (
    <div className="parley-notice">
      <span className="parley-notice__icon">{icon}</span>
      <p className="parley-notice__title">{title}</p>
      {hint !== undefined && <p className="parley-notice__hint">{hint}</p>}
      {action !== undefined && (
        <button type="button" className="parley-button" onClick={action.onPress}>
          {action.label}
        </button>
      )}
    </div>
  );
}

interface FailureProps {
  readonly title?: string | undefined;
  readonly reason: ErrorReason | undefined;
  readonly onRetry: () => void;
}

/** Shown when something could not be loaded, with the reason. */
export function Failure({ title, reason, onRetry }: FailureProps) {
  const labels = useLabels();
  return (
    <div role="alert">
      <Notice
        icon={<AlertIcon />}
        title={title ?? labels.loadFailed}
        hint={reason === undefined ? labels.noAnswer : labels.reasons[reason]}
        action={{ label: labels.reload, onPress: onRetry }}
      />
    </div>
  );
}
