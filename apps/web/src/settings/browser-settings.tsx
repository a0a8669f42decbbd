import type { Choices } from "../choices/choices.ts";
import { useChoice } from "../choices/use-choice.ts";
import { LanguageSelect } from "../i18n/language-select.tsx";
import { ThemeChoices } from "../theme/theme-choices.tsx";
import { SendKeyChoices } from "./send-key-choices.tsx";
import { SettingSwitch } from "./setting-switch.tsx";
import { useSettingsText } from "./settings-text.ts";

/** What holds for this browser, whoever is signed in. */
export function BrowserSettings({ choices }: { readonly choices: Choices }) {
  const { t } = useSettingsText();
  const questionMark = useChoice(choices.questionMark);
  return (
    <>
      <ThemeChoices control={choices.theme} />
      <LanguageSelect choice={choices.language} />
      <SendKeyChoices choice={choices.sendKey} />
      {/* On glass there are no keys, and no button for their map. */}
      <div className="pointer-coarse:hidden">
        <SettingSwitch
          label={t("questionMark")}
          hint={t("questionMarkHint")}
          isOn={questionMark === "on"}
          onChange={(isOn) => choices.questionMark.choose(isOn ? "on" : "off")}
        />
      </div>
    </>
  );
}
