import { useId } from "react";
import type { Preference } from "../storage/preference.ts";
import { usePreference } from "../storage/preference.ts";
import { languageNames, languages, screenLanguage } from "./languages.ts";
import type { Language } from "./languages.ts";
import { useText } from "./shell-text.ts";

interface LanguageSelectProps {
  readonly preference: Preference<Language | "system">;
  /** Whether the label is for screen readers only. */
  readonly isBare?: boolean;
}

/** Selects the language of the interface; each is shown by its own name. */
export function LanguageSelect({ preference, isBare = false }: LanguageSelectProps) {
  const { t } = useText();
  const id = useId();
  const chosen = usePreference(preference);
  const { language } = screenLanguage("system", navigator.languages);
  return (
    <div className={isBare ? "min-w-0" : "grid gap-1.5"}>
      <label htmlFor={id} className={isBare ? "sr-only" : "font-medium"}>
        {t("language.legend")}
      </label>
      <select
        id={id}
        className={isBare ? "quiet-select" : "field"}
        value={chosen}
        onChange={({ target }) => {
          const option = languages.find((one) => one === target.value);
          preference.set(option ?? "system");
        }}
      >
        <option value="system">{t("language.system", { name: languageNames[language] })}</option>
        {languages.map((option) => (
          <option key={option} value={option} lang={option}>
            {languageNames[option]}
          </option>
        ))}
      </select>
    </div>
  );
}
