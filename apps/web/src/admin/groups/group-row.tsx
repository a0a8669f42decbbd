import type { Group } from "@parley/contract/groups";
import { useId } from "react";
import type { Navigation } from "../../routing/navigation.ts";
import { chosenPath } from "../../routing/route.ts";
import { Link } from "../../shell/link.tsx";
import { useAdminText } from "../admin-text.ts";
import { formatDay } from "../parts/format-day.ts";
import { GroupStateBadge } from "./group-state-badge.tsx";

interface GroupRowProps {
  readonly group: Group;
  readonly navigation: Navigation;
}

/** A group in the list: its name leads to it. What else stands there is hidden from the name, and describes it. */
export function GroupRow({ group, navigation }: GroupRowProps) {
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
