import { type KeyboardEvent, useRef } from "react";
import { useLabels } from "../../provider/wording-context.ts";
import { CloseIcon } from "../action-icons.tsx";
import { IconButton } from "../icon-button.tsx";
import { SearchIcon } from "../icons.tsx";
import { unlessComposing } from "../composition.ts";

interface SearchFieldProps {
  readonly label: string;
  /** Shown while it is empty, in the place of the label. */
  readonly placeholder?: string | undefined;
  readonly text: string;
  /** It gets the focus of its dialog. */
  readonly isFirst?: boolean | undefined;
  readonly maxLength?: number | undefined;
  readonly onText: (text: string) => void;
  /** Clears more than the text, if there is anything to clear. */
  readonly onClear?: (() => void) | undefined;
  readonly onKeyDown?: ((event: KeyboardEvent<HTMLInputElement>) => void) | undefined;
}

/** A search field. Escape clears it. */
export function SearchField(props: SearchFieldProps) {
  const { text, onText, onClear = text === "" ? undefined : () => onText("") } = props;
  const labels = useLabels();
  const place = useRef<HTMLDivElement>(null);
  return (
    <div ref={place} className="parley-search">
      <SearchIcon />
      <Field {...props} onClear={onClear} />
      {onClear !== undefined && (
        <IconButton
          label={labels.clearSearch}
          className="parley-search__clear"
          onPress={() => {
            onClear();
            place.current?.querySelector("input")?.focus();
          }}
        >
          <CloseIcon />
        </IconButton>
      )}
    </div>
  );
}

function Field(props: SearchFieldProps) {
  const { label, placeholder = label, text, onText, onClear, onKeyDown } = props;
  return (
    <input
      type="search"
      className="parley-search__field"
      aria-label={label}
      placeholder={placeholder}
      data-first-focus={props.isFirst}
      autoComplete="off"
      dir="auto"
      maxLength={props.maxLength}
      value={text}
      onChange={(event) => onText(event.target.value)}
      onKeyDown={unlessComposing((event) => {
        if (event.key === "Escape" && onClear !== undefined) {
          event.preventDefault();
          onClear();
        }
        onKeyDown?.(event);
      })}
    />
  );
}
