import { useText } from "../i18n/shell-text.ts";

/** A placeholder while a page loads. */
export function PageSkeleton() {
  const { t } = useText();
  return (
    <div role="status" className="page">
      <span className="sr-only">{t("app.loadingPage")}</span>
      <div aria-hidden="true" className="grid gap-3">
        <div className="skeleton h-8 w-48" />
        <div className="skeleton h-14" />
        <div className="skeleton h-14" />
        <div className="skeleton h-14" />
      </div>
    </div>
  );
}
