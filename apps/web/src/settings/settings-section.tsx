import { useId } from "react";
import type { ReactNode } from "react";

interface SettingsSectionProps {
  readonly title: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

/** Settings that belong together, under a heading. */
export function SettingsSection({ title, hint, children }: SettingsSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="card">
      <h3 id={id} className="mb-3 text-base font-semibold">
        {title}
      </h3>
      {hint !== undefined && <p className="-mt-2 mb-3 text-sm text-muted">{hint}</p>}
      <div className="grid gap-4">{children}</div>
    </section>
  );
}
