import type { Person } from "@parley/contract";
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { useAllLabels } from "../../provider/all-labels.ts";
import { isSameName, type MentionQuery } from "../../text/mentions.ts";
import { rankName } from "../../text/rank-name.ts";
import { Avatar } from "../avatar.tsx";

/** Handles a key of the field; returns whether it did. */
export type TakeKey = (event: KeyboardEvent) => boolean;

export interface MentionPickerProps {
  readonly id: string;
  readonly query: MentionQuery;
  readonly people: readonly Person[];
  /** Receives the handler to which the field passes its keys. */
  readonly keys: RefObject<TakeKey | null>;
  /** The id of the active option; `null` while no user is offered. */
  readonly onActive: (id: string | null) => void;
  readonly onChoose: (person: Person) => void;
}

/** Others are found by typing. */
const SHOWN_MAX = 6;
/** Each typed word must be the start of a word of the name. */
const RANK_MAX = 1;

function findPeople(people: readonly Person[], typed: string): readonly Person[] {
  const name = typed.trimEnd();
  // A complete name followed by a space ends the mention: the sentence continues.
  if (name !== typed && people.some((person) => isSameName(person.name, name))) return [];
  return people
    .flatMap((person) => {
      const rank = rankName(person.name, typed);
      // Enter takes the first option, so fuzzy matches are not offered.
      const isMeant = rank !== undefined && rank <= RANK_MAX && !isSameName(person.name, typed);
      return isMeant ? [{ person, rank }] : [];
    })
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, SHOWN_MAX)
    .map(({ person }) => person);
}

/** The offered people, and the keys of a combobox. */
function usePicking({ query, people, onChoose }: MentionPickerProps) {
  const [chosen, setChosen] = useState({ typed: query.typed, at: 0 });
  /** The index of the "@" for which the user closed the list. */
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const found = query.at === closedAt ? [] : findPeople(people, query.typed);
  const count = found.length;
  // After another letter the best match is active again.
  const at = chosen.typed === query.typed ? Math.min(chosen.at, count - 1) : Math.min(0, count - 1);
  const person = found[at];
  const take: TakeKey = ({ key }) => {
    if (person === undefined) return false;
    switch (key) {
      case "ArrowDown":
        setChosen({ typed: query.typed, at: (at + 1) % count });
        return true;
      case "ArrowUp":
        setChosen({ typed: query.typed, at: (at - 1 + count) % count });
        return true;
      case "Enter":
      case "Tab":
        onChoose(person);
        return true;
      case "Escape":
        setClosedAt(query.at);
        return true;
      default:
        return false;
    }
  };
  return { found, at, take };
}

/** People to mention. The focus stays in the field, which passes its keys on. */
export function MentionPicker(props: MentionPickerProps) {
  const { id, keys, onActive, onChoose } = props;
  const labels = useAllLabels();
  const { found, at, take } = usePicking(props);
  useLayoutEffect(() => {
    keys.current = take;
    return () => {
      keys.current = null;
    };
  });
  const activeId = found.length === 0 ? null : `${id}-${at}`;
  useEffect(() => {
    onActive(activeId);
    return () => onActive(null);
  }, [activeId, onActive]);
  if (found.length === 0) return null;
  return (
    // Options may only be children of a listbox.
    <div id={id} className="parley-mentions" role="listbox" aria-label={labels.mention}>
      {found.map((person, index) => (
        // The field handles the keyboard.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div
          key={person.id}
          id={`${id}-${index}`}
          role="option"
          className="parley-option"
          aria-selected={index === at}
          // The field keeps the focus, and a touch keyboard stays open.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(person)}
        >
          <Avatar
            name={person.name}
            imageUrl={person.avatarUrl}
            shadeKey={person.id}
            size="small"
          />
          <span className="parley-option__name" dir="auto">
            {person.name}
          </span>
        </div>
      ))}
    </div>
  );
}
