import type { Person } from "@parley/contract";
import { limits } from "@parley/contract/limits";
import {
  type ClipboardEvent,
  type FormEvent,
  type KeyboardEvent,
  useEffect,
  useId,
  useRef,
} from "react";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { useFormat } from "../../../provider/wording-context.ts";
import { useOptions } from "../../../provider/options-context.ts";
import type { Row } from "../../../rows/row.ts";
import { type BodyMeasure, measureBody } from "../../../text/measure-body.ts";
import { ComposerHint } from "../../composer/composer-hint.tsx";
import { isTouchOnly, keyOf, sendsMessage } from "../../composer/composer-keys.ts";
import { useAutosize } from "../../composer/use-autosize.ts";
import { FieldPreview, useFormattingTools } from "../../composer/use-formatting-tools.tsx";
import { useMentioning } from "../../composer/use-mentioning.tsx";
import type { MessageActions, Editing } from "./message-actions.ts";
import { unlessComposing } from "../../composition.ts";

/** Longer HTML is pasted as plain text. */
const PASTED_HTML_MAX = 200 * limits.bodyMax;

const NO_PEOPLE: readonly Person[] = [];

export interface MessageEditorProps {
  readonly row: Row;
  readonly editing: Editing;
  readonly actions: MessageActions;
}

/** Focuses the field and puts the cursor at the end of the text. */
function useCursorAtEnd() {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const element = field.current;
    element?.focus({ preventScroll: true });
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);
  return field;
}

/** If the edit was refused: the reason, and the current text. */
function EditorHint({ row, editing, measure }: MessageEditorState) {
  const labels = useAllLabels();
  const format = useFormat();
  const { text, problem, until } = editing;
  const isOther = problem !== null && row.body !== null && row.body !== text;
  return (
    <>
      <ComposerHint
        measure={measure}
        problem={row.body === null ? labels.deletedMeanwhile : problem}
      />
      {until !== undefined && problem === null && (
        <p className="parley-composer__hint">{labels.editableUntil(format.shortTime(until))}</p>
      )}
      {isOther && <p className="parley-editor__now">{labels.nowSays(row.body)}</p>}
    </>
  );
}

interface MessageEditorState extends Pick<MessageEditorProps, "row" | "editing"> {
  readonly measure: BodyMeasure;
}

function EditorButtons({ canSave, onCancel }: { canSave: boolean; onCancel: () => void }) {
  const labels = useAllLabels();
  return (
    <div className="parley-editor__buttons">
      <button type="button" className="parley-button" onClick={onCancel}>
        {labels.cancel}
      </button>
      <button type="submit" className="parley-button" data-kind="main" aria-disabled={!canSave}>
        {labels.save}
      </button>
    </div>
  );
}

function useEditor({ row, editing, actions }: MessageEditorProps) {
  const { sendKey } = useOptions();
  const field = useCursorAtEnd();
  const measure = measureBody(editing.text);
  const canSave = measure.status === "fits" && row.body !== null;
  useAutosize(field, editing.text);
  const { list, fieldProps, onKey } = useMentioning({
    field,
    text: editing.text,
    onText: actions.onEditText,
    people: editing.mentionable ?? NO_PEOPLE,
    onMention: actions.onMention,
  });
  const tools = useFormattingTools(field);
  const save = () => {
    if (canSave) actions.onSave(row);
  };
  const onKeyDown = unlessComposing((event: KeyboardEvent<HTMLElement>) => {
    // Letters typed here must not act as keys of the log.
    event.stopPropagation();
    const key = keyOf(event);
    const isInField = event.target === field.current;
    if (isInField && (onKey(event) || tools.onKey(event))) return;
    if (key.key === "Escape") {
      event.preventDefault();
      return actions.onCancelEdit();
    }
    if (!isInField) return;
    if (sendsMessage(key, { isTouch: isTouchOnly(), sendKey })) save();
    else if (key.key !== "Enter" || !tools.onBreak()) return;
    event.preventDefault();
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  const onPaste = (event: ClipboardEvent) => {
    if (tools.onPaste(event, PASTED_HTML_MAX)) event.preventDefault();
  };
  return {
    field,
    measure,
    canSave,
    list,
    fieldProps: { ...fieldProps, onPaste },
    onKeyDown,
    onSubmit,
  };
}

/** Edits an own message in place. */
export function MessageEditor(props: MessageEditorProps) {
  const { row, editing, actions } = props;
  const labels = useAllLabels();
  const hintId = useId();
  const { field, measure, canSave, list, fieldProps, ...handlers } = useEditor(props);
  return (
    // Handles the keys of the field and of its buttons.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form className="parley-editor" {...handlers}>
      <FieldPreview text={editing.text} />
      <textarea
        {...fieldProps}
        ref={field}
        className="parley-composer__field parley-editor__field"
        rows={1}
        dir="auto"
        aria-label={labels.editMessage}
        aria-describedby={hintId}
        aria-invalid={measure.status === "too-long"}
        value={editing.text}
      />
      {list}
      <div id={hintId}>
        <EditorHint row={row} editing={editing} measure={measure} />
      </div>
      <EditorButtons canSave={canSave} onCancel={actions.onCancelEdit} />
    </form>
  );
}
