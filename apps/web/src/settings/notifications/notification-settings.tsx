import { useReasonWords } from "@parley/react";
import type { NotificationSettings as Settings, OwnNotificationSettings } from "@parley/contract";
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { ReactNode } from "react";
import type { NotificationSettingsStore } from "../../notifications/notification-settings.ts";
import type { Preferences } from "../../preferences/preferences.ts";
import { PageSkeleton } from "../../shell/page-skeleton.tsx";
import { SavingLine, useSaving } from "../saving.tsx";
import { SettingSelect } from "../setting-select.tsx";
import { SettingSwitch } from "../setting-switch.tsx";
import { SettingsSection } from "../settings-section.tsx";
import { BrowserNotificationSettings } from "./browser-notification-settings.tsx";
import { ContentChoices } from "./content-choices.tsx";
import { NextNotification } from "./next-notification.tsx";
import { NotificationHistory } from "./notification-history.tsx";
import { useNotificationText } from "./notification-text.ts";
import { PushHereSwitch } from "./push-here-switch.tsx";
import { QuietHoursForm } from "./quiet-hours-form.tsx";
import { TimeZoneField } from "./time-zone-field.tsx";

interface NotificationSettingsProps {
  readonly store: NotificationSettingsStore;
  readonly preferences: Preferences;
}

/** When and how the user is notified: by the server while they are away, and by this browser. */
export function NotificationSettings({ store, preferences }: NotificationSettingsProps) {
  const { t } = useNotificationText();
  return (
    <>
      <ServerSettings store={store} />
      <SettingsSection title={t("browser")} hint={t("browserHint")}>
        <BrowserNotificationSettings preferences={preferences} />
      </SettingsSection>
    </>
  );
}

function ServerSettings({ store }: Pick<NotificationSettingsProps, "store">): ReactNode {
  const { t } = useNotificationText();
  const words = useReasonWords();
  const state = useSyncExternalStore(store.subscribe, store.get);
  useEffect(() => void store.load(), [store]);
  switch (state.status) {
    case "loading":
      return <PageSkeleton />;
    case "failed":
      return (
        <div role="alert" className="card grid justify-items-start gap-3">
          <p>{t("loadFailed", { reason: words(state.reason) })}</p>
          <button type="button" className="button" onClick={() => void store.load()}>
            {t("tryAgain")}
          </button>
        </div>
      );
    case "ready":
      return <ReadySettings own={state.own} isSaved={state.isSaved} store={store} />;
  }
}

interface ReadySettingsProps extends Pick<NotificationSettingsProps, "store"> {
  readonly own: OwnNotificationSettings;
}

/** Saves changes of one setting, with a line about the result. */
function useChange(store: NotificationSettingsStore) {
  const { saving, save } = useSaving(store.save);
  // A change that failed is reverted on the screen, and repeated from here.
  const last = useRef<Partial<Settings>>({});
  return {
    save(changes: Partial<Settings>) {
      last.current = changes;
      void save(changes);
    },
    line: <SavingLine saving={saving} onRetry={() => void save(last.current)} />,
  };
}

function ReadySettings({
  own,
  isSaved,
  store,
}: ReadySettingsProps & { readonly isSaved: boolean }) {
  const { t } = useNotificationText();
  const { settings, options } = own;
  const quiet = useChange(store);
  const zone = useChange(store);
  const content = useChange(store);
  const schedule = useChange(store);
  return (
    <>
      <SettingsSection title={t("away")} hint={t("awayHint")}>
        <Channels own={own} store={store} />
        <Delays settings={settings} store={store} />
      </SettingsSection>
      <SettingsSection title={t("quiet")} hint={t("quietHint")}>
        <TimeZoneField
          value={settings.timeZone}
          outcome={zone.line}
          onChange={(timeZone) => zone.save({ timeZone })}
        />
        <QuietHoursForm
          value={settings.quietHours}
          outcome={quiet.line}
          onChange={(quietHours) => quiet.save({ quietHours })}
        />
        <NextNotification settings={settings} isSaved={isSaved} />
      </SettingsSection>
      <SettingsSection title={t("content")} hint={t("contentHint")}>
        <ContentChoices
          value={settings.content}
          most={options.content}
          outcome={content.line}
          onChange={(chosen) => content.save({ content: chosen })}
        />
        <SettingSwitch
          label={t("schedule")}
          hint={t("scheduleHint")}
          isOn={settings.sharesSchedule}
          outcome={schedule.line}
          onChange={(sharesSchedule) => schedule.save({ sharesSchedule })}
        />
      </SettingsSection>
      <SettingsSection title={t("history")}>
        <NotificationHistory own={own} />
      </SettingsSection>
    </>
  );
}

function Channels({ own, store }: ReadySettingsProps) {
  const { t } = useNotificationText();
  const { settings, options, emailStop } = own;
  const email = useChange(store);
  const push = useChange(store);
  const { channels } = options;
  const isNone = !channels.email && !channels.push && !channels.host;
  return (
    <>
      {isNone && <p className="text-sm text-muted">{t("noChannels")}</p>}
      {channels.host && <p className="text-sm text-muted">{t("host")}</p>}
      {channels.email && (
        <SettingSwitch
          label={t("email")}
          hint={t("emailHint")}
          isOn={settings.email}
          outcome={email.line}
          onChange={(isOn) => email.save({ email: isOn })}
        />
      )}
      {emailStop !== null && <StoppedEmail since={emailStop.since} store={store} />}
      {channels.push && (
        <SettingSwitch
          label={t("push")}
          hint={t("pushHint")}
          isOn={settings.push}
          outcome={push.line}
          onChange={(isOn) => push.save({ push: isOn })}
        />
      )}
      {channels.push && settings.push && <PushHereSwitch />}
    </>
  );
}

interface StoppedEmailProps extends Pick<NotificationSettingsProps, "store"> {
  readonly since: string;
}

/** Says that the user's address gets no mail, and lets them try it again. */
function StoppedEmail({ since, store }: StoppedEmailProps) {
  const { t, locale } = useNotificationText();
  const { saving, save } = useSaving<void>(store.retryEmail);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(new Date(since));
  return (
    <div className="grid justify-items-start gap-2">
      <p className="text-sm">{t("emailStopped", { date })}</p>
      <button type="button" className="button-quiet" onClick={() => void save()}>
        {t("emailRetry")}
      </button>
      <SavingLine saving={saving} onRetry={() => void save()} />
    </div>
  );
}

const delays = ["2m", "10m", "30m", "2h", "digest", "off"] as const;
const kinds = ["direct", "group", "mention"] as const;
/** A Monday, at the time of a summary. */
const DIGEST_AT = new Date(2026, 10, 30, 8);

interface DelaysProps extends Pick<NotificationSettingsProps, "store"> {
  readonly settings: Settings;
}

function Delays({ settings, store }: DelaysProps) {
  const { t, locale } = useNotificationText();
  const delay = useChange(store);
  const digest = useChange(store);
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(DIGEST_AT);
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long" }).format(DIGEST_AT);
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-3">
        {kinds.map((kind) => (
          <SettingSelect
            key={kind}
            label={t(kind)}
            value={settings[kind]}
            options={delays.map((value) => ({ value, text: t(`delay.${value}`) }))}
            onChange={(value) => delay.save({ [kind]: value })}
          />
        ))}
      </div>
      {delay.line}
      <SettingSelect
        label={t("digest")}
        hint={t("digestHint")}
        value={settings.digest}
        options={[
          { value: "off", text: t("digest.off") },
          { value: "daily", text: t("digest.daily", { time }) },
          { value: "weekly", text: t("digest.weekly", { weekday, time }) },
        ]}
        outcome={digest.line}
        onChange={(value) => digest.save({ digest: value })}
      />
    </>
  );
}
