import { useMessaging } from "@parley/react";
import type { NotificationPreview, NotificationSettings } from "@parley/contract";
import { useState } from "react";
import { useNotificationText } from "./notification-text.ts";
import { useFetched } from "./use-fetched.ts";

interface NextNotificationProps {
  readonly settings: NotificationSettings;
  /** Whether the server has them: it decides when the user is notified. */
  readonly isSaved: boolean;
}

/** When the user will be notified of what is unread now, by the settings as they are saved. */
export function NextNotification({ settings, isSaved }: NextNotificationProps) {
  const { client } = useMessaging();
  const current = JSON.stringify(settings);
  const [saved, setSaved] = useState(current);
  if (isSaved && saved !== current) setSaved(current);
  const fetched = useFetched(() => client.trpc.notifications.preview.query(), saved);
  // Without a result there is nothing to say: the settings are shown anyway.
  return (
    <p role="status" className="rounded-lg bg-accent-soft px-3 py-2 text-sm empty:hidden">
      {fetched.status === "ready" && <PreviewText preview={fetched.value} settings={settings} />}
    </p>
  );
}

interface PreviewTextProps {
  readonly preview: NotificationPreview;
  readonly settings: NotificationSettings;
}

function PreviewText({ preview, settings }: PreviewTextProps) {
  const { t, locale } = useNotificationText();
  const { nextAt, reason } = preview;
  if (nextAt !== null) {
    const when = new Intl.DateTimeFormat(locale, {
      weekday: "long",
      hour: "numeric",
      minute: "2-digit",
      timeZone: settings.timeZone ?? "UTC",
    }).format(new Date(nextAt));
    return reason === "quiet_hours" ? t("next.quiet", { when }) : t("next.at", { when });
  }
  if (reason === "nothing_unread") return t("next.nothing");
  return reason === "no_channel" ? t("next.noChannel") : t("next.off");
}
