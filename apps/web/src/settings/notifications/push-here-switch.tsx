import { useMessaging, useReasonWords } from "@parley/react";
import type { Outcome } from "@parley/client";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useText } from "../../i18n/shell-text.ts";
import { pushWords } from "../../notifications/push-words.ts";
import { createPush } from "../../notifications/push.ts";
import { SettingSwitch } from "../setting-switch.tsx";
import { useNotificationText } from "./notification-text.ts";

/** Switches push messages to this browser on and off. Only switching them on asks the browser for permission. */
export function PushHereSwitch() {
  const { t } = useNotificationText();
  const words = useReasonWords();
  const { client, screen } = useMessaging();
  const { t: shell, locale } = useText();
  const { userId } = screen.get();
  const push = useMemo(
    () => createPush({ window, trpc: client.trpc, userId, lang: locale, words: pushWords(shell) }),
    [client, userId, locale, shell],
  );
  const state = useSyncExternalStore(push.subscribe, push.get);
  const [outcome, setOutcome] = useState<Outcome>({ ok: true });
  useEffect(() => void push.look(), [push]);
  switch (state) {
    case "loading":
      return null;
    case "unsupported":
      return <p className="text-sm text-muted">{t("pushUnsupported")}</p>;
    case "denied":
    case "off":
    case "on": {
      const problem = outcome.ok ? null : t("pushFailed", { reason: words(outcome.reason) });
      return (
        <SettingSwitch
          label={t("pushHere")}
          hint={t("pushHereHint")}
          isOn={state === "on"}
          outcome={
            <div role="status" className="text-sm text-danger empty:hidden">
              {state === "denied" ? t("showsDenied") : problem}
            </div>
          }
          onChange={(isOn) => void (isOn ? push.enable() : push.disable()).then(setOutcome)}
        />
      );
    }
  }
}
