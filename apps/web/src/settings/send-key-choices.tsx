import type { Preference } from "../storage/preference.ts";
import type { SendKey } from "../preferences/preferences.ts";
import { usePreference } from "../storage/preference.ts";
import { keyName } from "../keyboard/key-name.ts";
import { SettingChoices } from "./setting-choices.tsx";
import { useSettingsText } from "./settings-text.ts";

/** Whether Enter sends, or breaks the line. */
export function SendKeyChoices({ preference }: { readonly preference: Preference<SendKey> }) {
  const { t } = useSettingsText();
  const chosen = usePreference(preference);
  return (
    <SettingChoices
      legend={<legend className="mb-1.5 font-medium">{t("sendKey")}</legend>}
      choices={[
        { value: "enter", name: t("sendEnter"), hint: t("sendEnterHint") },
        { value: "mod-enter", name: t("sendMod", { key: keyName("Mod") }), hint: t("sendModHint") },
      ]}
      value={chosen}
      onChange={(key) => preference.set(key)}
    />
  );
}
