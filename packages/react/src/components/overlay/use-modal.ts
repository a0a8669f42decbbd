import { type RefObject, useLayoutEffect } from "react";

/** Opens a native dialog while it is rendered. An element with `data-first-focus` gets the focus first. */
export function useModal(dialog: RefObject<HTMLDialogElement | null>): void {
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>("[data-first-focus]")?.focus();
    // Closing restores the focus; removing the element would not.
    return () => element?.close();
  }, [dialog]);
}
