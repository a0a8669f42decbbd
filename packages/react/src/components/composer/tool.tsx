import type { ReactNode } from "react";
import { Icon } from "../icons.tsx";

interface ToolProps {
  readonly label: string;
  readonly opens?: "dialog";
  readonly isOpen?: boolean;
  readonly onPress: (button: HTMLButtonElement) => void;
  /** Its icon. */
  readonly children: ReactNode;
}

/** A button next to the field. */
export function Tool({ label, opens, isOpen, onPress, children }: ToolProps) {
  return (
    <button
      type="button"
      className="parley-composer__tool"
      aria-label={label}
      title={label}
      aria-haspopup={opens}
      aria-expanded={isOpen}
      onClick={(event) => onPress(event.currentTarget)}
    >
      <Icon>{children}</Icon>
    </button>
  );
}
