import { useId, useRef } from "react";
import type { Ref, RefObject } from "react";
import { useAdminText } from "../parts/admin-text.ts";
import { Field, problemId } from "../parts/field.tsx";
import { firstProblem } from "./group-draft.ts";
import type { DraftProblems } from "./group-draft.ts";

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

interface EndFieldProps {
  /** A date field's value; empty for none. */
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

/** Refs to the fields of a form, so that the first one with a problem can get the focus. */
export function useDraftFields() {
  const name = useRef<HTMLInputElement>(null);
  const mentor = useRef<HTMLInputElement>(null);
  const mentees = useRef<HTMLInputElement>(null);
  const endDay = useRef<HTMLInputElement>(null);
  const fields = { name, mentor, mentees, endDay };
  const focusOn = (problems: DraftProblems) => {
    const field = firstProblem(problems);
    if (field !== undefined) fields[field].current?.focus();
  };
  return { ...fields, focusOn };
}
