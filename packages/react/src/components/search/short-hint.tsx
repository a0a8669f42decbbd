import { isSearchable } from "@parley/contract/folding";
import { limits } from "@parley/contract/limits";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useFormat } from "../../provider/wording-context.ts";

/** Says that a text is too short to search for in messages. */
export function ShortHint({ text }: { text: string }) {
  const labels = useAllLabels();
  const format = useFormat();
  if (text === "" || isSearchable(text)) return null;
  return (
    <p className="parley-search__hint" role="status">
      {labels.searchShort(format.number(limits.searchMin))}
    </p>
  );
}
