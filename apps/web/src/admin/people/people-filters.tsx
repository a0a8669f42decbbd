import { roleSchema, userStatusSchema } from "@parley/contract/people";
import { useId } from "react";
import { useAdminText } from "../parts/admin-text.ts";
import type { AccountsChoice } from "./use-accounts.ts";

interface PeopleFiltersProps {
  readonly choice: AccountsChoice;
  onChoice(choice: AccountsChoice): void;
}

/** The filters of the list of users. */
export function PeopleFilters({ choice, onChoice }: PeopleFiltersProps) {
  const { t } = useAdminText();
  const role = roleSchema.options.map((value) => ({ value, name: t(`people.role.${value}`) }));
  const status = userStatusSchema.options.map((value) => {
    return { value, name: t(`people.status.${value}`) };
  });
  return (
    <div role="search" className="mb-4 flex flex-wrap items-end gap-3">
      <input
        type="search"
        className="field min-w-0 grow basis-full sm:basis-56"
        aria-label={t("people.search")}
        placeholder={t("people.searchHint")}
        value={choice.text}
        onChange={({ target }) => onChoice({ ...choice, text: target.value })}
      />
      <Narrow
        label={t("people.role")}
        any={t("people.anyRole")}
        options={role}
        value={choice.role}
        onChange={(value) => onChoice({ ...choice, role: value })}
      />
      <Narrow
        label={t("people.status")}
        any={t("people.anyStatus")}
        options={status}
        value={choice.status}
        onChange={(value) => onChoice({ ...choice, status: value })}
      />
    </div>
  );
}

interface NarrowProps<Value extends string> {
  readonly label: string;
  readonly any: string;
  readonly options: readonly { readonly value: Value; readonly name: string }[];
  readonly value: Value | null;
  onChange(value: Value | null): void;
}

function Narrow<Value extends string>(props: NarrowProps<Value>) {
  const { label, any, options, value, onChange } = props;
  const id = useId();
  return (
    <div className="flex min-w-0 grow items-center gap-2 sm:grow-0">
      <label htmlFor={id} className="text-sm text-muted">
        {label}
      </label>
      <select
        id={id}
        className="field w-auto min-w-0 grow"
        value={value ?? ""}
        onChange={({ target }) => {
          onChange(options.find((option) => option.value === target.value)?.value ?? null);
        }}
      >
        <option value="">{any}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </div>
  );
}
