import { useGroups } from "@parley/react/groups";
import { useId, useState } from "react";
import { useAdminText } from "../parts/admin-text.ts";
import { Modal } from "../parts/modal.tsx";
import { nameList } from "../parts/name-list.ts";
import type { PersonDialogProps } from "./person-dialog-props.ts";
import { rolesInGroups } from "./roles-in-groups.ts";
import { useAccountActions } from "./use-account-actions.ts";
import { roleSchema } from "@parley/contract/people";
import type { Role } from "@parley/contract";

/** Asks for a user's new role, and explains each. */
export function RoleDialog({ account, home, onNotice, onClose }: PersonDialogProps) {
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
      onDone={() => onNotice(t("role.done", { name, role: t(`people.role.${role}`) }))}
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

interface RoleChoiceProps {
  readonly value: Role;
  onChange(role: Role): void;
}

/** The roles, each with an explanation. */
function RoleChoice({ value, onChange }: RoleChoiceProps) {
  const { t } = useAdminText();
  const id = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="sr-only">{t("people.role")}</legend>
      {roleSchema.options.map((option) => (
        <label key={option} className="role-option">
          <input
            type="radio"
            name={id}
            className="role-input"
            checked={value === option}
            aria-label={t(`people.role.${option}`)}
            aria-describedby={`${id}-${option}`}
            onChange={() => onChange(option)}
          />
          <span>
            <span className="block">{t(`people.role.${option}`)}</span>
            <span id={`${id}-${option}`} className="block font-normal text-muted">
              {t(`role.${option}`)}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
