import type { Person } from "@parley/contract";
import { type ReactNode, useId } from "react";
import { PersonAvatar } from "../avatar.tsx";

interface PeopleSectionProps {
  readonly heading: string;
  readonly people: readonly {
    readonly person: Person;
    readonly words: string;
    readonly isBusy?: boolean | undefined;
  }[];
  readonly action: string;
  readonly onAction: (person: Person) => void;
  /** Shown below the people. */
  readonly children?: ReactNode;
}

/** People who are not contacts, under a heading, with one action each. */
export function PeopleSection(props: PeopleSectionProps) {
  const { heading, people, action, onAction } = props;
  const id = useId();
  return (
    <section className="parley-section">
      <h3 className="parley-section__heading" id={id}>
        {heading}
      </h3>
      <ul className="parley-list" aria-labelledby={id}>
        {people.map(({ person, words, isBusy = false }) => (
          <li key={person.id} className="parley-list__item parley-contact" aria-label={person.name}>
            <PersonAvatar person={person} />
            <span className="parley-contact__text">
              <span className="parley-contact__name" dir="auto" id={`${id}-${person.id}`}>
                {person.name}
              </span>
              <span className="parley-contact__words" dir="auto">
                {words}
              </span>
            </span>
            <button
              type="button"
              className="parley-button"
              aria-describedby={`${id}-${person.id}`}
              aria-busy={isBusy}
              onClick={() => onAction(person)}
            >
              {action}
            </button>
          </li>
        ))}
      </ul>
      {props.children}
    </section>
  );
}
