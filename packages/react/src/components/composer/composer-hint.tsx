import { limits } from "@parley/contract/limits";
import { useFormat, useLabels } from "../../provider/wording-context.ts";
import { CloseIcon } from "../action-icons.tsx";
import { IconButton } from "../icon-button.tsx";
import type { BodyMeasure } from "../../text/measure-body.ts";

/** Number of remaining characters from which the counter is shown. */
const SHOWN_BELOW = 500;

interface ComposerHintProps {
  readonly measure: BodyMeasure;
  /** Why the last message was not accepted. */
  readonly problem: string | null;
  /** Dismisses the problem. Without it, the problem stays until the text changes. */
  readonly onDismiss?: (() => void) | undefined;
}

/** The remaining length near the limit, or why the message cannot be sent. */
export function ComposerHint({ measure, problem, onDismiss }: ComposerHintProps) {
  const labels = useLabels();
  const format = useFormat();
  if (problem !== null) {
    return (
      <div className="parley-composer__problem">
        <div role="alert">
          <Hint text={problem} isProblem />
        </div>
        {onDismiss !== undefined && (
          <IconButton label={labels.dismiss} onPress={onDismiss}>
            <CloseIcon />
          </IconButton>
        )}
      </div>
    );
  }
  switch (measure.status) {
    case "blank":
      return null;
    case "fits":
      if (measure.left >= SHOWN_BELOW) return null;
      return <Hint text={labels.charactersLeft(format.number(measure.left), measure.left)} />;
    case "too-long":
      return (
        <Hint
          text={labels.tooLong(format.number(measure.length), format.number(limits.bodyMax))}
          isProblem
        />
      );
  }
}

function Hint({ text, isProblem = false }: { text: string; isProblem?: boolean }) {
  return (
    <p className="parley-composer__hint" data-problem={isProblem}>
      {text}
    </p>
  );
}
