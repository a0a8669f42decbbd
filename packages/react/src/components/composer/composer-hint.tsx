import { useState } from "react";
import { limits } from "@parley/contract/limits";
import { useFormat, useLabels } from "../../provider/wording-context.ts";
import { CloseIcon } from "../action-icons.tsx";
import { IconButton } from "../icon-button.tsx";
import type { BodyMeasure } from "../../text/measure-body.ts";

/** Number of remaining characters from which the counter is shown. */
const SHOWN_FROM = 500;

interface ComposerHintProps {
  readonly measure: BodyMeasure;
  /** Why the last message was not accepted. */
  readonly problem: string | null;
  /** Dismisses the problem. Without it, the problem stays until the text changes. */
  readonly onDismiss?: (() => void) | undefined;
}

/** Remaining characters at which the counter is announced to screen readers: not at every key. */
const ANNOUNCED = [500, 200, 100, 50, 20, 10, 0] as const;

const stepOf = (measure: BodyMeasure) =>
  measure.status === "fits"
    ? (ANNOUNCED.findLast((step) => measure.left <= step) ?? null)
    : measure.status;

/** Announces the remaining length when it falls below a step, and that the message is too long. */
function Announcement({ measure }: { measure: BodyMeasure }) {
  const labels = useLabels();
  const format = useFormat();
  const step = stepOf(measure);
  const [said, setSaid] = useState({ step, text: "" });
  if (said.step !== step) {
    const number = (count: number) => format.number(count);
    const text =
      measure.status === "too-long"
        ? labels.overLimit(number(measure.length - limits.bodyMax))
        : measure.status === "fits" && step !== null
          ? labels.nearLimit(number(measure.left))
          : "";
    setSaid({ step, text });
  }
  return (
    <span className="parley-hidden" aria-live="polite">
      {said.text}
    </span>
  );
}

/** The remaining length near the limit, or why the message cannot be sent. */
export function ComposerHint(props: ComposerHintProps) {
  return (
    <>
      <Announcement measure={props.measure} />
      <VisibleHint {...props} />
    </>
  );
}

function VisibleHint({ measure, problem, onDismiss }: ComposerHintProps) {
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
      if (measure.left > SHOWN_FROM) return null;
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
