import { unlessComposing } from "@parley/react/composition";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import type { Choices } from "../choices/choices.ts";
import { useText } from "../i18n/shell-text.ts";

const KeyboardSheet = lazy(async () => {
  const { KeyboardSheet: component } = await import("./keyboard-sheet.tsx");
  return { default: component };
});

/** Where a question mark is a text and no command. */
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input, textarea, select"));

/** Opens the map with `?`, where that is not written, nor switched off. */
function useQuestionMark(choices: Choices, onPress: () => void) {
  useEffect(() => {
    const onKeyDown = unlessComposing((event: KeyboardEvent) => {
      if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || choices.questionMark.current() === "off") return;
      if (document.querySelector("dialog[open], [role=dialog], [role=alertdialog]")) return;
      event.preventDefault();
      onPress();
    });
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [choices, onPress]);
}

/** The button for the map of keys, and the map. */
export function KeyboardMap({ choices }: { readonly choices: Choices }) {
  const { t } = useText();
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const [open] = useState(() => () => setIsOpen(true));
  useQuestionMark(choices, open);
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
          <KeyboardSheet sendKey={choices.sendKey.current()} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
