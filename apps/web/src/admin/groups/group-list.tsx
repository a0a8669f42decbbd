import type { Group } from "@parley/contract";
import { useId } from "react";
import type { Ref } from "react";
import type { Navigation } from "../../routing/navigation.ts";
import { chosenPath } from "../../routing/route.ts";
import { Link } from "../../shell/link.tsx";
import { useAdminText } from "../parts/admin-text.ts";
import { filterGroups, groupFilters } from "./filter-groups.ts";
import type { GroupFilter } from "./filter-groups.ts";
import { formatDay } from "../parts/day.ts";
import { GroupStateBadge } from "./group-state-badge.tsx";

interface GroupListProps {
  readonly groups: readonly Group[];
  readonly navigation: Navigation;
  readonly title: Ref<HTMLHeadingElement>;
  readonly view: GroupsView;
  onView(view: GroupsView): void;
}

/** All groups, filtered by state and text. */
export function GroupList({ title, ...props }: GroupListProps) {
  const { t } = useAdminText();
  return (
    <>
      <div className="mb-5 flex flex-wrap items-center justify-between gap-3">
        <h2 ref={title} tabIndex={-1} className="text-2xl font-semibold">
          {t("groups.title")}
        </h2>
        <div className="flex flex-wrap gap-3">
          <Link href="/starters" navigation={props.navigation} className="button-quiet min-h-11">
            {t("starters.title")}
          </Link>
          <Link
            href={chosenPath("groups", { kind: "new" })}
            navigation={props.navigation}
            className="button"
            data-group-link=""
          >
            {t("groups.create")}
          </Link>
        </div>
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

interface GroupFiltersProps {
  readonly view: GroupsView;
  onView(view: GroupsView): void;
}

/** The filters of the list of groups. */
function GroupFilters({ view, onView }: GroupFiltersProps) {
  const { t } = useAdminText();
  const id = useId();
  return (
    <div role="search" className="mb-4 flex flex-wrap gap-3">
      <input
        type="search"
        className="field min-w-0 grow basis-56"
        aria-label={t("groups.search")}
        placeholder={t("groups.searchHint")}
        value={view.text}
        onChange={({ target }) => onView({ ...view, text: target.value })}
      />
      <div className="flex items-center gap-2">
        <label htmlFor={id} className="text-sm text-muted">
          {t("groups.show")}
        </label>
        <select
          id={id}
          className="field w-auto"
          value={view.filter}
          onChange={({ target }) => {
            const filter = groupFilters.find((one) => one === target.value);
            if (filter !== undefined) onView({ ...view, filter });
          }}
        >
          {groupFilters.map((filter) => (
            <option key={filter} value={filter}>
              {t(`groups.filter.${filter}`)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

interface GroupRowProps {
  readonly group: Group;
  readonly navigation: Navigation;
}

/** A group in the list, with a link as its name. Other details are hidden from the accessible name, and describe it. */
function GroupRow({ group, navigation }: GroupRowProps) {
  const { t, locale } = useAdminText();
  const id = useId();
  return (
    <li>
      <Link
        href={chosenPath("groups", { kind: "one", id: group.id })}
        navigation={navigation}
        data-group-link=""
        className="flex min-h-16 items-center gap-3 rounded-xl border border-line bg-side px-4 py-3 hover:bg-raised"
        aria-describedby={`${id}-about`}
      >
        <span className="min-w-0 grow">
          <span className="block font-medium wrap-anywhere">
            <bdi>{group.name}</bdi>
          </span>
          <span
            id={`${id}-about`}
            aria-hidden="true"
            className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm wrap-anywhere text-muted"
          >
            <span>{t("groups.ledBy", { name: group.mentor.name })}</span>
            <span>{t("mentees", { count: group.mentees.length })}</span>
            {group.endsAt !== null && (
              <span>{t("groups.endsOn", { day: formatDay(group.endsAt, locale) })}</span>
            )}
            <GroupStateBadge state={group.state} />
          </span>
        </span>
      </Link>
    </li>
  );
}

/** Filters of the list of groups; kept while a group is open. */
export interface GroupsView {
  readonly filter: GroupFilter;
  readonly text: string;
}
