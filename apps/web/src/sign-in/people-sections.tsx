import type { Person } from "@parley/contract/people";
import { useId } from "react";
import type { PeopleSection } from "./group-people.ts";
import { PersonButton } from "./person-button.tsx";
import { useSignInText } from "./sign-in-text.ts";

export interface PeopleSectionsProps {
  readonly sections: readonly PeopleSection[];
  /** The id of the person who is being signed in. */
  readonly choosing: string | null;
  onChoose(person: Person): void;
}

/** Everybody whom one can be, group by group. */
export function PeopleSections({ sections, ...rest }: PeopleSectionsProps) {
  return (
    <div className="grid gap-8">
      {sections.map((section) => (
        <Section key={section.groupName ?? ""} section={section} {...rest} />
      ))}
    </div>
  );
}

type SectionProps = Omit<PeopleSectionsProps, "sections"> & { readonly section: PeopleSection };

function Section({ section, choosing, onChoose }: SectionProps) {
  const { t } = useSignInText();
  const heading = useId();
  const stateOf = (person: Person) => {
    if (choosing === null) return "ready";
    return choosing === person.id ? "busy" : "waiting";
  };
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className="mb-3 text-sm font-semibold text-muted">
        <bdi>{section.groupName ?? t("team")}</bdi>
      </h2>
      <ul className="grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
        {section.people.map((person) => (
          <li key={person.id}>
            <PersonButton person={person} state={stateOf(person)} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </section>
  );
}
