import { unlessComposing } from "@parley/react/composition";
import { lazy, Suspense, useEffect } from "react";
import type { Preferences } from "../preferences/preferences.ts";

const KeyboardSheet = lazy(async () => {
  const { KeyboardSheet: component } = await import("./keyboard-sheet.tsx");
  return { default: component };
});

/** Whether a question mark is text input and not a shortcut. */
const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input, textarea, select"));

/** Opens the shortcuts with `?`, unless a field has the focus or it is switched off. */
function useQuestionMark(preferences: Preferences, onChange: (isOpen: boolean) => void) {
  useEffect(() => {
    const onKeyDown = unlessComposing((event: KeyboardEvent) => {
      if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || preferences.questionMark.current() === "off") return;
      if (document.querySelector("dialog[open], [role=dialog], [role=alertdialog]")) return;
      event.preventDefault();
      onChange(true);
    });
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [preferences, onChange]);
}

interface KeyboardMapProps {
  readonly preferences: Preferences;
  readonly isOpen: boolean;
  /** Stable, since a listener calls it. */
  onChange(isOpen: boolean): void;
}

/** The keyboard shortcuts in a dialog, which `?` opens too. */
export function KeyboardMap({ preferences, isOpen, onChange }: KeyboardMapProps) {
  useQuestionMark(preferences, onChange);
  if (!isOpen) return null;
  return (
    <Suspense>
      <KeyboardSheet sendKey={preferences.sendKey.current()} onClose={() => onChange(false)} />
    </Suspense>
  );
}
