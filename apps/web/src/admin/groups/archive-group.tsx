import { useGroupActions } from "@parley/react/groups";
import { useState } from "react";
import { useAdminText } from "../admin-text.ts";
import { Modal } from "../parts/modal.tsx";
import { archived, withChanged } from "./changed-groups.ts";
import { Consequences } from "./consequences.tsx";
import { contactChange } from "./contact-change.ts";
import type { GroupPageProps } from "./group-page-props.ts";
import { GroupSection } from "./group-section.tsx";

/** The end of a group, asked about before it comes. */
export function ArchiveGroup({ group, groups, title, onNews }: GroupPageProps) {
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
          onDone={() => onNews(t("group.archived", { group: group.name }))}
          onClose={() => setIsAsked(false)}
        >
          <p>{t("group.archiveHint")}</p>
          <Consequences change={change} />
        </Modal>
      )}
    </GroupSection>
  );
}
