import type { MouseEvent } from "react";
import { CloseIcon } from "../../components/action-icons.tsx";
import { useConversation } from "../../hooks/conversations/use-conversation.ts";
import type { SearchOperator } from "../../labels/search-labels.ts";
import { valueOf } from "../../loadable.ts";
import { nameOfConversation } from "../../people.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { focusField } from "./focus-field.ts";
import { useFilterTexts } from "./use-filter-texts.ts";
import type { SearchFilters, SearchState } from "./use-search-state.ts";

interface FilterChipsProps {
  readonly state: SearchState;
  readonly openId: string | null;
}

/** The filter that an operator sets. */
const FILTERS: Readonly<Record<SearchOperator, keyof SearchFilters>> = {
  from: "senderId",
  in: "conversationId",
  before: "before",
  after: "after",
  link: "hasLink",
};
const OPERATORS: readonly SearchOperator[] = ["from", "in", "after", "before", "link"];

/** The filters of a search, each with a button that removes it, and those that can be added. */
export function FilterChips({ state, openId }: FilterChipsProps) {
  const labels = useAllLabels();
  const textsOf = useFilterTexts();
  const { text, filters, change } = state;
  const set = (next: SearchFilters) => change({ filters: { ...filters, ...next } });
  const add = (operator: SearchOperator, { currentTarget }: MouseEvent<HTMLElement>) => {
    if (operator === "link") return set({ hasLink: true });
    const [word = ""] = labels.searchOperators[operator].split(" ");
    change({ text: `${text.trimEnd()} ${word}:`.trimStart() });
    return focusField(currentTarget);
  };
  const isSet = (operator: SearchOperator) => filters[FILTERS[operator]] !== undefined;
  return (
    <div className="parley-filters" role="group" aria-label={labels.filterSearch}>
      {textsOf(filters).map(({ filter, text: words }) => (
        <button
          key={filter}
          type="button"
          className="parley-chip"
          dir="auto"
          aria-pressed="true"
          aria-label={labels.removeFilter(words)}
          onClick={({ currentTarget }) => {
            set({ [filter]: undefined });
            focusField(currentTarget);
          }}
        >
          {words}
          <CloseIcon />
        </button>
      ))}
      {openId !== null && !isSet("in") && (
        <OnlyHere id={openId} onChoose={() => set({ conversationId: openId })} />
      )}
      {OPERATORS.filter((operator) => !isSet(operator)).map((operator) => (
        <button
          key={operator}
          type="button"
          className="parley-chip"
          onClick={(event) => add(operator, event)}
        >
          {labels.filterNames[operator]}
        </button>
      ))}
    </div>
  );
}

/** Limits the search to the open conversation. */
function OnlyHere({ id, onChoose }: { id: string; onChoose: () => void }) {
  const labels = useAllLabels();
  const conversation = valueOf(useConversation(id))?.conversation;
  if (conversation === undefined) return null;
  return (
    <button type="button" className="parley-chip" dir="auto" onClick={onChoose}>
      {labels.onlyIn(nameOfConversation(conversation))}
    </button>
  );
}
