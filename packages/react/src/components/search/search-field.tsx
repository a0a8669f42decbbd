import { type KeyboardEvent, useId, useRef } from "react";
import { useLabels } from "../../provider/wording-context.ts";
import { CloseIcon } from "../action-icons.tsx";
import { IconButton } from "../icon-button.tsx";
import { SearchIcon } from "../icons.tsx";
import { unlessComposing } from "../composition.ts";

interface SearchFieldProps {
  readonly label: string;
  readonly text: string;
  readonly maxLength?: number | undefined;
  /** A message below the field that describes it. */
  readonly hint?: string | undefined;
  readonly onText: (text: string) => void;
  readonly onKeyDown?: ((event: KeyboardEvent<HTMLInputElement>) => void) | undefined;
}

/** A search field. Escape clears it. */
export function SearchField(props: SearchFieldProps) {
  const { text, hint, onText } = props;
  const labels = useLabels();
  const hintId = useId();
  const place = useRef<HTMLDivElement>(null);
  return (
    <div ref={place} className="parley-search">
      <SearchIcon />
      <Field {...props} hintId={hint === undefined ? undefined : hintId} />
      {text !== "" && (
        <IconButton
          label={labels.clearSearch}
          className="parley-search__clear"
          onPress={() => {
            onText("");
            place.current?.querySelector("input")?.focus();
          }}
        >
          <CloseIcon />
        </IconButton>
      )}
      {hint !== undefined && (
        <p className="parley-search__hint" id={hintId} role="status">
          {hint}
        </p>
      )}
    </div>
  );
}

function Field(props: SearchFieldProps & { readonly hintId: string | undefined }) {
  const { label, text, onText, onKeyDown, hintId } = props;
  return (
    <input
      type="search"
      className="parley-search__field"
      aria-label={label}
      aria-describedby={hintId}
      placeholder={label}
      autoComplete="off"
      dir="auto"
      maxLength={props.maxLength}
      value={text}
      onChange={(event) => onText(event.target.value)}
      onKeyDown={unlessComposing((event) => {
        if (event.key === "Escape" && text !== "") {
          event.preventDefault();
          onText("");
        }
        onKeyDown?.(event);
      })}
    />
  );
}
