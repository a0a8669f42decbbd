import { limits } from "@parley/contract/limits";
import type { KeyboardEvent } from "react";
import { unlessComposing } from "../../components/composition.ts";
import { SearchField } from "../../components/search/search-field.tsx";

interface MessageSearchFieldProps {
  readonly label: string;
  readonly placeholder?: string | undefined;
  readonly text: string;
  /** It gets the focus of its dialog. */
  readonly isFirst?: boolean | undefined;
  readonly onText: (text: string) => void;
  readonly onClear?: (() => void) | undefined;
}

/** The first result, in the element around the field and its results. */
function firstResult(field: HTMLElement) {
  const around = field.closest("[data-search], .parley-pane");
  const first = around?.querySelector<HTMLElement>(".parley-hits [data-first]");
  return first ?? around?.querySelector<HTMLElement>(".parley-hits [tabindex='0']");
}

/** The field of a search for messages: its keys lead to the results. */
export function MessageSearchField(props: MessageSearchFieldProps) {
  const onKeyDown = unlessComposing((event: KeyboardEvent<HTMLElement>) => {
    const first = firstResult(event.currentTarget);
    if (first == null) return;
    if (event.key === "ArrowDown") first.focus();
    else if (event.key === "Enter" && first.hasAttribute("data-first")) first.click();
    else return;
    event.preventDefault();
  });
  return <SearchField {...props} maxLength={limits.searchMax} onKeyDown={onKeyDown} />;
}
