import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { unlessComposing } from "./composition.ts";

/** One tab and what it shows. */
export interface Tab<Name extends string> {
  readonly name: Name;
  readonly label: string;
  /** Shown next to the label, hidden from screen readers. */
  readonly badge?: ReactNode;
  readonly content: ReactNode;
}

interface TabsProps<Name extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly current: Name;
  readonly onChange: (name: Name) => void;
}

/** Steps in reading direction: in a right-to-left page the left arrow goes forward. */
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

/** The tab to which a key moves. */
function tabAfter<Name extends string>(
  event: KeyboardEvent<HTMLElement>,
  { tabs, current }: TabsProps<Name>,
): Tab<Name> | undefined {
  const step = stepOf(event);
  if (step === 0) return undefined;
  const at = tabs.findIndex(({ name }) => name === current);
  return tabs[(at + step + tabs.length) % tabs.length];
}

interface TabButtonProps<Name extends string> {
  readonly tab: Tab<Name>;
  readonly id: string;
  readonly isCurrent: boolean;
  readonly onChange: (name: Name) => void;
}

function TabButton<Name extends string>({ tab, id, isCurrent, onChange }: TabButtonProps<Name>) {
  return (
    <button
      type="button"
      role="tab"
      className="parley-tab"
      id={`${id}-${tab.name}`}
      data-tab={tab.name}
      aria-selected={isCurrent}
      aria-controls={`${id}-panel-${tab.name}`}
      tabIndex={isCurrent ? 0 : -1}
      onClick={() => onChange(tab.name)}
    >
      {tab.label}
      {tab.badge}
    </button>
  );
}

/** Tabs that were shown before: their panels stay mounted and keep their scroll position. */
function useVisited<Name extends string>(current: Name): ReadonlySet<Name> {
  const [visited, setVisited] = useState<ReadonlySet<Name>>(() => new Set([current]));
  if (visited.has(current)) return visited;
  const next = new Set([...visited, current]);
  setVisited(next);
  return next;
}

/** Tabs that follow the ARIA practices: arrows move and select, Tab enters the panel. */
export function Tabs<Name extends string>(props: TabsProps<Name>) {
  const { label, tabs, current, onChange } = props;
  const id = useId();
  const visited = useVisited(current);
  const onKeyDown = unlessComposing((event: KeyboardEvent<HTMLElement>) => {
    const next = tabAfter(event, props);
    if (next === undefined) return;
    event.preventDefault();
    onChange(next.name);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.name}"]`)?.focus();
  });
  return (
    <>
      <div
        className="parley-tabs"
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        tabIndex={-1}
      >
        {tabs.map((tab) => (
          <TabButton
            key={tab.name}
            tab={tab}
            id={id}
            onChange={onChange}
            isCurrent={tab.name === current}
          />
        ))}
      </div>
      <div className="parley-panels">
        {tabs.map(({ name, content }) => (
          <div
            key={name}
            className="parley-panel"
            role="tabpanel"
            id={`${id}-panel-${name}`}
            aria-labelledby={`${id}-${name}`}
            hidden={name !== current}
          >
            {visited.has(name) && content}
          </div>
        ))}
      </div>
    </>
  );
}
