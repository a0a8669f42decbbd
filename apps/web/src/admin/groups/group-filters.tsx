import { useId } from "react";
import { useAdminText } from "../admin-text.ts";
import { groupFilters } from "./filter-groups.ts";
import type { GroupsView } from "./groups-view.ts";

interface GroupFiltersProps {
  readonly view: GroupsView;
  onView(view: GroupsView): void;
}

/** What narrows the list of groups. */
export function GroupFilters({ view, onView }: GroupFiltersProps) {
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
