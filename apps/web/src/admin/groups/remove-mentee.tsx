import { useGroupActions } from "@parley/react/groups";
import type { Person } from "@parley/contract/people";
import { useAdminText } from "../admin-text.ts";
import { Modal } from "../parts/modal.tsx";
import { withChanged, without } from "./changed-groups.ts";
import { Consequences } from "./consequences.tsx";
import { contactChange } from "./contact-change.ts";
import type { GroupPageProps } from "./group-page-props.ts";

interface RemoveMenteeProps extends GroupPageProps {
  readonly mentee: Person;
  onClose(): void;
}

/** Asks before somebody leaves a group. */
export function RemoveMentee(props: RemoveMenteeProps) {
  const { group, groups, mentee, title, onNews, onClose } = props;
  const { t } = useAdminText();
  const { removeMembers } = useGroupActions();
  const names = { name: mentee.name, group: group.name };
  const after = withChanged(groups, group.id, (one) => without(one, mentee.id));
  return (
    <Modal
      title={t("remove.title", names)}
      confirm={t("group.remove")}
      isDanger
      home={title}
      act={() => removeMembers({ groupId: group.id, menteeIds: [mentee.id] })}
      onDone={() => onNews(t("remove.done", names))}
      onClose={onClose}
    >
      <Consequences change={contactChange(groups, after)} person={mentee} />
    </Modal>
  );
}
