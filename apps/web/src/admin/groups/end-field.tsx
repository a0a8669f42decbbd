import { useId } from "react";
import type { RefObject } from "react";
import { useAdminText } from "../admin-text.ts";
import { Field, problemId } from "../parts/field.tsx";

interface EndFieldProps {
  /** A day as a date field has it; empty for none. */
  readonly value: string;
  readonly problem: string | null;
  readonly inputRef: RefObject<HTMLInputElement | null>;
  onChange(day: string): void;
}

/** The last day of a group, or none. */
export function EndField({ value, problem, inputRef, onChange }: EndFieldProps) {
  const { t } = useAdminText();
  const id = useId();
  const clear = () => {
    onChange("");
    inputRef.current?.focus();
  };
  return (
    <Field id={id} label={t("form.end")} problem={problem}>
      <div className="flex flex-wrap gap-2">
        <input
          ref={inputRef}
          id={id}
          type="date"
          className="field w-auto min-w-44"
          value={value}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-hint ${problemId(id)}`}
          onChange={({ target }) => onChange(target.value)}
        />
        {value !== "" && (
          <button type="button" className="button-quiet min-h-11" onClick={clear}>
            {t("form.clearEnd")}
          </button>
        )}
      </div>
      <p id={`${id}-hint`} className="text-sm text-muted">
        {t("form.endHint")}
      </p>
    </Field>
  );
}
