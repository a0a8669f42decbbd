import type { Preferences } from "../preferences/preferences.ts";
import { usePreference } from "../storage/preference.ts";
import { LanguageSelect } from "../i18n/language-select.tsx";
import { ThemeChoices } from "../theme/theme-choices.tsx";
import { SendKeyChoices } from "./send-key-choices.tsx";
import { SettingSwitch } from "./setting-switch.tsx";
import { useSettingsText } from "./settings-text.ts";

/** Settings of this browser, for any user. */
export function BrowserSettings({ preferences }: { readonly preferences: Preferences }) {
  const { t } = useSettingsText();
  const formatting = usePreference(preferences.formatting);
  const questionMark = usePreference(preferences.questionMark);
  return (
    <>
      <ThemeChoices control={preferences.theme} />
      <LanguageSelect preference={preferences.language} />
      <SendKeyChoices preference={preferences.sendKey} />
      <SettingSwitch
        label={t("plainText")}
        hint={t("plainTextHint")}
        isOn={formatting === "plain"}
        onChange={(isOn) => preferences.formatting.set(isOn ? "plain" : "shown")}
      />
      {/* Touch devices have no keys, and no button for the shortcuts. */}
      <div className="pointer-coarse:hidden">
        <SettingSwitch
          label={t("questionMark")}
          hint={t("questionMarkHint")}
          isOn={questionMark === "on"}
          onChange={(isOn) => preferences.questionMark.set(isOn ? "on" : "off")}
        />
      </div>
    </>
  );
}
