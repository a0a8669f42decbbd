import { AlertDialog } from "@base-ui/react/alert-dialog";
import type { Outcome } from "@parley/react";
import { useRef } from "react";
import type { ReactNode, RefObject } from "react";
import { useAdminText } from "./admin-text.ts";
import { Failure } from "./failure.tsx";
import { useAct } from "./use-act.ts";

export interface ModalProps {
  readonly title: string;
  /** Label of the button that confirms. */
  readonly confirm: string;
  readonly isDanger?: boolean;
  readonly isBlocked?: boolean;
  /** Where the focus goes afterwards, since the element that opened the dialog may be gone. */
  readonly home: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
  act(): Promise<Outcome>;
  onDone(): void;
  onClose(): void;
}

/** Asks for confirmation, runs the action, and shows the reason if it fails. */
export function Modal(props: ModalProps) {
  const { title, confirm, isDanger = false, isBlocked = false, home, children } = props;
  const { t } = useAdminText();
  const { act, run } = useAct();
  const isDone = useRef(false);
  const press = async () => {
    const outcome = await run(props.act);
    if (outcome?.ok !== true) return;
    isDone.current = true;
    props.onDone();
    props.onClose();
  };
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && props.onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="modal-backdrop" />
        <AlertDialog.Popup
          className="modal"
          finalFocus={() => (isDone.current ? home.current : true)}
        >
          <AlertDialog.Title className="mb-2 text-lg font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description render={<div />} className="grid gap-3 text-sm">
            {children}
          </AlertDialog.Description>
          <Failure act={act} />
          <div className="mt-5 flex flex-wrap justify-end gap-3">
            <AlertDialog.Close className="button-quiet min-h-11">{t("cancel")}</AlertDialog.Close>
            <button
              type="button"
              className={isDanger ? "button button-danger" : "button"}
              disabled={isBlocked}
              aria-busy={act.status === "busy"}
              onClick={() => void press()}
            >
              {confirm}
            </button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
