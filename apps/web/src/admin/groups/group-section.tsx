import type { Group } from "@parley/contract";
import { useId } from "react";
import type { ReactNode, RefObject } from "react";
import type { Navigation } from "../../routing/navigation.ts";

/** Props of each part of a group's page. */
export interface GroupPageProps {
  readonly group: Group;
  /** All groups, to show what a change does to contacts. */
  readonly groups: readonly Group[];
  readonly navigation: Navigation;
  readonly title: RefObject<HTMLHeadingElement | null>;
  /** Shows what was done. */
  onNotice(text: string): void;
}

interface GroupSectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** One part of a group's page. */
export function GroupSection({ title, children }: GroupSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="card">
      <h3 id={id} className="mb-3 text-base font-semibold">
        {title}
      </h3>
      {children}
    </section>
  );
}
