import { useId } from "react";
import type { Preference } from "../storage/preference.ts";
import type { SendKey } from "../preferences/preferences.ts";
import { usePreference } from "../storage/preference.ts";
import { keyName } from "../keyboard/key-name.ts";
import { useSettingsText } from "./settings-text.ts";

/** Whether Enter sends, or breaks the line. */
export function SendKeyChoices({ preference }: { readonly preference: Preference<SendKey> }) {
  const { t } = useSettingsText();
  const chosen = usePreference(preference);
  const group = useId();
  const options = [
    { key: "enter", name: t("sendEnter"), hint: t("sendEnterHint") },
    { key: "mod-enter", name: t("sendMod", { key: keyName("Mod") }), hint: t("sendModHint") },
  ] as const;
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium">{t("sendKey")}</legend>
      {options.map(({ key, name, hint }) => (
        <label key={key} className="option option-wide">
          <input
            type="radio"
            className="option-input"
            name={group}
            checked={chosen === key}
            aria-label={name}
            aria-describedby={`${group}-${key}`}
            onChange={() => preference.set(key)}
          />
          <span>{name}</span>
          <span id={`${group}-${key}`} className="text-muted font-normal">
            {hint}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
