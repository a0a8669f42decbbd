import { useMessaging, useRequest } from "@parley/react";
import { useId } from "react";
import type { Navigation } from "../../routing/navigation.ts";
import type { Chosen } from "../../routing/route.ts";
import { useAdminText } from "../parts/admin-text.ts";
import { Loaded } from "../parts/loaded.tsx";
import { ReportPage } from "./report-page.tsx";
import { ReportRow } from "./report-row.tsx";

interface ReportsPageProps {
  readonly chosen: Chosen;
  readonly navigation: Navigation;
}

/** REP-15: what users have reported, or one report. */
export function ReportsPage({ chosen, navigation }: ReportsPageProps) {
  const { t } = useAdminText();
  if (chosen.kind === "one")
    return <ReportPage key={chosen.id} reportId={chosen.id} navigation={navigation} />;
  return (
    <div className="page grid gap-6">
      <div>
        <h2 tabIndex={-1} className="mb-1 text-2xl font-semibold">
          {t("reports.title")}
        </h2>
        <p className="text-muted">{t("reports.intro")}</p>
      </div>
      <Reports state="open" navigation={navigation} />
      <Reports state="closed" navigation={navigation} />
    </div>
  );
}

interface ReportsProps {
  readonly state: "open" | "closed";
  readonly navigation: Navigation;
}

function Reports({ state, navigation }: ReportsProps) {
  const { t } = useAdminText();
  const { screen } = useMessaging();
  const id = useId();
  const { items, hasMore, more } = useRequest({ request: "reports", state });
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-2 text-base font-semibold">
        {t(`reports.${state}`)}
      </h3>
      <Loaded loadable={items}>
        {(reports) =>
          reports.length === 0 ? (
            <p className="card">{t(`reports.${state}None`)}</p>
          ) : (
            <ul aria-labelledby={id} className="grid gap-2">
              {reports.map((report) => (
                <ReportRow key={report.id} report={report} navigation={navigation} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {hasMore && (
        <button
          type="button"
          className="button-quiet mt-4 min-h-11"
          aria-busy={more === "loading"}
          onClick={() => screen.loadMoreOf({ request: "reports", state })}
        >
          {t(more === "failed" ? "tryAgain" : "more")}
        </button>
      )}
    </section>
  );
}
