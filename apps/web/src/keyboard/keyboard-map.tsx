import { unlessComposing } from "@parley/react/composition";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { Preferences } from "../preferences/preferences.ts";
import { useText } from "../i18n/shell-text.ts";

const KeyboardSheet = lazy(async () => {
  const { KeyboardSheet: component } = await import("./keyboard-sheet.tsx");
  return { default: component };
});

/** Whether a question mark is text input and not a shortcut. */
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input, textarea, select"));

/** Opens the shortcuts with `?`, unless a field has the focus or it is switched off. */
function useQuestionMark(preferences: Preferences, onPress: () => void) {
  useEffect(() => {
    const onKeyDown = unlessComposing((event: KeyboardEvent) => {
      if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || preferences.questionMark.current() === "off") return;
      if (document.querySelector("dialog[open], [role=dialog], [role=alertdialog]")) return;
      event.preventDefault();
      onPress();
    });
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [preferences, onPress]);
}

/** The button for the keyboard shortcuts, and their dialog. */
export function KeyboardMap({ preferences }: { readonly preferences: Preferences }) {
  const { t } = useText();
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const [open] = useState(() => () => setIsOpen(true));
  useQuestionMark(preferences, open);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="icon-button pointer-coarse:hidden"
        title={t("keys.show")}
        aria-label={t("keys.show")}
        onClick={open}
      >
        ?
      </button>
      {isOpen && (
        <Suspense>
          <KeyboardSheet sendKey={preferences.sendKey.current()} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
