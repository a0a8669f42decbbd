import { useId } from "react";
import type { ReactNode } from "react";

interface Choice<Value> {
  readonly value: Value;
  readonly name: string;
  /** What it means. */
  readonly hint: string;
}

interface SettingChoicesProps<Value> {
  readonly legend: ReactNode;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  /** Shown below the choices. */
  readonly children?: ReactNode;
  onChange(value: Value): void;
}

/** One of several values, each with its meaning next to it. */
export function SettingChoices<Value extends string>(props: SettingChoicesProps<Value>) {
  const { legend, choices, value: chosen, children, onChange } = props;
  const group = useId();
  return (
    <fieldset className="grid gap-1.5">
      {legend}
      {choices.map(({ value, name, hint }) => (
        <label key={value} className="option option-wide">
          <input
            type="radio"
            className="option-input"
            name={group}
            checked={chosen === value}
            aria-label={name}
            aria-describedby={`${group}-${value}`}
            onChange={() => onChange(value)}
          />
          <span>{name}</span>
          <span id={`${group}-${value}`} className="font-normal text-muted">
            {hint}
          </span>
        </label>
      ))}
      {children}
    </fieldset>
  );
}
