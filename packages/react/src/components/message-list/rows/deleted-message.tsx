import { useEffect, useRef, useState } from "react";
import { useLabels } from "../../../provider/wording-context.ts";

export interface DeletedMessageProps {
  readonly undoUntil: number;
  readonly onUndo: () => void;
}

/** Whether a time, in epoch milliseconds, has passed. Renders again when it does. */
function useIsOver(moment: number): boolean {
  const [now, setNow] = useState(() => Date.now());
  const wait = moment - now;
  useEffect(() => {
    if (wait <= 0) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), wait + 1);
    return () => clearTimeout(timer);
  }, [wait]);
  return wait <= 0;
}

/** A message that was just deleted: it can be restored for some seconds. */
export function DeletedMessage({ undoUntil, onUndo }: DeletedMessageProps) {
  const labels = useLabels();
  const isOver = useIsOver(undoUntil);
  const box = useRef<HTMLParagraphElement>(null);
  // The pressed button is gone: the focus moves to Undo, and afterwards to the message.
  useEffect(() => {
    const message = box.current?.closest<HTMLElement>("article");
    // A document, or a shadow root.
    const root = message?.getRootNode();
    if (root === undefined || !("activeElement" in root)) return;
    const isLost = root.activeElement === null || root.activeElement === document.body;
    if (!isLost && root.activeElement !== message) return;
    const button = box.current?.querySelector("button");
    (button ?? message)?.focus({ preventScroll: true });
  }, [isOver]);
  return (
    <p ref={box} className="parley-folded">
      <span role="status">{labels.deletedMessage}</span>
      {!isOver && (
        <>
          {". "}
          <button type="button" className="parley-status__button" onClick={onUndo}>
            {labels.undo}
          </button>
        </>
      )}
    </p>
  );
}
