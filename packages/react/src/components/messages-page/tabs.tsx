import { type KeyboardEvent, type ReactNode, useId } from "react";

/** One tab and what it shows. */
export interface Tab<Name extends string> {
  readonly name: Name;
  readonly label: string;
  /** Stands beside the label, for the eye. */
  readonly badge?: ReactNode;
  readonly content: ReactNode;
}

interface TabsProps<Name extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly current: Name;
  readonly onChange: (name: Name) => void;
}

/** Steps in the reading direction: in a page that runs from right to left, the left arrow goes on. */
function stepOf(event: KeyboardEvent<HTMLElement>): number {
  const isRtl = getComputedStyle(event.currentTarget).direction === "rtl";
  switch (event.key) {
    case "ArrowRight":
      return isRtl ? -1 : 1;
    case "ArrowLeft":
      return isRtl ? 1 : -1;
    default:
      return 0;
  }
}

/** Tabs by the rules of the ARIA practices: arrows move and choose, Tab goes into the panel. */
export function Tabs<Name extends string>({ label, tabs, current, onChange }: TabsProps<Name>) {
  const id = useId();
  const shown = tabs.find(({ name }) => name === current);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = stepOf(event);
    if (step === 0) return;
    event.preventDefault();
    const at = tabs.findIndex(({ name }) => name === current);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (next === undefined) return;
    onChange(next.name);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.name}"]`)?.focus();
  };
  return (
    <>
      <div className="parley-tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown} tabIndex={-1}>
        {tabs.map((tab) => (
          <button
            key={tab.name}
            type="button"
            role="tab"
            className="parley-tab"
            id={`${id}-${tab.name}`}
            data-tab={tab.name}
            aria-label={tab.label}
            aria-selected={tab.name === current}
            aria-controls={`${id}-panel`}
            tabIndex={tab.name === current ? 0 : -1}
            onClick={() => onChange(tab.name)}
          >
            {tab.label}
            {tab.badge}
          </button>
        ))}
      </div>
      <div
        className="parley-panel"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${current}`}
      >
        {shown?.content}
      </div>
    </>
  );
}
