/** Puts the focus into the field of the search that an element belongs to. */
export const focusField = (within: Element): void =>
  within.closest("[data-search]")?.querySelector<HTMLElement>("input")?.focus();
