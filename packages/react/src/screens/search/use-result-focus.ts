import type { KeyboardEvent } from "react";
import { unlessComposing } from "../../components/composition.ts";
import { useRowFocus } from "../../components/list/use-row-focus.ts";
import { focusField } from "./focus-field.ts";

/** Moves the focus between the rows below the field of a search, and from the first one back to it. */
export function useResultFocus(ids: readonly string[]) {
  const { container, handlers, tabStopId } = useRowFocus({ ids, preferredId: null });
  const onKeyDown = unlessComposing((event: KeyboardEvent<HTMLElement>) => {
    const row = event.target instanceof Element ? event.target.closest("[data-row]") : null;
    if (event.key === "ArrowUp" && row?.getAttribute("data-row") === ids[0]) {
      event.preventDefault();
      focusField(event.currentTarget);
    } else handlers.onKeyDown(event);
  });
  return { container, handlers: { ...handlers, onKeyDown }, tabStopId };
}
