import { Switch } from "@base-ui/react/switch";
import { useId } from "react";
import type { ReactNode } from "react";

interface SettingSwitchProps {
  readonly label: string;
  /** What it means to have it on, and off. */
  readonly hint: string;
  readonly isOn: boolean;
  /** Says how it went. */
  readonly outcome?: ReactNode;
  onChange(isOn: boolean): void;
}

/** One thing that is on or off. The words beside it switch it too. */
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
