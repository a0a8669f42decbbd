import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { useLabels } from "../../provider/wording-context.ts";
import { CloseIcon } from "../action-icons.tsx";
import { IconButton } from "../icon-button.tsx";
import { unlessComposing } from "../composition.ts";

export interface DialogProps {
  readonly title: string;
  /** The title is for screen readers alone: what is in it says it to the eye. */
  readonly isTitleHidden?: boolean | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A modal dialog of the browser's own: it keeps the focus, Escape and a press beside it close it, and the
 * focus goes back to where it was. An element with `data-first-focus` gets it first.
 */
export function Dialog({ title, isTitleHidden = false, onClose, children }: DialogProps) {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>("[data-first-focus]")?.focus();
    // Closing gives the focus back, which taking the element away would not.
    return () => element?.close();
  }, []);
  return (
    // A press beside the dialog is one more way out of it; the keyboard has Escape.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className="parley-dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={unlessComposing((event) => event.stopPropagation())}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className="parley-dialog__body">
        {isTitleHidden ? (
          <h2 className="parley-hidden" id={titleId}>
            {title}
          </h2>
        ) : (
          <Head title={title} id={titleId} onClose={onClose} />
        )}
        {children}
      </div>
    </dialog>
  );
}

function Head({ title, id, onClose }: { title: string; id: string; onClose: () => void }) {
  const { close } = useLabels();
  return (
    <div className="parley-dialog__head">
      <h2 className="parley-dialog__title" id={id}>
        {title}
      </h2>
      <IconButton label={close} onPress={onClose}>
        <CloseIcon />
      </IconButton>
    </div>
  );
}
