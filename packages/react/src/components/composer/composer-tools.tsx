import { findLinks } from "@parley/contract/links";
import type { KeyboardEvent, ReactNode, RefObject } from "react";
import { useAllLabels } from "../../provider/all-labels.ts";
import { continueLine, type Edit, type Format, toggleFormat } from "../../text/toggle-format.ts";
import { markedText } from "../../text/marked-text.ts";
import { unlessComposing } from "../composition.ts";
import { Icon } from "../icons.tsx";

const selectedIn = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement) => ({
  text: value,
  start: selectionStart,
  end: selectionEnd,
});

/**
 * Replaces a part of a field as typing does, so that the browser can undo it. `execCommand` is deprecated, but nothing
 * else adds to the undo history; where it is missing the field is only changed.
 */
export function applyEdit(field: HTMLTextAreaElement, { start, end, insert, select }: Edit): void {
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  const { ownerDocument: page } = field;
  const isDone =
    start === end && insert === ""
      ? true
      : (page.execCommand?.(insert === "" ? "delete" : "insertText", false, insert) ?? false);
  if (!isDone) {
    const { value } = field;
    // Past React's own property, which would take the change for one of its own.
    const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set;
    set?.call(field, value.slice(0, start) + insert + value.slice(end));
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  field.setSelectionRange(...select);
}

/** Inserts a text at the cursor of a field, in place of the selection. */
export function insertText(field: HTMLTextAreaElement, insert: string): void {
  const { start, end } = selectedIn(field);
  const after = start + insert.length;
  applyEdit(field, { start, end, insert, select: [after, after] });
}

/** Adds a format to the selection of a field, or removes it. */
export const applyFormat = (field: HTMLTextAreaElement, format: Format): void =>
  applyEdit(field, toggleFormat(format, selectedIn(field)));

/** Continues a list or a quote in a new line. Returns false outside of them. */
export function breakLine(field: HTMLTextAreaElement): boolean {
  const edit = continueLine(selectedIn(field));
  if (edit !== null) applyEdit(field, edit);
  return edit !== null;
}

/** Pastes with formatting: an address over a selection is its link, and HTML is its text with marks. Returns whether it did. */
export function pasteInto(field: HTMLTextAreaElement, data: DataTransfer, max: number): boolean {
  const { text, start, end } = selectedIn(field);
  const selected = text.slice(start, end);
  const plain = data.getData("text/plain").trim();
  const [link, ...others] = findLinks(plain);
  const isLink = others.length === 0 && link?.kind === "link" && /^https?:/iu.test(plain);
  const isLabel =
    /\S/u.test(selected) &&
    !/[\n[\]]/u.test(selected) &&
    findLinks(selected).every(({ kind }) => kind === "text");
  if (isLink && isLabel) {
    const insert = `[${selected.trim()}](${plain})`;
    applyEdit(field, {
      start,
      end,
      insert,
      select: [start + insert.length, start + insert.length],
    });
    return true;
  }
  const html = data.getData("text/html");
  const marked = html === "" || html.length > max ? null : markedText(html);
  if (marked === null || marked === "" || marked === plain) return false;
  insertText(field, marked);
  return true;
}

interface Tool {
  readonly format: Format;
  readonly keys: string | null;
  readonly icon: ReactNode;
}

const letter = (text: string, style: object) => (
  <span className="parley-toolbar__letter" style={style} aria-hidden="true">
    {text}
  </span>
);

const TOOLS: readonly Tool[] = [
  { format: "bold", keys: "B", icon: letter("B", { fontWeight: 800 }) },
  { format: "italic", keys: "I", icon: letter("I", { fontStyle: "italic", fontFamily: "serif" }) },
  { format: "strike", keys: "Shift X", icon: letter("S", { textDecoration: "line-through" }) },
  {
    format: "bullets",
    keys: "Shift 8",
    icon: (
      <Icon>
        <path d="M9.5 6.5H20M9.5 12H20M9.5 17.5H20M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01" />
      </Icon>
    ),
  },
  {
    format: "numbers",
    keys: "Shift 7",
    icon: (
      <Icon>
        <path d="M10 6.5h10M10 12h10M10 17.5h10M4 5l1.25-.75V9M3.75 14.5c.25-1.25 2.5-1.25 2.5.25 0 1-2.5 2-2.5 3.5h2.75" />
      </Icon>
    ),
  },
  {
    format: "quote",
    keys: "Shift 9",
    icon: (
      <Icon>
        <path d="M5 5v14M9.5 8H20M9.5 12H20M9.5 16h6.5" />
      </Icon>
    ),
  },
  {
    format: "code",
    keys: "E",
    icon: (
      <Icon>
        <path d="m8.5 7.5-5 4.5 5 4.5M15.5 7.5l5 4.5-5 4.5" />
      </Icon>
    ),
  },
  {
    format: "code-block",
    keys: null,
    icon: (
      <Icon>
        <path d="M4 5h16v14H4z" />
        <path d="m9.5 9.5-2.75 2.5 2.75 2.5M14.5 9.5l2.75 2.5-2.75 2.5" />
      </Icon>
    ),
  },
];

export interface FormatToolbarProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly modifier: string;
  readonly onClose: () => void;
}

/** The buttons that format the selection of a field. Arrow keys move between them. */
export function FormatToolbar({ field, modifier, onClose }: FormatToolbarProps) {
  const labels = useAllLabels();
  const onKeyDown = unlessComposing((event: KeyboardEvent<HTMLElement>) => {
    const buttons = [...event.currentTarget.querySelectorAll("button")];
    const at = buttons.findIndex((button) => button === event.target);
    const isRtl = getComputedStyle(event.currentTarget).direction === "rtl";
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: isRtl ? -1 : 1,
      ArrowLeft: isRtl ? 1 : -1,
      Home: -at,
      End: buttons.length - 1 - at,
    };
    const step = steps[event.key];
    if (event.key === "Escape") {
      event.stopPropagation();
      onClose();
    } else if (step !== undefined) {
      event.preventDefault();
      buttons.at((at + step) % buttons.length)?.focus();
    }
  });
  return (
    <div
      className="parley-toolbar"
      role="toolbar"
      aria-label={labels.formatting}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {TOOLS.map(({ format, keys, icon }, at) => (
        <button
          key={format}
          type="button"
          className="parley-toolbar__tool"
          aria-label={labels.formats[format]}
          aria-keyshortcuts={
            keys === null
              ? undefined
              : `${modifier === "⌘" ? "Meta" : "Control"}+${keys.replace(" ", "+")}`
          }
          title={
            keys === null
              ? labels.formats[format]
              : `${labels.formats[format]} (${modifier} ${keys})`
          }
          tabIndex={at === 0 ? 0 : -1}
          // The field keeps its focus and selection, and a touch keyboard stays open.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => field.current !== null && applyFormat(field.current, format)}
        >
          {icon}
        </button>
      ))}
    </div>
  );
}
