import type { Person, Reaction } from "@parley/contract";
import { useFormat, useLabels } from "../../../provider/wording-context.ts";
import { useTabIndex } from "../actions/message-tab-index.ts";

interface ReactionsProps {
  readonly reactions: readonly Reaction[];
  readonly userId: string;
  readonly people: ReadonlyMap<string, Person>;
  /** Without it reactions are read-only. */
  readonly onReact: ((emoji: string, isChosen: boolean) => void) | undefined;
}

/** The names of users who chose an emoji, the signed-in user first. */
export function useNamesOf(people: ReadonlyMap<string, Person>, userId: string) {
  const labels = useLabels();
  const format = useFormat();
  return (userIds: readonly string[]) => {
    const others = userIds.filter((id) => id !== userId);
    const names = others.map((id) => people.get(id)?.name ?? labels.formerMember);
    return format.names(others.length < userIds.length ? [labels.you, ...names] : names);
  };
}

/** The reactions to a message: which, how many, and by whom. */
export function Reactions({ reactions, userId, people, onReact }: ReactionsProps) {
  const labels = useLabels();
  const format = useFormat();
  const namesOf = useNamesOf(people, userId);
  const tabIndex = useTabIndex();
  if (reactions.length === 0) return null;
  return (
    <div className="parley-reactions">
      {reactions.map(({ emoji, userIds }) => {
        const isChosen = userIds.includes(userId);
        const names = namesOf(userIds);
        const count = format.number(userIds.length);
        return (
          <button
            key={emoji}
            type="button"
            className="parley-reaction"
            aria-pressed={isChosen}
            aria-disabled={onReact === undefined}
            aria-label={labels.reaction(emoji, count, names)}
            title={names}
            tabIndex={tabIndex}
            onClick={() => onReact?.(emoji, !isChosen)}
          >
            <span className="parley-reaction__emoji">{emoji}</span>
            {count}
          </button>
        );
      })}
    </div>
  );
}
