import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { limits } from "@parley/contract/limits";
import type { Person, Voice } from "@parley/contract";
import { useOptions } from "../../provider/options-context.ts";
import { useFormat, useLabels } from "../../provider/wording-context.ts";
import { type BodyMeasure, measureBody } from "../../text/measure-body.ts";
import { isTouchOnly, keyOf, type SendKey, sendsMessage } from "./composer-keys.ts";
import { ComposerHint } from "./composer-hint.tsx";
import { SendIcon } from "../icons.tsx";
import { useAutosize } from "./use-autosize.ts";
import { AttachButton, RecordButton } from "./attach-button.tsx";
import { useDroppedFiles } from "./use-dropped-files.ts";
import { type SlashCompletion, useMentioning } from "./use-mentioning.tsx";
import { EmojiButton } from "./emoji-button.tsx";
import { FieldPreview, useFormattingTools } from "./use-formatting-tools.tsx";
import { unlessComposing } from "../composition.ts";

const NO_PEOPLE: readonly Person[] = [];

/** Longer pastes are cut: a field with the text of a book makes the whole page slow. */
const PASTE_MAX = 20 * limits.bodyMax;

export interface ComposerNotice {
  readonly reason: string;
  readonly action?: { readonly label: string; readonly onPress: () => void } | undefined;
}

/** What is in the field, for buttons next to `Send`. */
export interface Writing {
  /** The text as a message, empty if it consists of files only; null if it cannot be sent now. */
  readonly body: string | null;
  /** Empties the field and focuses it. */
  readonly clear: () => void;
  /** Shows why the text was not accepted. */
  readonly refuse: (problem: string) => void;
}

/** Files that are sent with the text, which may be empty then. */
export interface ComposerFiles {
  /** Shows them. */
  readonly above: ReactNode;
  readonly count: number;
  /** Why they cannot be sent, if so. */
  readonly problem: string | null;
  /** Whether the server has all of them. */
  readonly areReady: boolean;
  /** Adds some, or a recording; resolves to why not all of them were added. */
  readonly add: (files: readonly File[], voice?: Voice) => Promise<string | null>;
}

export interface ComposerProps {
  /** The name of the recipient or group. */
  readonly name: string;
  /** The stored draft; it also changes when another tab of the same user writes. */
  readonly draft?: string | undefined;
  /** Called when the text of the field changes. */
  readonly onDraftChange?: ((text: string) => void) | undefined;
  /** Sends the message. If it returns a reason, the message was not accepted and the text stays. */
  readonly onSend: (body: string) => string | null;
  /** Why the user cannot write here, and one action to change that. Replaces the field. */
  readonly disabled?: ComposerNotice | undefined;
  /** The key that sends. Defaults to the provider's options. */
  readonly sendKey?: SendKey | undefined;
  /** Shown above the field: the message being answered. */
  readonly above?: ReactNode;
  /** Called on Escape: the reply is canceled, the text stays. */
  readonly onEscape?: (() => void) | undefined;
  /** People offered after an "@". Defaults to none. */
  readonly mentionable?: readonly Person[] | undefined;
  /** A person was chosen; their name is now after the "@" at this index of the draft. */
  readonly onMention?: ((person: Person, at: number) => void) | undefined;
  /** Called on ArrowUp in an empty field. */
  readonly onEditLast?: (() => void) | undefined;
  /** Completes a text that begins with a slash: shown while it is typed, and receives the keys of the field. */
  readonly afterSlash?: SlashCompletion | undefined;
  /** More tools, while nothing is written. */
  readonly tools?: ReactNode;
  /** Shown next to `Send` while there is something to send, and the server has its files. */
  readonly renderNextToSend?: ((writing: Writing) => ReactNode) | undefined;
  /** Takes files. Without it they are refused. */
  readonly files?: ComposerFiles | undefined;
  /** Refers to the field, to focus it. */
  readonly fieldRef?: RefObject<HTMLTextAreaElement | null> | undefined;
  /** The id of an element that describes the field. */
  readonly describedBy?: string | undefined;
}

/** The field for a new message. It clears at once and is never blocked while messages are being sent. */
export function Composer(props: ComposerProps) {
  /** When the field and the notice replace each other, the focused element is removed: the new one gets the focus. */
  const hasFocus = useRef(false);
  return (
    <div
      className="parley-composer-place"
      onFocus={() => (hasFocus.current = true)}
      onBlur={() => (hasFocus.current = false)}
    >
      {props.disabled === undefined ? (
        <OpenComposer {...props} hasFocus={hasFocus} />
      ) : (
        <ClosedComposer {...props.disabled} hasFocus={hasFocus} />
      )}
    </div>
  );
}

/** Moves the focus to an element that replaces the focused one. */
function useInheritedFocus(
  element: RefObject<HTMLElement | null>,
  hasFocus: RefObject<boolean>,
): void {
  useEffect(() => {
    if (hasFocus.current) element.current?.focus({ preventScroll: true });
  }, [element, hasFocus]);
}

interface PlaceProps {
  readonly hasFocus: RefObject<boolean>;
}

function ClosedComposer({ reason, action, hasFocus }: ComposerNotice & PlaceProps) {
  const notice = useRef<HTMLDivElement>(null);
  useInheritedFocus(notice, hasFocus);
  return (
    <div ref={notice} className="parley-composer parley-composer--closed" tabIndex={-1}>
      <div className="parley-composer__reason" role="status">
        <p dir="auto">{reason}</p>
        {action !== undefined && (
          <button type="button" className="parley-button" onClick={action.onPress}>
            {action.label}
          </button>
        )}
      </div>
    </div>
  );
}

interface Following {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly draft: string;
  readonly text: string;
  /** Whether the text was typed here since the last change from outside. */
  readonly isTypedHere: RefObject<boolean>;
  readonly setText: (text: string) => void;
}

/**
 * Follows a draft that changes in another tab of the same user. Text that is being typed here is kept: the next key saves it over
 * the other one.
 */
function useFollowedDraft({ field, draft, text, isTypedHere, setText }: Following) {
  const latest = useRef(text);
  const caret = useRef<readonly [number, number] | null>(null);
  useLayoutEffect(() => {
    latest.current = text;
    const element = field.current;
    if (caret.current === null || element === null) return;
    element.setSelectionRange(...caret.current);
    caret.current = null;
  }, [field, text]);
  // After the effect above: own typing changes text and draft in the same step, which is no change from outside.
  useLayoutEffect(() => {
    // A blank text is no draft.
    const own = latest.current.trim() === "" ? "" : latest.current;
    if (draft === own) return;
    const element = field.current;
    const hasFocus = element !== null && element.matches(":focus") && document.hasFocus();
    if (hasFocus && isTypedHere.current) return;
    isTypedHere.current = false;
    if (hasFocus) caret.current = [element.selectionStart, element.selectionEnd];
    setText(draft);
  }, [field, draft, isTypedHere, setText]);
}

function useComposer({ draft = "", onDraftChange, onSend, fieldRef, files }: ComposerProps) {
  const ownField = useRef<HTMLTextAreaElement>(null);
  const field = fieldRef ?? ownField;
  const isTypedHere = useRef(false);
  const labels = useLabels();
  const format = useFormat();
  const [text, setText] = useState(draft);
  const [problem, setProblem] = useState<string | null>(null);
  const measure = measureBody(text);
  const hasFiles = files !== undefined && files.count > 0;
  const canSend = measure.status === "fits" || (measure.status === "blank" && hasFiles);
  const body = measure.status === "fits" ? measure.body : "";
  const tools = useFormattingTools(field);
  useFollowedDraft({ field, draft, text, isTypedHere, setText });

  const write = (next: string) => {
    isTypedHere.current = next !== "";
    setText(next);
    setProblem(null);
    onDraftChange?.(next);
  };
  const submit = () => {
    if (measure.status === "too-long")
      setProblem(labels.tooLong(format.number(measure.length), format.number(limits.bodyMax)));
    if (!canSend) return;
    const refusal = files?.problem ?? onSend(body);
    if (refusal === null) write("");
    else setProblem(refusal);
  };
  const onPaste = (event: ClipboardEvent) => {
    const { length } = event.clipboardData.getData("text/plain");
    if (length <= PASTE_MAX) {
      if (tools.onPaste(event, 10 * PASTE_MAX)) event.preventDefault();
      return;
    }
    event.preventDefault();
    setProblem(labels.pasteTooLong(format.number(length), format.number(limits.bodyMax)));
  };
  const onFiles = (chosen: readonly File[]) => {
    if (files === undefined) setProblem(labels.filesNotYet);
    else void files.add(chosen).then(setProblem);
    field.current?.focus({ preventScroll: true });
  };
  const dismiss = () => setProblem(null);
  const writing: Writing = {
    body: canSend && (!hasFiles || files.areReady) ? body : null,
    clear() {
      write("");
      field.current?.focus();
    },
    refuse: setProblem,
  };
  const actions = { write, submit, onPaste, onFiles, dismiss };
  return { text, field, measure, canSend, problem, tools, writing, ...actions };
}

interface Keys {
  readonly text: string;
  readonly submit: () => void;
  /** Handles the keys of the mention picker; returns whether it did. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  readonly tools: ReturnType<typeof useFormattingTools>;
}

/** What a key in the field does apart from typing. */
function useKeys(props: ComposerProps, { text, submit, onKey, tools }: Keys) {
  const { sendKey } = useOptions();
  return (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (onKey(event) || tools.onKey(event)) return;
    const key = keyOf(event);
    if (key.key === "Escape") props.onEscape?.();
    const isPlain = !key.shiftKey && !key.altKey && !key.ctrlKey && !key.metaKey;
    if (key.key === "ArrowUp" && text === "" && isPlain && props.onEditLast !== undefined) {
      event.preventDefault();
      props.onEditLast();
    }
    const writing = { isTouch: isTouchOnly(), sendKey: props.sendKey ?? sendKey };
    if (sendsMessage(key, writing)) submit();
    else if (key.key !== "Enter" || !tools.onBreak()) return;
    event.preventDefault();
  };
}

function useField(props: ComposerProps) {
  const { text, field, measure, canSend, problem, tools, writing, ...actions } = useComposer(props);
  const { write, submit, onPaste, onFiles, dismiss } = actions;
  useAutosize(field, text);
  const isOver = useDroppedFiles(field, onFiles);
  const { list, fieldProps, onKey } = useMentioning({
    field,
    text,
    onText: write,
    people: props.mentionable ?? NO_PEOPLE,
    onMention: props.onMention,
    afterSlash: props.afterSlash,
  });
  const onKeyDown = unlessComposing(useKeys(props, { text, submit, onKey, tools }));
  const handlers = { ...fieldProps, onKeyDown, onPaste };
  const own = { canSend, submit, dismiss, onFiles, isOver };
  return { text, measure, problem, field, list, handlers, tools, writing, ...own };
}

function OpenComposer(props: ComposerProps & PlaceProps) {
  const labels = useLabels();
  const { text, measure, problem, field, list, handlers, tools, writing, ...own } = useField(props);
  const { canSend, submit, dismiss, onFiles, isOver } = own;
  useInheritedFocus(field, props.hasFocus);
  const hintId = useId();
  return (
    <form
      className="parley-composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {isOver && props.files !== undefined && (
        <div className="parley-drop" aria-hidden="true">
          {labels.dropFiles}
        </div>
      )}
      {props.above}
      {props.files?.above}
      <FieldPreview text={text} />
      {tools.toolbar}
      {list}
      <div className="parley-composer__box" data-invalid={measure.status === "too-long"}>
        <textarea
          {...handlers}
          ref={field}
          className="parley-composer__field"
          rows={1}
          dir="auto"
          enterKeyHint="enter"
          aria-label={labels.messageTo(props.name)}
          aria-invalid={measure.status === "too-long"}
          aria-describedby={props.describedBy ? `${hintId} ${props.describedBy}` : hintId}
          placeholder={labels.messageTo(props.name)}
          value={text}
        />
        {props.files !== undefined && (
          <>
            <AttachButton onFiles={onFiles} />
            <RecordButton
              isOffered={measure.status === "blank"}
              files={props.files}
              field={field}
              onProblem={writing.refuse}
            />
          </>
        )}
        <EmojiButton field={field} />
        {tools.button}
        {text === "" && props.tools}
        {writing.body !== null && props.renderNextToSend?.(writing)}
        <SendButton measure={measure} canSend={canSend} describedBy={hintId} />
      </div>
      <div id={hintId}>
        <ComposerHint
          measure={measure}
          problem={problem}
          onDismiss={() => {
            dismiss();
            field.current?.focus();
          }}
        />
      </div>
    </form>
  );
}

interface SendButtonProps {
  readonly measure: BodyMeasure;
  readonly canSend: boolean;
  readonly describedBy: string;
}

function SendButton({ measure, canSend, describedBy }: SendButtonProps) {
  const labels = useLabels();
  return (
    <button
      type="submit"
      className="parley-send"
      aria-label={labels.send}
      title={labels.send}
      aria-disabled={!canSend}
      aria-describedby={measure.status === "too-long" ? describedBy : undefined}
      // The field keeps the focus, and a touch keyboard stays open.
      onPointerDown={(event) => event.preventDefault()}
    >
      <SendIcon />
    </button>
  );
}
