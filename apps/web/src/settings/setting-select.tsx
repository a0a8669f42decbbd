import { useId } from "react";
import type { ReactNode } from "react";

interface SettingSelectProps<Value extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly value: Value;
  /** Each value with the text that it is selected by. */
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  /** Shows the result. */
  readonly outcome?: ReactNode;
  onChange(value: Value): void;
}

/** A labelled selection of one of several values. */
export function SettingSelect<Value extends string>(props: SettingSelectProps<Value>) {
  const { label, hint, value, options, outcome, onChange } = props;
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <select
        id={id}
        className="field"
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={({ target }) => {
          const chosen = options.find((option) => option.value === target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {outcome}
    </div>
  );
}
