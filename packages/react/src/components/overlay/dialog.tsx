import { type ReactNode, useId, useRef } from "react";
import { useLabels } from "../../provider/wording-context.ts";
import { CloseIcon } from "../action-icons.tsx";
import { IconButton } from "../icon-button.tsx";
import { unlessComposing } from "../composition.ts";
import { useModal } from "./use-modal.ts";

export interface DialogProps {
  readonly title: string;
  /** Only screen readers get the title: the content shows it already. */
  readonly isTitleHidden?: boolean | undefined;
  /** A sheet is at the bottom of the window, in reach of a thumb. Default: in the middle. */
  readonly kind?: "sheet" | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A native modal dialog: it traps the focus, closes on Escape and on a press outside, and restores the focus. An element with
 * `data-first-focus` gets the focus first.
 */
export function Dialog({ title, isTitleHidden = false, kind, onClose, children }: DialogProps) {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // It closes with the end of the press: a touch would go on to press what is below.
  const isPressed = useRef(false);
  useModal(dialog);
  return (
    // A click outside closes the dialog; the keyboard has Escape.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className="parley-dialog"
      data-kind={kind}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={unlessComposing((event) => event.stopPropagation())}
      onPointerDown={(event) => {
        isPressed.current = event.target === event.currentTarget;
      }}
      onClick={(event) => {
        if (isPressed.current && event.target === event.currentTarget) onClose();
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
