import type { NotificationContentLevel } from "@parley/contract";
import { useId } from "react";
import type { ReactNode } from "react";
import { useNotificationText } from "./notification-text.ts";

/** From the most to the least. */
const levels = ["full", "name-only", "none"] as const satisfies NotificationContentLevel[];

interface ContentChoicesProps {
  readonly value: NotificationContentLevel;
  /** The most that the installation allows. */
  readonly most: NotificationContentLevel;
  readonly outcome: ReactNode;
  onChange(value: NotificationContentLevel): void;
}

/** How much notifications show: at most what the installation allows. */
export function ContentChoices({ value, most, outcome, onChange }: ContentChoicesProps) {
  const { t } = useNotificationText();
  const group = useId();
  const allowed = levels.slice(levels.indexOf(most));
  return (
    <fieldset className="grid gap-1.5">
      <legend className="sr-only">{t("content")}</legend>
      {allowed.map((level) => (
        <label key={level} className="option option-wide">
          <input
            type="radio"
            className="option-input"
            name={group}
            checked={value === level}
            aria-label={t(`content.${level}`)}
            aria-describedby={`${group}-${level}`}
            onChange={() => onChange(level)}
          />
          <span>{t(`content.${level}`)}</span>
          <span id={`${group}-${level}`} className="font-normal text-muted">
            {t(`content.${level}Hint`)}
          </span>
        </label>
      ))}
      {most !== "full" && <p className="text-sm text-muted">{t("contentLimit")}</p>}
      {outcome}
    </fieldset>
  );
}
