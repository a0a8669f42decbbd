import { useText } from "../i18n/shell-text.ts";

/** Shown at an unknown address, or one that is not for this user. */
export function NotFoundPage({ onLeave }: { onLeave(): void }) {
  const { t } = useText();
  return (
    <div className="mx-auto max-w-prose px-6 py-16">
      <h2 className="mb-1 text-2xl font-semibold">{t("app.notFoundTitle")}</h2>
      <p className="mb-6 text-muted">{t("app.notFoundText")}</p>
      <button type="button" className="button" onClick={onLeave}>
        {t("app.goToConversations")}
      </button>
    </div>
  );
}
