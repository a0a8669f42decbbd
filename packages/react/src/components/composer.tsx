import { type KeyboardEvent, type RefObject, useId, useRef, useState } from "react";
import { useLabels } from "../provider/wording-context.ts";
import { type BodyMeasure, measureBody } from "../text/measure-body.ts";
import { isTouchOnly, sendsMessage } from "./composer-keys.ts";
import { ComposerHint } from "./composer-hint.tsx";
import { SendIcon } from "./icons.tsx";
import { useAutosize } from "./use-autosize.ts";

export interface ComposerProps {
  /** To whom the message goes. */
  readonly name: string;
  /** What was written here before. */
  readonly draft?: string | undefined;
  readonly onDraftChange?: ((text: string) => void) | undefined;
  /** Takes the message. What it gives back says why it could not, and the text stays. */
  readonly onSend: (body: string) => string | null;
  /** Why nothing can be written here. */
  readonly disabledReason?: string | undefined;
  readonly fieldRef?: RefObject<HTMLTextAreaElement | null> | undefined;
}

/** Where a message is written. It clears at once and is never blocked while messages are on their way. */
export function Composer(props: ComposerProps) {
  if (props.disabledReason !== undefined) {
    return (
      <div className="parley-composer parley-composer--closed">
        <p className="parley-composer__reason">{props.disabledReason}</p>
      </div>
    );
  }
  return <OpenComposer {...props} />;
}

function useComposer({ draft = "", onDraftChange, onSend }: ComposerProps) {
  const [text, setText] = useState(draft);
  const [problem, setProblem] = useState<string | null>(null);
  const measure = measureBody(text);

  const write = (next: string) => {
    setText(next);
    setProblem(null);
    onDraftChange?.(next);
  };
  const submit = () => {
    if (measure.status !== "fits") return;
    const refusal = onSend(measure.body);
    if (refusal === null) write("");
    else setProblem(refusal);
  };
  return { text, measure, problem, write, submit };
}

function OpenComposer(props: ComposerProps) {
  const labels = useLabels();
  const { text, measure, problem, write, submit } = useComposer(props);
  const hintId = useId();
  const ownField = useRef<HTMLTextAreaElement>(null);
  const field = props.fieldRef ?? ownField;
  useAutosize(field, text);

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!sendsMessage(keyOf(event), isTouchOnly())) return;
    event.preventDefault();
    submit();
  };
  return (
    <form
      className="parley-composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="parley-composer__box" data-invalid={measure.status === "too-long"}>
        <textarea
          ref={field}
          className="parley-composer__field"
          rows={1}
          dir="auto"
          enterKeyHint="enter"
          aria-label={labels.messageTo(props.name)}
          aria-invalid={measure.status === "too-long"}
          aria-describedby={hintId}
          placeholder={labels.messageTo(props.name)}
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <SendButton measure={measure} />
      </div>
      <div id={hintId}>
        <ComposerHint measure={measure} problem={problem} />
      </div>
    </form>
  );
}

const keyOf = (event: KeyboardEvent) => ({
  key: event.key,
  keyCode: event.keyCode,
  isComposing: event.nativeEvent.isComposing,
  shiftKey: event.shiftKey,
  altKey: event.altKey,
  ctrlKey: event.ctrlKey,
  metaKey: event.metaKey,
});

function SendButton({ measure }: { measure: BodyMeasure }) {
  const labels = useLabels();
  return (
    <button
      type="submit"
      className="parley-send"
      aria-label={labels.send}
      title={labels.send}
      aria-disabled={measure.status !== "fits"}
      // The field keeps the focus, and a touch keyboard stays open.
      onPointerDown={(event) => event.preventDefault()}
    >
      <SendIcon />
    </button>
  );
}
