import { useAdminText } from "../parts/admin-text.ts";
import type { ActivityView } from "./use-activity.ts";

/** Loads the next page of pairs, if there is one. */
export function MorePairs({ view }: { readonly view: ActivityView }) {
  const { t } = useAdminText();
  if (!view.hasMore) return null;
  return (
    <button
      type="button"
      className="button-quiet mt-4 min-h-11"
      aria-busy={view.isLoadingMore}
      onClick={view.loadMore}
    >
      {t(view.hasMoreFailed ? "tryAgain" : "more")}
    </button>
  );
}
