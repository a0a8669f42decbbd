import type { ReactNode } from "react";
import { Icon } from "../icons.tsx";

interface ToolProps {
  readonly label: string;
  readonly opens?: "dialog";
  readonly isOpen?: boolean;
  /** For the stylesheet. */
  readonly name?: string;
  readonly onPress: (button: HTMLButtonElement) => void;
  /** Its icon. */
  readonly children: ReactNode;
}

/** A button next to the field. */
export function Tool({ label, opens, isOpen, name, onPress, children }: ToolProps) {
  return (
    <button
      type="button"
      className="parley-composer__tool"
      data-tool={name}
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
