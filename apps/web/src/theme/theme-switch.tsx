import { useId, useSyncExternalStore } from "react";
import { themes } from "./theme.ts";
import type { Theme, ThemeControl } from "./theme.ts";
import { ThemeIcon } from "./theme-icon.tsx";

const labels = { system: "System", light: "Light", dark: "Dark" } satisfies Record<Theme, string>;

/** Three looks to choose from, as one radio group. */
export function ThemeSwitch({ control }: { readonly control: ThemeControl }) {
  const theme = useSyncExternalStore(control.subscribe, control.current);
  const group = useId();
  return (
    <fieldset className="flex rounded-full border border-line p-0.5">
      <legend className="sr-only">Theme</legend>
      {themes.map((choice) => (
        <label key={choice} className="theme-choice" title={labels[choice]}>
          <input
            type="radio"
            className="absolute inset-0 cursor-pointer opacity-0"
            name={group}
            checked={theme === choice}
            onChange={() => control.choose(choice)}
          />
          <ThemeIcon theme={choice} />
          <span className="sr-only">{labels[choice]}</span>
        </label>
      ))}
    </fieldset>
  );
}
