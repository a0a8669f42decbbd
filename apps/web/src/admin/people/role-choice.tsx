import { roleSchema } from "@parley/contract/people";
import type { Role } from "@parley/contract/people";
import { useId } from "react";
import { useAdminText } from "../admin-text.ts";

interface RoleChoiceProps {
  readonly value: Role;
  onChange(role: Role): void;
}

/** The roles, each with what comes with it. */
export function RoleChoice({ value, onChange }: RoleChoiceProps) {
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
