import { Avatar } from "../../components/avatar.tsx";
import { useMe } from "../../hooks/session/use-me.ts";
import { valueOf } from "../../loadable.ts";
import { usePeople } from "../../hooks/people/use-people.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { fold } from "@parley/contract/folding";
import { focusField } from "./focus-field.ts";
import { daysBefore, dayWords, parseDay } from "./parse-day.ts";
import {
  type Named,
  namedBy,
  type OperatorPart,
  type Vocabulary,
  without,
} from "./read-operators.ts";
import type { SearchTarget } from "./search-target.ts";
import { useResultFocus } from "./use-result-focus.ts";
import { useFilterTexts } from "./use-filter-texts.ts";
import type { SearchFilters, SearchState } from "./use-search-state.ts";

interface CompletionsProps {
  readonly pending: OperatorPart;
  readonly vocabulary: Vocabulary;
  readonly targets: readonly SearchTarget[];
  readonly state: SearchState;
}

/** Completions that are shown. */
const SHOWN_MAX = 6;

/** The filters that the typed value may mean. */
function filtersFor(pending: OperatorPart, vocabulary: Vocabulary): readonly SearchFilters[] {
  const { operator, value } = pending;
  const idsOf = (all: readonly Named[]) => namedBy(all, value).slice(0, SHOWN_MAX);
  switch (operator) {
    case "from":
      return idsOf(vocabulary.people).map(({ id }) => ({ senderId: id }));
    case "in":
      return idsOf(vocabulary.conversations).map(({ id }) => ({ conversationId: id }));
    case "link":
      return [{ hasLink: true }];
    case "before":
    case "after": {
      const day = parseDay(value, vocabulary);
      if (day !== null) return [{ [operator]: day }];
      return dayWords(vocabulary.locale)
        .filter(({ words }) => fold(words).startsWith(fold(value.trim())))
        .map(({ ago }) => ({ [operator]: daysBefore(vocabulary.today, ago) }));
    }
  }
}

/** Why an operator means nothing. */
function useProblem({ operator, value }: OperatorPart): string | null {
  const labels = useAllLabels();
  const format = useFormat();
  const typed = value.trim();
  switch (operator) {
    case "from":
      return labels.nobodyCalled(typed);
    case "in":
      return labels.noConversationCalled(typed);
    case "before":
    case "after":
      return labels.notADay(typed, format.shortDate(new Date(2026, 10, 30), new Date(0)));
    case "link":
      return null;
  }
}

/** What an operator that is being typed can mean. */
export function Completions({ pending, vocabulary, targets, state }: CompletionsProps) {
  const labels = useAllLabels();
  const textsOf = useFilterTexts();
  const people = usePeople();
  const me = valueOf(useMe());
  const problem = useProblem(pending);
  const all = filtersFor(pending, vocabulary)
    .flatMap((filters) => textsOf(filters).map(({ text }) => ({ filters, text })))
    .map((each, at) => ({ ...each, id: at.toString() }));
  const { container, handlers, tabStopId } = useResultFocus(all.map(({ id }) => id));
  const avatarOf = ({ senderId, conversationId }: SearchFilters) => {
    const target = targets.find((each) => each.conversationId === conversationId);
    if (conversationId !== undefined && target !== undefined) {
      return { ...target, imageUrl: target.avatarUrl, isGroup: target.personId === null };
    }
    const person =
      senderId === undefined ? undefined : senderId === me?.id ? me : people.get(senderId);
    return person && { name: person.name, imageUrl: person.avatarUrl, shadeKey: person.id };
  };
  if (all.length === 0) {
    return (
      <p className="parley-found__counts" role="status">
        {problem}
      </p>
    );
  }
  return (
    // Users operate the buttons; the container only moves the focus between them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={container} className="parley-hits" {...handlers}>
      <ul className="parley-list" aria-label={labels.filterNames[pending.operator]}>
        {all.map(({ id, filters, text }, at) => {
          const avatar = avatarOf(filters);
          return (
            <li key={id} data-row={id}>
              <button
                type="button"
                className="parley-option parley-option--line"
                tabIndex={id === tabStopId ? 0 : -1}
                data-first={at === 0 || undefined}
                onClick={({ currentTarget }) => {
                  focusField(currentTarget);
                  state.change({
                    text: without(state.text, pending),
                    filters: { ...state.filters, ...filters },
                  });
                }}
              >
                {avatar !== undefined && (
                  <Avatar
                    name={avatar.name}
                    imageUrl={avatar.imageUrl}
                    shadeKey={avatar.shadeKey}
                    isGroup={"isGroup" in avatar && avatar.isGroup}
                  />
                )}
                <span className="parley-option__name" dir="auto">
                  {text}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
