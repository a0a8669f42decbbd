import type { Group } from "@parley/contract/groups";
import type { Ref } from "react";
import type { Navigation } from "../../routing/navigation.ts";
import { chosenPath } from "../../routing/route.ts";
import { Link } from "../../shell/link.tsx";
import { useAdminText } from "../admin-text.ts";
import { filterGroups } from "./filter-groups.ts";
import { GroupFilters } from "./group-filters.tsx";
import { GroupRow } from "./group-row.tsx";
import type { GroupsView } from "./groups-view.ts";

interface GroupListProps {
  readonly groups: readonly Group[];
  readonly navigation: Navigation;
  readonly title: Ref<HTMLHeadingElement>;
  readonly view: GroupsView;
  onView(view: GroupsView): void;
}

/** All groups, narrowed by their state and by a text. */
export function GroupList({ title, ...props }: GroupListProps) {
  const { t } = useAdminText();
  return (
    <>
      <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
        <h2 ref={title} tabIndex={-1} className="text-2xl font-semibold">
          {t("groups.title")}
        </h2>
        <Link
          href={chosenPath("groups", { kind: "new" })}
          navigation={props.navigation}
          className="button"
          data-group-link=""
        >
          {t("groups.create")}
        </Link>
      </div>
      {props.groups.length === 0 ? <NoGroups /> : <NarrowedGroups {...props} />}
    </>
  );
}

function NoGroups() {
  const { t } = useAdminText();
  return (
    <div className="card">
      <p className="mb-1 font-medium">{t("groups.noneTitle")}</p>
      <p className="text-muted">{t("groups.noneText")}</p>
    </div>
  );
}

function NarrowedGroups({ groups, navigation, view, onView }: Omit<GroupListProps, "title">) {
  const { t, locale } = useAdminText();
  const shown = filterGroups(groups, { ...view, locale });
  return (
    <>
      <GroupFilters view={view} onView={onView} />
      <div role="status">
        {shown.length === 0 && (
          <div className="card grid justify-items-start gap-3">
            <p>{t("groups.nothingFits")}</p>
            <button
              type="button"
              className="button-quiet min-h-11"
              onClick={() => onView({ filter: "all", text: "" })}
            >
              {t("groups.showAll")}
            </button>
          </div>
        )}
      </div>
      <ul aria-label={t("groups.title")} className="grid gap-2">
        {shown.map((group) => (
          <GroupRow key={group.id} group={group} navigation={navigation} />
        ))}
      </ul>
    </>
  );
}
