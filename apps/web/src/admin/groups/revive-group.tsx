import { useGroupActions } from "@parley/react/groups";
import { useAdminText } from "../admin-text.ts";
import { Failure } from "../parts/failure.tsx";
import { useAct } from "../parts/use-act.ts";
import { revived, withChanged } from "./changed-groups.ts";
import { contactChange } from "./contact-change.ts";
import type { GroupPageProps } from "./group-page-props.ts";
import { GroupSection } from "./group-section.tsx";

/** An archived group's way back. An end that is over would archive it again, so it goes without one. */
export function ReviveGroup({ group, groups, title, onNews }: GroupPageProps) {
  const { t } = useAdminText();
  const { update } = useGroupActions();
  const { act, run } = useAct();
  const { begins } = contactChange(groups, withChanged(groups, group.id, revived));
  const press = async () => {
    const isOver = group.endsAt !== null && new Date(group.endsAt) <= new Date();
    const outcome = await run(() =>
      update({ groupId: group.id, state: "active", ...(isOver && { endsAt: null }) }),
    );
    if (outcome?.ok !== true) return;
    onNews(t("group.revived", { group: group.name }));
    title.current?.focus();
  };
  return (
    <GroupSection title={t("groups.state.archived")}>
      <p className="mb-2 text-sm text-muted">{t("group.archivedHint")}</p>
      <p className="mb-3 text-sm text-muted">
        {t("group.reviveHint")} {t("change.beginsCount", { count: begins.length })}
      </p>
      <Failure act={act} />
      <button
        type="button"
        className="button"
        aria-busy={act.status === "busy"}
        onClick={() => void press()}
      >
        {t("group.revive")}
      </button>
    </GroupSection>
  );
}
