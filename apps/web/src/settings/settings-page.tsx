import { useMe, useReasonWords } from "@parley/react";
import type { Me } from "@parley/contract";
import { useId } from "react";
import type { ReactNode } from "react";
import type { Preferences } from "../preferences/preferences.ts";
import { PageSkeleton } from "../shell/page-skeleton.tsx";
import { BrowserSettings } from "./browser-settings.tsx";
import { NameForm } from "./name-form.tsx";
import { PictureForm } from "./picture-form.tsx";
import { SessionList } from "./session-list.tsx";
import { useSettingsText } from "./settings-text.ts";
import { SharingSwitch } from "./sharing-switch.tsx";
import "./settings.css";

interface SettingsPageProps {
  readonly preferences: Preferences;
  /** Absent if the session is not one of several browsers. */
  readonly onSignOutEverywhere: (() => void) | undefined;
}

/** Settings of the user, and of this browser. */
export function SettingsPage({ preferences, onSignOutEverywhere }: SettingsPageProps) {
  const { t } = useSettingsText();
  return (
    <div className="page">
      <h2 className="page-title">{t("title")}</h2>
      <div className="grid gap-6">
        <OwnSettings />
        <SettingsSection title={t("browser")} hint={t("browserHint")}>
          <BrowserSettings preferences={preferences} />
        </SettingsSection>
        {onSignOutEverywhere !== undefined && (
          <SettingsSection title={t("sessions")} hint={t("sessionsHint")}>
            <SessionList onSignOutEverywhere={onSignOutEverywhere} />
          </SettingsSection>
        )}
      </div>
    </div>
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
      </SettingsSection>
    </>
  );
}

interface SettingsSectionProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

function SettingsSection({ title, hint, children }: SettingsSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="card">
      <h3 id={id} className="mb-3 text-base font-semibold">
        {title}
      </h3>
      {hint !== undefined && <p className="-mt-2 mb-3 text-sm text-muted">{hint}</p>}
      <div className="grid gap-4">{children}</div>
    </section>
  );
}
