import { useGroups } from "@parley/react/groups";
import { useAdminText } from "../parts/admin-text.ts";
import { Modal } from "../parts/modal.tsx";
import { nameList } from "../parts/name-list.ts";
import type { PersonDialogProps } from "./person-dialog-props.ts";
import { rolesInGroups } from "./roles-in-groups.ts";
import { useAccountActions } from "./use-account-actions.ts";

/** Asks for confirmation before an account is closed. */
export function DeactivateDialog({ account, home, onNotice, onClose }: PersonDialogProps) {
  const text = useAdminText();
  const { t } = text;
  const groups = useGroups();
  const { deactivate } = useAccountActions();
  const { name } = account;
  const { leads } = rolesInGroups(groups.status === "ready" ? groups.value : [], account.id);
  const led = nameList(
    leads.map((group) => group.name),
    text,
  );
  return (
    <Modal
      title={t("deactivate.title", { name })}
      confirm={t("people.deactivate")}
      isDanger
      home={home}
      act={() => deactivate(account)}
      onDone={() => onNotice(t("deactivate.done", { name }))}
      onClose={onClose}
    >
      <p>{t("deactivate.text")}</p>
      {leads.length > 0 && <p>{t("deactivate.leads", { groups: led })}</p>}
      <p className="text-muted">{t("deactivate.back")}</p>
    </Modal>
  );
}
