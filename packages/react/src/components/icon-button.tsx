import type { ReactNode } from "react";

interface IconButtonProps {
  readonly label: string;
  readonly className?: string | undefined;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** A button with an icon; its label is its accessible name and its tooltip. */
export function IconButton({ label, className = "", onPress, children }: IconButtonProps) {
  return (
    <button
      type="button"
      className={`parley-icon-button ${className}`}
      aria-label={label}
      title={label}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
