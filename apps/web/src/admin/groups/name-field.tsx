import { useId } from "react";
import type { Ref } from "react";
import { useAdminText } from "../admin-text.ts";
import { Field, problemId } from "../parts/field.tsx";

interface NameFieldProps {
  readonly value: string;
  readonly problem: string | null;
  readonly inputRef: Ref<HTMLInputElement>;
  onChange(name: string): void;
}

/** The name of a group. */
export function NameField({ value, problem, inputRef, onChange }: NameFieldProps) {
  const { t } = useAdminText();
  const id = useId();
  return (
    <Field id={id} label={t("form.name")} problem={problem}>
      <input
        ref={inputRef}
        id={id}
        className="field"
        dir={value === "" ? undefined : "auto"}
        autoComplete="off"
        value={value}
        aria-invalid={problem !== null}
        aria-describedby={problemId(id)}
        onChange={({ target }) => onChange(target.value)}
      />
    </Field>
  );
}
