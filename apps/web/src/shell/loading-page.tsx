import { useText } from "../i18n/shell-text.ts";

/** Shown while the messaging part loads. */
export function LoadingPage() {
  const { t } = useText();
  return (
    <p role="status" className="grid min-h-dvh place-items-center text-muted">
      {t("app.loading")}
    </p>
  );
}
