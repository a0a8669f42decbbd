import type { Group } from "@parley/contract";
import { GroupActivity } from "../activity/group-activity.tsx";
import { useAdminText } from "../parts/admin-text.ts";
import { formatDay } from "../parts/day.ts";
import { ArchiveGroup } from "./archive-group.tsx";
import { BackLink } from "../parts/back-link.tsx";
import { GroupDetails } from "./group-details.tsx";
import { GroupMembers } from "./group-members.tsx";
import type { GroupPageProps } from "./group-section.tsx";
import { GroupSection } from "./group-section.tsx";
import { GroupStateBadge } from "./group-state-badge.tsx";
import { ReviveGroup } from "./archive-group.tsx";

const membersKey = ({ mentor, mentees }: Group) =>
  [mentor, ...mentees].map(({ id }) => id).join(" ");

/** One group: its details, members, activity, and archiving. */
export function GroupPage(props: GroupPageProps) {
  const { group, navigation, title } = props;
  const { t, locale } = useAdminText();
  const isArchived = group.state === "archived";
  return (
    <>
      <BackLink to="groups" navigation={navigation} />
      <div className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 ref={title} tabIndex={-1} className="min-w-0 text-2xl font-semibold wrap-anywhere">
          <bdi>{group.name}</bdi>
        </h2>
        <GroupStateBadge state={group.state} />
        {group.endsAt !== null && (
          <span className="text-sm text-muted">
            {t("groups.endsOn", { day: formatDay(group.endsAt, locale) })}
          </span>
        )}
      </div>
      <div className="grid gap-5">
        {isArchived ? <ReviveGroup {...props} /> : <GroupDetails {...props} />}
        <GroupMembers {...props} />
        {!isArchived && (
          <GroupSection title={t("group.activity")}>
            {/* A change of members changes the pairs: they are fetched again. */}
            <GroupActivity key={membersKey(group)} groupId={group.id} />
          </GroupSection>
        )}
        {!isArchived && <ArchiveGroup {...props} />}
      </div>
    </>
  );
}
