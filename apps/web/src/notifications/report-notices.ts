import { requestOf } from "@parley/client";
import type { Screen } from "@parley/client";

interface ReportNoticeOptions {
  readonly screen: Pick<Screen, "get" | "subscribe" | "watchRequest">;
  /** Called when there is one more open report, or one more of danger. */
  onReport(isUrgent: boolean): void;
}

const request = { request: "open-reports" } as const;

/** REP-11: tells an ADMIN of new reports while the page is open, until the result is called. */
export function startReportNotices({ screen, onReport }: ReportNoticeOptions): () => void {
  let known: { readonly open: number; readonly urgent: number } | undefined;
  const look = () => {
    const { items } = requestOf(screen.get(), request);
    const [counts] = items.status === "ready" ? items.value : [];
    if (counts === undefined || counts === known) return;
    const before = known;
    known = counts;
    if (before === undefined) return;
    const isUrgent = counts.urgent > before.urgent;
    if (isUrgent || counts.open > before.open) onReport(isUrgent);
  };
  const stops = [screen.watchRequest(request), screen.subscribe(look)];
  return () => {
    for (const stop of stops) stop();
  };
}
