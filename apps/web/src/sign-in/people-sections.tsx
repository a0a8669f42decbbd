import { PersonAvatar } from "@parley/react";
import "@parley/react/styles.css";
import type { Person } from "@parley/contract";
import { useId } from "react";
import type { PeopleSection } from "./group-people.ts";
import { useSignInText } from "./sign-in-text.ts";
import { useText } from "../i18n/shell-text.ts";

export interface PeopleSectionsProps {
  readonly sections: readonly PeopleSection[];
  /** The id of the user who is being signed in. */
  readonly choosing: string | null;
  onChoose(person: Person): void;
}

/** All users of the demo, group by group. */
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

const ROWS = ["a", "b", "c", "d", "e", "f"];

/** Placeholders while the users load. */
export function PeopleSkeleton() {
  const { t } = useSignInText();
  return (
    <div role="status">
      <span className="sr-only">{t("loading")}</span>
      <div aria-hidden="true" className="grid gap-2 pt-8 sm:grid-cols-2 lg:grid-cols-3">
        {ROWS.map((row) => (
          <div key={row} className="h-15 rounded-xl border border-line bg-side opacity-60" />
        ))}
      </div>
    </div>
  );
}

export interface PersonButtonProps {
  readonly person: Person;
  readonly state: "ready" | "busy" | "waiting";
  onChoose(person: Person): void;
}

/** Signs in as one user. */
function PersonButton({ person, state, onChoose }: PersonButtonProps) {
  const { t } = useSignInText();
  const { t: shell } = useText();
  return (
    <button
      type="button"
      className="flex min-h-14 w-full cursor-pointer items-center gap-3 rounded-xl border border-line bg-side px-3 py-2 text-start hover:border-accent-text disabled:cursor-default disabled:opacity-60"
      disabled={state !== "ready"}
      aria-busy={state === "busy"}
      onClick={() => onChoose(person)}
    >
      <PersonAvatar person={person} />
      <span className="min-w-0">
        <bdi className="block truncate font-medium">{person.name}</bdi>{" "}
        <span className="block text-sm text-muted">
          {state === "busy" ? t("busy") : shell(`role.${person.role}`)}
        </span>
      </span>
    </button>
  );
}
