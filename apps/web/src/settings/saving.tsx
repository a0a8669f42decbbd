import { useAutoDismiss, useReasonWords, useUpdateMe } from "@parley/react";
import type { Outcome } from "@parley/react";
import type { ErrorReason } from "@parley/contract";
import { useRef, useState } from "react";
import type { ReactNode } from "react";
import { useSettingsText } from "./settings-text.ts";

/** State of saving a setting. */
export type Saving =
  | { readonly status: "idle" | "saving" | "saved" }
  /** The reason is absent if there was no response. */
  | { readonly status: "failed"; readonly reason: ErrorReason | undefined };

/** Saves changes of the user's own profile. */
export const useSavingMe = () => useSaving(useUpdateMe());

/** The state of saving changes. Of several changes in a row the last one decides it. */
export function useSaving<Changes>(apply: (changes: Changes) => Promise<Outcome>) {
  const [saving, setSaving] = useState<Saving>({ status: "idle" });
  const latest = useRef(0);
  const save = async (changes: Changes) => {
    latest.current += 1;
    const turn = latest.current;
    setSaving({ status: "saving" });
    const outcome = await apply(changes);
    if (turn !== latest.current) return;
    setSaving(outcome.ok ? { status: "saved" } : { status: "failed", reason: outcome.reason });
  };
  return { saving, save, forget: () => setSaving({ status: "idle" }) };
}

interface SavingLineProps {
  readonly saving: Saving;
  onRetry(): void;
}

/** Shows the state of saving, with a retry button after a failure. */
export function SavingLine({ saving, onRetry }: SavingLineProps) {
  return (
    <div role="status" className="-mb-3 min-h-5 text-sm text-muted">
      <Words saving={saving} onRetry={onRetry} />
    </div>
  );
}

function Words({ saving, onRetry }: SavingLineProps): ReactNode {
  const { t } = useSettingsText();
  const words = useReasonWords();
  const { isShown } = useAutoDismiss(saving.status === "saved" ? saving : null);
  switch (saving.status) {
    case "idle":
      return null;
    case "saving":
      return t("saving");
    case "saved":
      return isShown && <span className="text-accent-text">{t("saved")} ✓</span>;
    case "failed":
      return (
        <span className="flex flex-wrap items-center gap-2 text-danger">
          {t("failed", { reason: words(saving.reason) })}
          <button type="button" className="button-quiet text-ink" onClick={onRetry}>
            {t("tryAgain")}
          </button>
        </span>
      );
  }
}
