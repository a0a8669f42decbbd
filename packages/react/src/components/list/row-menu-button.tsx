import { useId } from "react";
import { useLabels } from "../../provider/wording-context.ts";
import { MoreIcon } from "../action-icons.tsx";

interface RowMenuButtonProps {
  /** The name of the row's contact or conversation. */
  readonly name: string;
  readonly isOpen: boolean;
  readonly isTabStop: boolean;
  readonly onToggle: (trigger: HTMLElement) => void;
}

/** Opens the menu of a row. */
export function RowMenuButton({ name, isOpen, isTabStop, onToggle }: RowMenuButtonProps) {
  const { more } = useLabels();
  const nameId = useId();
  return (
    <>
      <span id={nameId} hidden>
        {name}
      </span>
      <button
        type="button"
        className="parley-icon-button parley-row__more"
        aria-label={more}
        aria-describedby={nameId}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        title={more}
        tabIndex={isTabStop ? 0 : -1}
        onClick={(event) => onToggle(event.currentTarget)}
      >
        <MoreIcon />
      </button>
    </>
  );
}
