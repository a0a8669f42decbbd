import { useState } from "react";
import { playTone } from "../../notifications/tone.ts";
import type { Preferences } from "../../preferences/preferences.ts";
import type { Preference } from "../../storage/preference.ts";
import { usePreference } from "../../storage/preference.ts";
import { SettingSwitch } from "../setting-switch.tsx";
import { useNotificationText } from "./notification-text.ts";

type OnOff = Preference<"on" | "off">;

/** Notifications and sounds of this browser, for any user. */
export function BrowserNotificationSettings({
  preferences,
}: {
  readonly preferences: Preferences;
}) {
  const { t } = useNotificationText();
  return (
    <>
      <ShowsSwitch preference={preferences.notifications} />
      <SoundSwitch label={t("directSound")} preference={preferences.directSound} />
      <SoundSwitch label={t("groupSound")} preference={preferences.groupSound} />
    </>
  );
}

/** Switches notifications of the system on and off. Only switching them on asks the browser for permission. */
function ShowsSwitch({ preference }: { readonly preference: OnOff }) {
  const { t } = useNotificationText();
  const chosen = usePreference(preference);
  const isSupported = "Notification" in window;
  const [permission, setPermission] = useState(isSupported ? Notification.permission : "denied");
  const [isDismissed, setIsDismissed] = useState(false);
  if (!isSupported) return <p className="text-sm text-muted">{t("showsAbsent")}</p>;
  const change = async (isOn: boolean) => {
    setIsDismissed(false);
    if (!isOn) return preference.set("off");
    const result = await Notification.requestPermission();
    setPermission(result);
    setIsDismissed(result === "default");
    if (result === "granted") preference.set("on");
  };
  const problem = permission === "denied" ? t("showsDenied") : isDismissed && t("showsDismissed");
  return (
    <SettingSwitch
      label={t("shows")}
      hint={t("showsHint")}
      isOn={chosen === "on" && permission === "granted"}
      outcome={
        <div role="status" className="text-sm text-danger empty:hidden">
          {problem}
        </div>
      }
      onChange={(isOn) => void change(isOn)}
    />
  );
}

interface SoundSwitchProps {
  readonly label: string;
  readonly preference: OnOff;
}

/** Switches a sound on and off, and plays it when it is switched on. */
function SoundSwitch({ label, preference }: SoundSwitchProps) {
  const { t } = useNotificationText();
  const chosen = usePreference(preference);
  return (
    <SettingSwitch
      label={label}
      hint={t("soundHint")}
      isOn={chosen === "on"}
      onChange={(isOn) => {
        preference.set(isOn ? "on" : "off");
        if (isOn) playTone(window.AudioContext);
      }}
    />
  );
}
