import { useId, useState } from "react";
import type { Navigation } from "../../routing/navigation.ts";
import { chosenPath } from "../../routing/route.ts";
import { Link } from "../../shell/link.tsx";
import { useAdminText } from "../parts/admin-text.ts";
import { Loaded } from "../parts/loaded.tsx";
import { MorePairs } from "./more-pairs.tsx";
import { PairList } from "./pair-list.tsx";
import { needsCare, pairState } from "./pair-state.ts";
import { useActivity } from "./use-activity.ts";
import type { Activity } from "./use-activity.ts";
import { tallestWeek } from "./week-bars.ts";
import type { PairActivity, Person } from "@parley/contract";

interface ActivityPageProps {
  readonly navigation: Navigation;
}

/** How much each pair writes and who is silent, group by group, without any texts. */
export function ActivityPage({ navigation }: ActivityPageProps) {
  const { t } = useAdminText();
  const view = useActivity();
  return (
    <div className="page">
      <h2 className="mb-1 text-2xl font-semibold">{t("activity.title")}</h2>
      <p className="mb-5 text-muted">{t("activity.intro")}</p>
      <Loaded loadable={view.activity}>
        {(activity) => <Groups activity={activity} navigation={navigation} />}
      </Loaded>
      <MorePairs view={view} />
    </div>
  );
}

function Groups({ activity, navigation }: ActivityPageProps & { readonly activity: Activity }) {
  const { t } = useAdminText();
  const { from, pairs } = activity;
  if (pairs.length === 0) {
    return (
      <div className="card">
        <p className="mb-1 font-medium">{t("activity.noneTitle")}</p>
        <p className="text-muted">{t("activity.noneText")}</p>
      </div>
    );
  }
  return (
    <div className="grid gap-5">
      {pairsByGroup(pairs).map((group) => (
        <GroupCard key={group.groupId} group={group} from={from} navigation={navigation} />
      ))}
    </div>
  );
}

interface GroupCardProps extends ActivityPageProps {
  readonly group: GroupPairs;
  readonly from: string;
}

function GroupCard({ group, from, navigation }: GroupCardProps) {
  const { t } = useAdminText();
  const id = useId();
  const [now] = useState(() => new Date());
  const count = group.pairs.filter((pair) => needsCare(pairState(pair, now))).length;
  return (
    <section aria-labelledby={id} className="card">
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 id={id} className="min-w-0 text-base font-semibold wrap-anywhere">
          <Link
            href={chosenPath("groups", { kind: "one", id: group.groupId })}
            navigation={navigation}
            className="inline-flex items-center text-accent-text underline-offset-2 hover:underline pointer-coarse:min-h-11"
          >
            <bdi>{group.groupName}</bdi>
          </Link>
        </h3>
        <span className="text-sm wrap-anywhere text-muted">
          {t("groups.ledBy", { name: group.mentor.name })}
        </span>
        <span className={count > 0 ? "badge badge-warning" : "badge badge-good"}>
          {t("activity.needCare", { count })}
        </span>
      </div>
      <PairList pairs={group.pairs} from={from} tallest={tallestWeek(group.pairs)} />
    </section>
  );
}

/** The pairs of one group. */
export interface GroupPairs {
  readonly groupId: string;
  readonly groupName: string;
  readonly mentor: Person;
  readonly pairs: readonly PairActivity[];
}

/** Pairs by group. The longest silent pair comes first, and its group with it. */
export function pairsByGroup(pairs: readonly PairActivity[]): GroupPairs[] {
  const groups = Map.groupBy(pairs, ({ groupId }) => groupId);
  return [...groups].flatMap(([groupId, own]) => {
    const [first] = own;
    if (first === undefined) return [];
    return [{ groupId, groupName: first.groupName, mentor: first.mentor, pairs: own }];
  });
}
