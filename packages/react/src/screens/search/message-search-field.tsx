import { isSearchable } from "@parley/contract/folding";
import { limits } from "@parley/contract/limits";
import type { KeyboardEvent } from "react";
import { unlessComposing } from "../../components/composition.ts";
import { SearchField } from "../../components/search/search-field.tsx";
import { useFormat, useLabels } from "../../provider/wording-context.ts";

interface MessageSearchFieldProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Matches the element around the field and its results: ArrowDown moves the focus to the first of them. */
  readonly around: string;
}

/** The field of a search for messages, which says when a text is too short. */
export function MessageSearchField({ label, text, onText, around }: MessageSearchFieldProps) {
  const labels = useLabels();
  const format = useFormat();
  const onKeyDown = unlessComposing((event: KeyboardEvent<HTMLElement>) => {
    const container = event.currentTarget.closest(around);
    const first = container?.querySelector<HTMLElement>(".parley-hits [tabindex='0']");
    if (event.key !== "ArrowDown" || first == null) return;
    event.preventDefault();
    first.focus();
  });
  return (
    <SearchField
      label={label}
      text={text}
      maxLength={limits.searchMax}
      hint={
        text !== "" && !isSearchable(text)
          ? labels.searchShort(format.number(limits.searchMin))
          : undefined
      }
      onText={onText}
      onKeyDown={onKeyDown}
    />
  );
}
