import type { NotificationContentLevel } from "@parley/contract";
import type { ReactNode } from "react";
import { SettingChoices } from "../setting-choices.tsx";
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
  const allowed = levels.slice(levels.indexOf(most));
  return (
    <SettingChoices
      legend={<legend className="sr-only">{t("content")}</legend>}
      choices={allowed.map((level) => ({
        value: level,
        name: t(`content.${level}`),
        hint: t(`content.${level}Hint`),
      }))}
      value={value}
      onChange={onChange}
    >
      {most !== "full" && <p className="text-sm text-muted">{t("contentLimit")}</p>}
      {outcome}
    </SettingChoices>
  );
}
