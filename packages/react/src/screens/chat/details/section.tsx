import { type ReactNode, useId } from "react";

interface SectionProps {
  readonly heading: string;
  readonly children: ReactNode;
}

/** A part of the details under a heading. */
export function Section({ heading, children }: SectionProps) {
  const id = useId();
  return (
    <section className="parley-about__section" aria-labelledby={id}>
      <h3 className="parley-about__heading" id={id}>
        {heading}
      </h3>
      {children}
    </section>
  );
}
