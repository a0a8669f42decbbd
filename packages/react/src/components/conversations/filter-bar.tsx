import { useLabels } from "../../provider/wording-context.ts";
import type { ListChoice } from "../../labels/list-labels.ts";

interface FilterBarProps {
  readonly filter: ListChoice;
  readonly onFilter: (filter: ListChoice) => void;
}

const FILTERS = ["all", "unread", "mentions", "saved", "archived"] as const;

/** Chooses which conversations the list shows. */
export function FilterBar({ filter, onFilter }: FilterBarProps) {
  const labels = useLabels();
  return (
    <div className="parley-filters" role="group" aria-label={labels.show}>
      {FILTERS.map((each) => (
        <button
          key={each}
          type="button"
          className="parley-chip"
          aria-pressed={each === filter}
          onClick={() => onFilter(each)}
        >
          {labels.filters[each]}
        </button>
      ))}
    </div>
  );
}
