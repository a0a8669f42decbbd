import { usePassing, useReasonWords } from "@parley/react";
import type { ReactNode } from "react";
import { useSettingsText } from "./settings-text.ts";
import type { Saving } from "./use-saving.ts";

interface SavingLineProps {
  readonly saving: Saving;
  onRetry(): void;
}

/** Says how saving went, and what to do where it did not. */
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
  const { isShown } = usePassing(saving.status === "saved" ? saving : null);
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
