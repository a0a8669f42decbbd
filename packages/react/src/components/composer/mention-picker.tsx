import type { Person } from "@parley/contract/people";
import { normalName } from "@parley/contract/text-rules";
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { useAllLabels } from "../../provider/all-labels.ts";
import type { MentionQuery } from "../../text/mentions.ts";
import { rankName } from "../../text/rank-name.ts";
import { Avatar } from "../avatar.tsx";

/** Takes a key of the field; says whether it did. */
export type TakeKey = (event: KeyboardEvent) => boolean;

export interface MentionPickerProps {
  readonly id: string;
  readonly query: MentionQuery;
  readonly people: readonly Person[];
  /** Where the field finds who takes its keys. */
  readonly keys: RefObject<TakeKey | null>;
  /** The id of the person whom Enter takes; `null` while nobody is offered. */
  readonly onActive: (id: string | null) => void;
  readonly onChoose: (person: Person) => void;
}

/** More are found by typing. */
const SHOWN_MAX = 6;
/** Each word that is typed begins a word of the name. */
const RANK_MAX = 1;

function findPeople(people: readonly Person[], typed: string): readonly Person[] {
  const name = typed.trimEnd();
  // A whole name with a blank behind it is done: what follows is the sentence.
  if (name !== typed && people.some((person) => normalName(person.name) === normalName(name)))
    return [];
  return people
    .flatMap((person) => {
      const rank = rankName(person.name, typed);
      // Enter takes the first: who is merely alike must not be taken for what somebody wrote.
      const isMeant =
        rank !== undefined && rank <= RANK_MAX && normalName(person.name) !== normalName(typed);
      return isMeant ? [{ person, rank }] : [];
    })
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, SHOWN_MAX)
    .map(({ person }) => person);
}

/** Who is offered, and what the keys of a combobox do with them. */
function usePicking({ query, people, onChoose }: MentionPickerProps) {
  const [chosen, setChosen] = useState({ typed: query.typed, at: 0 });
  /** The sign at which the writer wanted no list. */
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const found = query.at === closedAt ? [] : findPeople(people, query.typed);
  const count = found.length;
  // Another letter begins at the best again.
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

/** Whom the writer could mention: the focus stays in the field, which carries the keys. */
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
    // Options belong to a list box alone.
    <div id={id} className="parley-mentions" role="listbox" aria-label={labels.mention}>
      {found.map((person, index) => (
        // The keyboard is the field's.
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
