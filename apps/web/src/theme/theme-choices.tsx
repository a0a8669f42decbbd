import { useId } from "react";
import { usePreference } from "../storage/preference.ts";
import { useText } from "../i18n/shell-text.ts";
import { themes } from "./theme.ts";
import type { ThemeControl } from "./theme.ts";
import { ThemeIcon } from "./theme-icon.tsx";

/** The themes with their names. */
export function ThemeChoices({ control }: { readonly control: ThemeControl }) {
  const { t } = useText();
  const theme = usePreference(control);
  const group = useId();
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium">{t("theme.legend")}</legend>
      <div className="flex flex-wrap gap-2">
        {themes.map((option) => (
          <label key={option} className="option">
            <input
              type="radio"
              className="option-input"
              name={group}
              checked={theme === option}
              onChange={() => control.set(option)}
            />
            <ThemeIcon theme={option} />
            {t(`theme.${option}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
