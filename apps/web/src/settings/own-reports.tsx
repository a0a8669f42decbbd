import type { OwnReport } from "@parley/contract";
import { useReasonWords, useRequest } from "@parley/react";
import { isolate } from "@parley/react/isolate";
import { useReportLabels } from "@parley/react/reports";
import type { ReactNode } from "react";
import { directionOf } from "../i18n/languages.ts";
import { useSettingsText } from "./settings-text.ts";

/** REP-16: what the user has reported to staff, and whether staff have decided. Live. */
export function OwnReports(): ReactNode {
  const { t } = useSettingsText();
  const words = useReasonWords();
  const { items } = useRequest({ request: "own-reports" });
  switch (items.status) {
    case "loading":
      return <div aria-hidden="true" className="skeleton h-12" />;
    case "failed":
      return (
        <div role="alert" className="grid justify-items-start gap-3">
          <p>{t("loadFailed", { reason: words(items.reason) })}</p>
          <button type="button" className="button-quiet" onClick={items.retry}>
            {t("tryAgain")}
          </button>
        </div>
      );
    case "ready":
      if (items.value.length === 0) return <p className="text-muted">{t("reportsNone")}</p>;
      return (
        <ul aria-label={t("reports")} className="grid gap-1">
          {items.value.map((report) => (
            <Row key={report.id} report={report} />
          ))}
        </ul>
      );
  }
}

function Row({ report }: { readonly report: OwnReport }) {
  const { t, locale, language } = useSettingsText();
  const { reportCategories } = useReportLabels();
  const when = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const names = report.about.map(({ name }) => isolate(name, directionOf(language)));
  const about =
    names.length === 0
      ? t("reportHelp")
      : t("reportAbout", { names: new Intl.ListFormat(locale).format(names) });
  return (
    <li className="border-b border-line py-2 last:border-b-0">
      <p className="font-medium wrap-anywhere">
        {report.about.length === 0 && report.category === "other"
          ? about
          : `${reportCategories[report.category]} · ${about}`}
      </p>
      <p className="text-sm text-muted">
        {t(report.state === "open" ? "reportOpen" : "reportClosed")} ·{" "}
        {when.format(new Date(report.createdAt))}
      </p>
      {[report, ...report.additions].map(
        (said) =>
          said.text !== "" && (
            <p
              key={said.createdAt}
              dir="auto"
              className="text-sm wrap-anywhere whitespace-pre-wrap text-muted"
            >
              {said.text}
            </p>
          ),
      )}
    </li>
  );
}
