import { hasWords } from "@parley/contract/folding";

/** Filters the items of a combobox as every search does, in any locale. */
export const matchesWords = <Item>(
  item: Item,
  typed: string,
  labelOf: (item: Item) => string = String,
): boolean => hasWords(labelOf(item), typed);
