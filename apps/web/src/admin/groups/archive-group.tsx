import { useGroupActions } from "@parley/react/groups";
import { useState } from "react";
import { useAdminText } from "../parts/admin-text.ts";
import { Modal } from "../parts/modal.tsx";
import { archived, contactChange, revived, withChanged } from "./contact-change.ts";
import { Consequences } from "./consequences.tsx";
import { GroupSection } from "./group-section.tsx";
import type { GroupPageProps } from "./group-section.tsx";
import { Failure } from "../parts/failure.tsx";
import { useAct } from "../parts/use-act.ts";

/** Archives a group after a confirmation. */
export function ArchiveGroup({ group, groups, title, onNotice }: GroupPageProps) {
  const { t } = useAdminText();
  const { archive } = useGroupActions();
  const [isAsked, setIsAsked] = useState(false);
  const change = contactChange(groups, withChanged(groups, group.id, archived));
  return (
    <GroupSection title={t("group.archive")}>
      <p className="mb-3 text-sm text-muted">{t("group.archiveHint")}</p>
      <button type="button" className="button-quiet min-h-11" onClick={() => setIsAsked(true)}>
        {t("group.archive")}
      </button>
      {isAsked && (
        <Modal
          title={t("group.archiveTitle", { group: group.name })}
          confirm={t("group.archive")}
          isDanger
          home={title}
          act={() => archive(group.id)}
          onDone={() => onNotice(t("group.archived", { group: group.name }))}
          onClose={() => setIsAsked(false)}
        >
          <p>{t("group.archiveHint")}</p>
          <Consequences change={change} />
        </Modal>
      )}
    </GroupSection>
  );
}

/** Revives an archived group. An end in the past would archive it again, so it is removed. */
export function ReviveGroup({ group, groups, title, onNotice }: GroupPageProps) {
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
    onNotice(t("group.revived", { group: group.name }));
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
