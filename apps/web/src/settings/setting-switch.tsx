import { Switch } from "@base-ui/react/switch";
import { useId } from "react";
import type { ReactNode } from "react";

interface SettingSwitchProps {
  readonly label: string;
  /** What on and off mean. */
  readonly hint: string;
  readonly isOn: boolean;
  /** Shows the result. */
  readonly outcome?: ReactNode;
  onChange(isOn: boolean): void;
}

/** A labelled switch. Its label toggles it too. */
export function SettingSwitch({ label, hint, isOn, outcome, onChange }: SettingSwitchProps) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <div className="flex items-start gap-4">
        <div className="grow">
          <label id={`${id}-label`} htmlFor={id} className="cursor-pointer font-medium">
            {label}
          </label>
          <p id={`${id}-hint`} className="text-sm text-muted">
            {hint}
          </p>
        </div>
        <Switch.Root
          id={id}
          className="switch"
          checked={isOn}
          aria-labelledby={`${id}-label`}
          aria-describedby={`${id}-hint`}
          onCheckedChange={onChange}
        >
          <Switch.Thumb className="switch-thumb" />
        </Switch.Root>
      </div>
      {outcome}
    </div>
  );
}
