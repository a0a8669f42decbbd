import type { Person } from "@parley/contract";
import { Completion, type CompletionProps } from "./completion.tsx";
import { useAllLabels } from "../../provider/all-labels.ts";
import { isSameName } from "../../text/mentions.ts";
import { rankName } from "../../text/rank-name.ts";
import { Avatar } from "../avatar.tsx";

export interface MentionPickerProps extends Pick<
  CompletionProps<Person>,
  "id" | "query" | "keys" | "onActive" | "onChoose"
> {
  readonly people: readonly Person[];
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

/** People to mention. The focus stays in the field, which passes its keys on. */
export function MentionPicker({ people, ...props }: MentionPickerProps) {
  const labels = useAllLabels();
  return (
    <Completion
      {...props}
      label={labels.mention}
      items={findPeople(people, props.query.typed)}
      keyOf={({ id }) => id}
    >
      {(person) => (
        <>
          <Avatar
            name={person.name}
            imageUrl={person.avatarUrl}
            shadeKey={person.id}
            size="small"
          />
          <span className="parley-option__name" dir="auto">
            {person.name}
          </span>
        </>
      )}
    </Completion>
  );
}
