import { useId } from "react";
import { usePreference } from "../storage/preference.ts";
import { useText } from "../i18n/shell-text.ts";
import { themes } from "./theme.ts";
import type { ThemeControl } from "./theme.ts";
import { ThemeIcon } from "./theme-icon.tsx";

interface ThemeSwitchProps {
  readonly control: ThemeControl;
  /** With their names. */
  readonly isWide?: boolean;
}

/** The themes as icons, in one radio group. */
export function ThemeSwitch({ control, isWide = false }: ThemeSwitchProps) {
  const { t } = useText();
  const theme = usePreference(control);
  const group = useId();
  return (
    <fieldset className="flex rounded-full border border-line p-0.5">
      <legend className="sr-only">{t("theme.legend")}</legend>
      {themes.map((option) => (
        <label
          key={option}
          className="theme-choice"
          data-wide={isWide}
          title={t(`theme.${option}`)}
        >
          <input
            type="radio"
            className="absolute inset-0 cursor-pointer opacity-0"
            name={group}
            checked={theme === option}
            onChange={() => control.set(option)}
          />
          <ThemeIcon theme={option} />
          <span className={isWide ? undefined : "sr-only"}>{t(`theme.${option}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
