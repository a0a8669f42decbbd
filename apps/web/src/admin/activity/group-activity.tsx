import { useAdminText } from "../parts/admin-text.ts";
import { Loaded } from "../parts/loaded.tsx";
import { MorePairs } from "./more-pairs.tsx";
import { PairList } from "./pair-list.tsx";
import { useActivity } from "./use-activity.ts";
import { tallestWeek } from "./week-bars.ts";

/** How much the mentor and each mentee of one group write to each other. */
export function GroupActivity({ groupId }: { readonly groupId: string }) {
  const { t } = useAdminText();
  const view = useActivity(groupId);
  return (
    <>
      <Loaded loadable={view.activity}>
        {({ from, pairs }) =>
          pairs.length === 0 ? (
            <p className="text-sm text-muted">{t("activity.noneText")}</p>
          ) : (
            <PairList pairs={pairs} from={from} tallest={tallestWeek(pairs)} />
          )
        }
      </Loaded>
      <MorePairs view={view} />
    </>
  );
}
