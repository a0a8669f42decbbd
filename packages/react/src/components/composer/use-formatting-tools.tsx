import { type ClipboardEvent, type KeyboardEvent, type RefObject, useState } from "react";
import { useLabels } from "../../provider/wording-context.ts";
import type { Format } from "../../text/toggle-format.ts";
import { onDemand, usePreload } from "../on-demand.tsx";
import { useFormatting } from "../use-formatting.ts";

const load = () => import("./composer-tools.tsx");
let loaded: Awaited<ReturnType<typeof load>> | null = null;

/** Loads what changes the text of a field: with the first key in it, or once the page is at rest. */
export const loadTools = async () => (loaded ??= await load());

const LATER = [{ preload: async () => void (await loadTools()) }] as const;

const FormatToolbar = onDemand(async () => (await loadTools()).FormatToolbar);

const isApple = () => /Mac|iP/u.test(globalThis.navigator.platform);

const FORMATS: Readonly<Record<string, Format>> = {
  b: "bold",
  i: "italic",
  e: "code",
  "shift x": "strike",
  "shift digit7": "numbers",
  "shift digit8": "bullets",
  "shift digit9": "quote",
};

/** The format of a shortcut. On a Mac, Ctrl with a letter moves the cursor. */
function formatOf({ key, code, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): Format | null {
  if (altKey || (isApple() ? !metaKey || ctrlKey : !ctrlKey || metaKey)) return null;
  const name = /^Digit\d$/u.test(code) ? code : key;
  return FORMATS[(shiftKey ? "shift " : "") + name.toLowerCase()] ?? null;
}

/** Formatting of the text of a field: shortcuts, paste, and a toolbar on demand. */
export function useFormattingTools(field: RefObject<HTMLTextAreaElement | null>) {
  const [isOpen, setOpen] = useState(false);
  const labels = useLabels();
  usePreload(LATER);
  const apply = async (format: Format) => {
    const { applyFormat } = await loadTools();
    if (field.current !== null) applyFormat(field.current, format);
  };
  return {
    toolbar: isOpen && (
      <FormatToolbar
        field={field}
        modifier={isApple() ? "⌘" : "Ctrl"}
        onClose={() => {
          field.current?.focus({ preventScroll: true });
          setOpen(false);
        }}
      />
    ),
    button: (
      <button
        type="button"
        className="parley-composer__tool"
        data-for-text
        aria-label={labels.formatting}
        title={labels.formatting}
        aria-expanded={isOpen}
        onPointerDown={(event) => event.preventDefault()}
        onClick={() => setOpen(!isOpen)}
      >
        <span aria-hidden="true">Aa</span>
      </button>
    ),
    /** Handles a shortcut; returns whether it did. */
    onKey(event: KeyboardEvent): boolean {
      if (loaded === null) void loadTools().catch(() => undefined);
      const format = formatOf(event);
      if (format === null) return false;
      event.preventDefault();
      event.stopPropagation();
      apply(format).catch(() => undefined);
      return true;
    },
    /** Handles a key that breaks the line, within a list; returns whether it did. */
    onBreak: (): boolean => field.current !== null && loaded?.breakLine(field.current) === true,
    /** Handles a paste with formatting; returns whether it did. */
    onPaste: ({ clipboardData }: ClipboardEvent, max: number): boolean =>
      field.current !== null && loaded?.pasteInto(field.current, clipboardData, max) === true,
  };
}

/** How the text of a field will look, if that differs. */
export function FieldPreview({ text }: { readonly text: string }) {
  const code = useFormatting(text);
  return code === null ? null : <code.FormatPreview text={text} />;
}
