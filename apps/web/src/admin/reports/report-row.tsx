import type { Report } from "@parley/contract";
import { useReportLabels } from "@parley/react/reports";
import { useId } from "react";
import type { Navigation } from "../../routing/navigation.ts";
import { chosenPath } from "../../routing/route.ts";
import { Link } from "../../shell/link.tsx";
import { useAdminText } from "../parts/admin-text.ts";
import { formatMoment } from "../parts/day.ts";
import { nameList } from "../parts/name-list.ts";

/** Who reported whom, in a sentence. */
export function useWhoAboutWhom(): (report: Report) => string {
  const text = useAdminText();
  return ({ reporter, about }) => {
    const name = nameList([reporter.name], text);
    if (about.length === 0) return text.t("reports.asks", { name });
    const whom = nameList(
      about.map((person) => person.name),
      text,
    );
    return text.t("reports.about", { name, whom });
  };
}

interface ReportRowProps {
  readonly report: Report;
  readonly navigation: Navigation;
}

/** A report in a list: its page has the rest. */
export function ReportRow({ report, navigation }: ReportRowProps) {
  const { locale } = useAdminText();
  const who = useWhoAboutWhom();
  const { reportCategories } = useReportLabels();
  const id = useId();
  return (
    <li>
      <Link
        href={chosenPath("reports", { kind: "one", id: report.id })}
        navigation={navigation}
        className="card flex flex-wrap items-start justify-between gap-x-4 gap-y-1 hover:bg-raised"
        aria-labelledby={id}
        aria-describedby={`${id}more`}
      >
        <div className="min-w-0 grow">
          <p id={id} className="font-medium wrap-anywhere">
            {reportCategories[report.category]}
          </p>
          <p id={`${id}more`} className="text-sm wrap-anywhere text-muted">
            {who(report)} · {formatMoment(report.createdAt, locale)}
          </p>
        </div>
        <StateBadge report={report} />
      </Link>
    </li>
  );
}

/** The state, and whether it is urgent. */
export function StateBadge({ report }: { readonly report: Report }) {
  const { t } = useAdminText();
  if (report.state === "open" && report.isUrgent)
    return <span className="badge badge-danger">{t("reports.urgent")}</span>;
  return (
    <span className={report.state === "open" ? "badge badge-warning" : "badge"}>
      {t(`reports.state.${report.state}`)}
    </span>
  );
}
