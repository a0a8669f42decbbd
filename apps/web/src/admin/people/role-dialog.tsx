import { useGroups } from "@parley/react/groups";
import { useState } from "react";
import { useAdminText } from "../admin-text.ts";
import { Modal } from "../parts/modal.tsx";
import { nameList } from "../parts/name-list.ts";
import type { PersonDialogProps } from "./person-dialog-props.ts";
import { RoleChoice } from "./role-choice.tsx";
import { rolesInGroups } from "./roles-in-groups.ts";
import { useAccountActions } from "./use-account-actions.ts";

/** Asks which role somebody should have, and says what comes with each. */
export function RoleDialog({ account, home, onNews, onClose }: PersonDialogProps) {
  const text = useAdminText();
  const { t } = text;
  const groups = useGroups();
  const { changeRole } = useAccountActions();
  const [role, setRole] = useState(account.role);
  const all = groups.status === "ready" ? groups.value : [];
  const { leads, isLedIn } = rolesInGroups(all, account.id);
  const { name } = account;
  const namesOf = (some: typeof leads) =>
    nameList(
      some.map((group) => group.name),
      text,
    );
  const cannotLead = role === "MENTEE" && leads.length > 0;
  return (
    <Modal
      title={t("role.title", { name })}
      confirm={t("role.save")}
      isBlocked={role === account.role || cannotLead || groups.status !== "ready"}
      home={home}
      act={() => changeRole(account, role)}
      onDone={() => onNews(t("role.done", { name, role: t(`people.role.${role}`) }))}
      onClose={onClose}
    >
      <RoleChoice value={role} onChange={setRole} />
      <div role="status" className="grid gap-2">
        {cannotLead && (
          <p className="text-danger">{t("role.leads", { name, groups: namesOf(leads) })}</p>
        )}
        {role !== "MENTEE" && isLedIn.length > 0 && (
          <p>{t("role.isLed", { name, groups: namesOf(isLedIn) })}</p>
        )}
      </div>
    </Modal>
  );
}
