import { useId } from "react";
import type { ReactNode } from "react";

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
