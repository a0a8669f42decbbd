import type { ReactNode } from "react";

interface IconButtonProps {
  readonly label: string;
  readonly className?: string | undefined;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

/** A button that shows a sign; its name is said, and shown where a pointer rests on it. */
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
