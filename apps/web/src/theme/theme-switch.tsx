import { useId } from "react";
import { useChoice } from "../choices/use-choice.ts";
import { useText } from "../i18n/shell-text.ts";
import { themes } from "./theme.ts";
import type { ThemeControl } from "./theme.ts";
import { ThemeIcon } from "./theme-icon.tsx";

/** Three looks to choose from, as one radio group. */
export function ThemeSwitch({ control }: { readonly control: ThemeControl }) {
  const { t } = useText();
  const theme = useChoice(control);
  const group = useId();
  return (
    <fieldset className="flex rounded-full border border-line p-0.5">
      <legend className="sr-only">{t("theme.legend")}</legend>
      {themes.map((choice) => (
        <label key={choice} className="theme-choice" title={t(`theme.${choice}`)}>
          <input
            type="radio"
            className="absolute inset-0 cursor-pointer opacity-0"
            name={group}
            checked={theme === choice}
            onChange={() => control.choose(choice)}
          />
          <ThemeIcon theme={choice} />
          <span className="sr-only">{t(`theme.${choice}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
