import { useMe, useReasonWords } from "@parley/react";
import type { Me } from "@parley/contract";
import { lazy, Suspense } from "react";
import type { ReactNode } from "react";
import type { NotificationSettingsStore } from "../notifications/notification-settings.ts";
import type { Preferences } from "../preferences/preferences.ts";
import type { Navigation } from "../routing/navigation.ts";
import { settingsPath } from "../routing/route.ts";
import type { SettingsSection as Section } from "../routing/route.ts";
import { Link } from "../shell/link.tsx";
import { PageSkeleton } from "../shell/page-skeleton.tsx";
import { BrowserSettings } from "./browser-settings.tsx";
import { NameForm } from "./name-form.tsx";
import { PictureForm } from "./picture-form.tsx";
import { OwnReports } from "./own-reports.tsx";
import { SessionList } from "./session-list.tsx";
import { SettingsSection } from "./settings-section.tsx";
import { useSettingsText } from "./settings-text.ts";
import { SharingSwitch } from "./sharing-switch.tsx";
import "./settings.css";
import "../shell/select.css";

/** Larger than the rest, by the list of time zones. */
const NotificationSettings = lazy(async () => {
  const { NotificationSettings: component } =
    await import("./notifications/notification-settings.tsx");
  return { default: component };
});

interface SettingsPageProps {
  readonly section: Section;
  readonly navigation: Navigation;
  readonly preferences: Preferences;
  readonly notifications: NotificationSettingsStore;
  /** Absent if the session is not one of several browsers. */
  readonly onSignOutEverywhere: (() => void) | undefined;
}

const sections: readonly Section[] = ["general", "notifications"];

/** Settings of the user, and of this browser. */
export function SettingsPage(props: SettingsPageProps) {
  const { section, navigation, preferences, notifications, onSignOutEverywhere } = props;
  const { t } = useSettingsText();
  return (
    <div className="page">
      <h2 className="page-title">{t("title")}</h2>
      <nav aria-label={t("title")} className="settings-nav">
        <ul className="flex gap-1">
          {sections.map((each) => (
            <li key={each}>
              <Link
                href={settingsPath(each)}
                navigation={navigation}
                className="settings-nav-link"
                aria-current={each === section ? "page" : undefined}
              >
                {t(each)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="grid gap-6">
        {section === "notifications" ? (
          <Suspense fallback={<PageSkeleton />}>
            <NotificationSettings store={notifications} preferences={preferences} />
          </Suspense>
        ) : (
          <General preferences={preferences} onSignOutEverywhere={onSignOutEverywhere} />
        )}
      </div>
    </div>
  );
}

type GeneralProps = Pick<SettingsPageProps, "preferences" | "onSignOutEverywhere">;

function General({ preferences, onSignOutEverywhere }: GeneralProps) {
  const { t } = useSettingsText();
  return (
    <>
      <OwnSettings />
      <SettingsSection title={t("browser")} hint={t("browserHint")}>
        <BrowserSettings preferences={preferences} />
      </SettingsSection>
      <SettingsSection title={t("reports")} hint={t("reportsHint")}>
        <OwnReports />
      </SettingsSection>
      {onSignOutEverywhere !== undefined && (
        <SettingsSection title={t("sessions")} hint={t("sessionsHint")}>
          <SessionList onSignOutEverywhere={onSignOutEverywhere} />
        </SettingsSection>
      )}
    </>
  );
}

function OwnSettings(): ReactNode {
  const { t } = useSettingsText();
  const words = useReasonWords();
  const me = useMe();
  switch (me.status) {
    case "loading":
      return <PageSkeleton />;
    case "failed":
      return (
        <div role="alert" className="card grid justify-items-start gap-3">
          <p>{t("loadFailed", { reason: words(me.reason) })}</p>
          <button type="button" className="button" onClick={me.retry}>
            {t("tryAgain")}
          </button>
        </div>
      );
    case "ready":
      return <Own me={me.value} />;
  }
}

function Own({ me }: { readonly me: Me }) {
  const { t } = useSettingsText();
  return (
    <>
      <SettingsSection title={t("you")}>
        <PictureForm me={me} />
        <NameForm me={me} />
      </SettingsSection>
      <SettingsSection title={t("sharing")}>
        <SharingSwitch
          me={me}
          field="sharesReceipts"
          label={t("receipts")}
          hint={t("receiptsHint")}
        />
        <SharingSwitch
          me={me}
          field="sharesPresence"
          label={t("presence")}
          hint={t("presenceHint")}
        />
        <SharingSwitch
          me={me}
          field="sharesResponseTime"
          label={t("responseTime")}
          hint={t("responseTimeHint")}
        />
      </SettingsSection>
    </>
  );
}
